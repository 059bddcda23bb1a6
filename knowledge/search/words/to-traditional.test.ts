import { expect, test } from 'vitest'
import { exactKey } from './fold-text.js'
import { toLanguageScript } from './to-traditional.js'

test.each([
  { text: '短信验证码', language: 'zh-Hant', written: '簡訊驗證碼' },
  { text: '退货后 7 天内', language: 'zh-Hant', written: '退貨後 7 天內' },
  { text: '点“提交”，等审核', language: 'zh-Hant', written: '點「提交」，等審核' },
  { text: '注销账号后不能退出登录', language: 'zh-Hant', written: '註銷帳號後不能退出登入' },
  { text: '注销前要先登出吗', language: 'zh-Hant', written: '註銷前要先登出嗎' },
  { text: '這樣註銷', language: 'zh-Hant', written: '這樣註銷' },
  { text: '发卡银行放行', language: 'zh-Hant', written: '發卡銀行放行' },
  { text: '港澳台能送吗', language: 'zh-Hant', written: '港澳台能送嗎' },
  { text: '短信验证码', language: 'zh-Hans', written: '短信验证码' },
  { text: 'Refunds', language: 'zh-Hant', written: 'Refunds' },
] as const)('$text for a reader of $language', ({ text, language, written }) => {
  expect(toLanguageScript(text, language)).toBe(written)
})

test.each(['专票多久审核完', '港澳台能送吗', '“我的订单”在哪里', '账号怎么注销', '到账要几天'])(
  '%s is the same question again when it comes back in traditional Chinese',
  (title) => {
    expect(exactKey(toLanguageScript(title, 'zh-Hant'))).toBe(exactKey(title))
  },
)
