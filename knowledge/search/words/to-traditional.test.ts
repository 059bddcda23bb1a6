import { expect, test } from 'vitest'
import { exactKey } from './fold-text.js'
import { toLanguageScript } from './to-traditional.js'

test.each([
  { text: '短信验证码', language: 'zh-Hant', written: '簡訊驗證碼' },
  { text: '退货后 7 天内', language: 'zh-Hant', written: '退貨後 7 天內' },
  { text: '点“提交”，等审核', language: 'zh-Hant', written: '點「提交」，等審核' },
  { text: '港澳台能送吗', language: 'zh-Hant', written: '港澳台能送嗎' },
  { text: '短信验证码', language: 'zh-Hans', written: '短信验证码' },
  { text: 'Refunds', language: 'zh-Hant', written: 'Refunds' },
] as const)('$text for a reader of $language', ({ text, language, written }) => {
  expect(toLanguageScript(text, language)).toBe(written)
})

test.each(['专票多久审核完', '港澳台能送吗', '“我的订单”在哪里'])(
  '%s is the same question again when it comes back in traditional Chinese',
  (title) => {
    expect(exactKey(toLanguageScript(title, 'zh-Hant'))).toBe(exactKey(title))
  },
)
