import { expect, test } from 'vitest'
import type { Language } from '../../platform/language.js'
import { TRANSFORMATIONS } from './transformations.js'

function apply(name: string, text: string, language: Language, draw = 0): string | null {
  const found = TRANSFORMATIONS.find((each) => each.name === name)
  if (found === undefined) throw new Error(`There is no transformation ${name}.`)
  return found.apply(text, language, () => draw)
}

test.each([
  { name: 'width', text: '满59元?', language: 'zh-Hans', becomes: '满５９元？' },
  { name: 'width', text: '运费', language: 'zh-Hans', becomes: null },
  { name: 'case', text: 'Where is it', language: 'en', becomes: 'WHERE IS IT' },
  { name: 'case', text: 'WHERE', language: 'en', becomes: 'where' },
  { name: 'case', text: '运费', language: 'zh-Hans', becomes: null },
  { name: 'script', text: '退款多久', language: 'zh-Hans', becomes: null },
  { name: 'script', text: '运费多少', language: 'zh-Hans', becomes: '運費多少' },
  { name: 'script', text: '運費多少', language: 'zh-Hant', becomes: '运费多少' },
  { name: 'script', text: 'fee', language: 'en', becomes: null },
  { name: 'typo', text: 'my refund', language: 'en', becomes: 'my rfeund' },
  { name: 'typo', text: '退款多久', language: 'zh-Hans', becomes: '款退多久' },
  { name: 'typo', text: '59', language: 'zh-Hans', becomes: null },
  { name: 'pinyin', text: '退款多久', language: 'zh-Hans', becomes: 'tuikuan多久' },
  { name: 'pinyin', text: 'refund', language: 'en', becomes: null },
  { name: 'padding', text: '运费', language: 'zh-Hans', becomes: '你好，麻烦问一下，运费，谢谢啦' },
  { name: 'order number', text: 'fee', language: 'en', becomes: 'fee, order QW20261126004512' },
  { name: 'emoji', text: '运费', language: 'zh-Hans', becomes: '运费😭🙏' },
  { name: 'negation', text: '运费', language: 'zh-Hans', becomes: '我不是要问运费' },
  {
    name: 'something else denied',
    text: '运费',
    language: 'zh-Hans',
    becomes: '我不是来投诉的，想问一下运费',
  },
] as const)('$name makes $becomes of $text', ({ name, text, language, becomes }) => {
  expect(apply(name, text, language)).toBe(becomes)
})

test('nothing but negation may change the outcome', () => {
  const free = TRANSFORMATIONS.filter(({ expects }) => expects !== 'same')

  expect(free.map(({ name }) => name)).toEqual(['negation'])
})
