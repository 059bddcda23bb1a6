import { expect, test } from 'vitest'
import { rowsAsSentences } from './rows-as-sentences.js'

const table = (...rows: string[]) => rows.join('\n')

test.each([
  {
    what: 'a row of two cells',
    markdown: table('| 付款方式 | 多久到账 |', '|---|---|', '| 信用卡 | 3–7 天 |'),
    said: '**信用卡**——多久到账：3–7 天',
  },
  {
    what: 'a row of three',
    markdown: table('| To | Free from | Fee |', '|---|---|---|', '| Tibet | 199 yuan | 15 yuan |'),
    said: '**Tibet** – Free from: 199 yuan; Fee: 15 yuan',
  },
  {
    what: 'a row that begins with a bare number',
    markdown: table('| 脚长 | 鞋码 |', '|---|---|', '| 250 | 40 |'),
    said: '**脚长 250**——鞋码：40',
  },
  {
    what: 'a row with an empty cell',
    markdown: table('| 商品 | 保修 | 说明 |', '|---|---|---|', '| 鞋 | 90 天 | |'),
    said: '**鞋**——保修：90 天',
  },
  {
    what: 'two rows, with what stands around them',
    markdown: `前。\n\n${table('| 商品 | 保修 |', '|---|---|', '| 鞋 | 90 天 |', '| 厨具 | [30 天](a.md) |')}\n\n后。`,
    said: '前。\n\n- **鞋**——保修：90 天\n- **厨具**——保修：[30 天](a.md)\n\n后。',
  },
])('$what is said in words', ({ markdown, said }) => {
  expect(rowsAsSentences(markdown)).toBe(said)
})

test.each([
  table('| a | b |', '|---|---|', '| 1 | 2 |', '| 3 | 4 |', '| 5 | 6 |'),
  table('| a | b |', '|---|---|'),
  'no table',
])('%j stays as it is', (markdown) => {
  expect(rowsAsSentences(markdown)).toBe(markdown)
})
