import { expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { readSentences } from '../extract/read-sentences.js'
import { fromStoredSentences, type StoredSentences, toStoredSentences } from './stored-sentences.js'

const BODY = `# 退货

**签收**后 7 天内可以退货。详见[退款](refund.md)。Ｒefunds take 3 days:

1. 打开“我的订单”。
2. Tap [Return](return.md).

## 運費

| 重量 | 費用 |
| --- | --- |
| 1 kg | 12 元 |
| 5 kg | 30 元 |

- 偏远地区除外
- see [remote areas](remote.md)

\`\`\`
code 1
\`\`\`
`
const article = makeArticle({ id: 'a', title: '退货' }, BODY)
const kept = (of: typeof article) =>
  JSON.parse(JSON.stringify(toStoredSentences(readSentences(of)))) as StoredSentences

test('sentences are the same after they were kept', () => {
  const before = readSentences(article)

  const after = fromStoredSentences(kept(article), article)

  expect(before.flat().map(({ quotable }) => quotable.kind)).toEqual(
    expect.arrayContaining(['sentence', 'item', 'row', 'code']),
  )
  expect(after).toEqual(before)
})

test('parts of one list or table still share it', () => {
  const [, second = []] = fromStoredSentences(kept(article), article)

  const blocks = new Set(second.map(({ quotable }) => quotable.block))
  expect([...blocks].map((block) => block?.kind)).toEqual(['table', 'list', undefined])
})

test('sentences stand where their article is, though its file was renamed', () => {
  const [[first] = []] = fromStoredSentences(kept(article), { file: 'other.md' })

  expect(first?.quotable.place.file).toBe('other.md')
})
