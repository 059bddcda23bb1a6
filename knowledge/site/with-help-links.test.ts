import { expect, test } from 'vitest'
import type { Article } from '../article/article.js'
import { withHelpLinks } from './with-help-links.js'

const articleAt = (file: string, id: string) =>
  ({ file, id, language: 'zh-Hans', title: id }) as unknown as Article
const from = articleAt('returns/return-steps.md', 'return-steps')
const articles = [from, articleAt('refunds/refund-time.md', 'refund-time')]

test.each([
  [
    '到账时间见[退款**多久**到账](../refunds/refund-time.md)。',
    '到账时间见[退款**多久**到账](/help/refund-time?lang=zh-Hant)。',
  ],
  [
    '见[旧文章](../refunds/gone.md)和[本站](https://qingwu.example/a)。',
    '见旧文章和[本站](https://qingwu.example/a)。',
  ],
  ['没有链接。', '没有链接。'],
  [
    '点![订单页](images/a.png)，再点![](images/b.png)。',
    '点[订单页](/help/files/returns/images/a.png)，再点。',
  ],
  [
    '[![图](images/a.png)](../refunds/refund-time.md)',
    '[![图](images/a.png)](/help/refund-time?lang=zh-Hant)',
  ],
])('%s', (markdown, expected) => {
  expect(withHelpLinks(markdown, from, articles, 'zh-Hant')).toBe(expected)
})
