import { expect, test } from 'vitest'
import { matchLanguage } from './language.js'

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['zh-hans', 'zh-Hans'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.5', 'en'],
  ['fr', undefined],
  ['', undefined],
  [null, undefined],
])('a browser that asks for %j gets %s', (tags, language) => {
  expect(matchLanguage(tags)).toBe(language)
})
