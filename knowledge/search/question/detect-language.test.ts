import { describe, expect, test } from 'vitest'
import { detectLanguage } from './detect-language.js'

describe('telling the language', () => {
  test.each([
    { text: '怎么退货', language: 'zh-Hans' },
    { text: '怎麼退貨', language: 'zh-Hant' },
    { text: 'How do I return this?', language: 'en' },
    { text: 'refund', language: 'en' },
    { text: 'iPhone 15 Pro Max 怎么退', language: 'zh-Hans' },
    { text: 'OPPO Find X8 這支能退嗎', language: 'zh-Hant' },
    { text: 'my 快递 is late', language: 'en' },
    { text: '我的order怎么还没到', language: 'zh-Hans' },
    { text: '这个怎么办，客服小姐說可以退', language: 'zh-Hans' },
  ] as const)('$text is $language, whatever was spoken before', ({ text, language }) => {
    expect(detectLanguage(text, 'zh-Hans')).toBe(language)
    expect(detectLanguage(text, 'en')).toBe(language)
  })

  test.each(['QW202611230001', '😀', '', '???', 'SF', 'ok', '12:30'])(
    '%j says nothing, so the language stays',
    (text) => {
      expect(detectLanguage(text, 'zh-Hant')).toBe('zh-Hant')
      expect(detectLanguage(text, 'en')).toBe('en')
    },
  )

  test.each([
    'tuihuo',
    'fa piao zenme kai',
    'Wo yao tui huo',
    'tuìhuò',
    'hello, zenme tuikuan',
    'iPhone15 zenme tui',
  ])('pinyin such as %j is Chinese, in the script so far', (text) => {
    expect(detectLanguage(text, 'en')).toBe('zh-Hans')
    expect(detectLanguage(text, 'zh-Hant')).toBe('zh-Hant')
  })

  test.each([
    'can he change size',
    'women can',
    'long time',
    'where can I get a fapiao?',
    'Sale price same as online',
    'Zhang Wei',
    'guarantee?',
    'change menu language',
    'shipping to Shanghai',
  ])('%j is no pinyin', (text) => {
    expect(detectLanguage(text, 'zh-Hans')).toBe('en')
  })

  test('characters that both scripts share keep the script', () => {
    expect(detectLanguage('人工', 'zh-Hant')).toBe('zh-Hant')
    expect(detectLanguage('人工', 'zh-Hans')).toBe('zh-Hans')
    expect(detectLanguage('人工', 'en')).toBe('zh-Hans')
    expect(detectLanguage('了解，那我再看看', 'zh-Hant')).toBe('zh-Hant')
    expect(detectLanguage('了解了，多谢', 'zh-Hant')).toBe('zh-Hans')
  })
})
