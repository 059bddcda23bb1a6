import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { catalogProblems, createWords, type Wording } from './messages.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const words = createWords({
  'zh-Hans': { waiting: '{count} 位在等', hello: '你好，{name}' },
  'zh-Hant': { waiting: '{count} 位在等', hello: '你好，{name}' },
  en: { waiting: { one: '{count} waits', other: '{count} wait' }, hello: 'Hello {name}' },
})

describe('words', () => {
  test.each([
    { language: 'en', count: 1, text: '1 waits' },
    { language: 'en', count: 1234, text: '1,234 wait' },
    { language: 'zh-Hans', count: 1, text: '1 位在等' },
  ] as const)('$count in $language is "$text"', ({ language, count, text }) => {
    expect(words(language)('waiting', { count })).toBe(text)
  })

  test('a value is filled in as it is, even when it looks like a pattern', () => {
    expect(words('en')('hello', { name: '$& {name}' })).toBe('Hello $& {name}')
  })

  test('a value that was not given stays visible', () => {
    expect(words('en')('hello')).toBe('Hello {name}')
  })
})

describe('catalogs', () => {
  test('that do not agree are told apart by key and language', () => {
    const problems = catalogProblems({
      'zh-Hans': { a: '甲', b: '{x}', c: '丙' },
      'zh-Hant': { a: '甲', b: '{y}' },
      en: { a: ' ', b: '{x}', c: 'C' },
    })

    expect(problems).toEqual([
      'en has no words for a.',
      'b takes {x} in zh-Hans and {y} in zh-Hant.',
      'zh-Hant has no words for c.',
    ])
  })

  const folders = ['platform', 'knowledge', 'handoff', 'bot'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(join('messages', 'zh-Hans.json')))
      .map((name) => join(folder, name, '..')),
  )

  test.each(folders)('%s says the same in all languages', (folder) => {
    const read = (language: string): Record<string, Wording> =>
      JSON.parse(readFileSync(join(ROOT, folder, `${language}.json`), 'utf8'))

    expect(
      catalogProblems({ 'zh-Hans': read('zh-Hans'), 'zh-Hant': read('zh-Hant'), en: read('en') }),
    ).toEqual([])
  })

  test.each(folders)('%s has one word for customers', (folder) => {
    const read = (language: string) =>
      readFileSync(join(ROOT, folder, `${language}.json`), 'utf8').match(/[顾顧]客/g) ?? []

    expect([...read('zh-Hans'), ...read('zh-Hant')]).toEqual([])
  })
})
