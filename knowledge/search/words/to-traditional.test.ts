import { expect, test } from 'vitest'
import { toLanguageScript } from './to-traditional.js'

test.each([
  { text: '短信验证码', language: 'zh-Hant', written: '簡訊驗證碼' },
  { text: '退货后 7 天内', language: 'zh-Hant', written: '退貨後 7 天內' },
  { text: '短信验证码', language: 'zh-Hans', written: '短信验证码' },
  { text: 'Refunds', language: 'zh-Hant', written: 'Refunds' },
] as const)('$text for a reader of $language', ({ text, language, written }) => {
  expect(toLanguageScript(text, language)).toBe(written)
})
