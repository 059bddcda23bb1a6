import { describe, expect, test } from 'vitest'
import { tablesAsLists } from './tables-as-lists.js'

describe('a table in words that someone will change', () => {
  test('is a list, in which the first cell says what the second is', () => {
    const text =
      '时间如下：\n\n| 步骤 | 时间 |\n|---|---|\n| 首次答复 | **24 小时**内 |\n| 回访 | |'

    expect(tablesAsLists(text)).toBe('时间如下：\n\n- 首次答复：**24 小时**内\n- 回访')
  })

  test('with more columns names each by its head', () => {
    const text = '| Card | Fee | Days |\n|---|---|---|\n| Visa | 0 yuan | 3–7 |\n\nThat is all.'

    expect(tablesAsLists(text)).toBe('- Visa: Fee 0 yuan, Days 3–7\n\nThat is all.')
  })

  test('leaves everything else alone', () => {
    const text = '1. 打开“我的订单”\n2. 点 `退货` | 换货\n\n[规则](/help/x)'

    expect(tablesAsLists(text)).toBe(text)
  })
})
