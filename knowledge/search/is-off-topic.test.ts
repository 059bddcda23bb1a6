import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import type { Found } from './find-answer.js'
import { isOffTopic } from './is-off-topic.js'

const exceptions = makeArticle({ id: 'exceptions', title: '哪些商品不能退货' })
const shipping = makeArticle({ id: 'shipping', title: '退货运费谁承担' })
const english = makeArticle({ id: 'exceptions-en', title: 'No returns', translates: 'exceptions' })

const SAID = { exceptions: '贴身内衣拆封后不能退货。', shipping: '寄回运费由您承担。' }

function found(article: typeof exceptions, text: string, kind = 'ask-back') {
  const terms = [
    { term: '运费', idf: 3 },
    { term: '谁', idf: 1 },
  ]
  const hit = { article, extract: { markdown: text } }
  return { hits: [hit], terms, decision: { kind } } as unknown as Found
}

describe('a follow-up', () => {
  test('is off topic where the topic’s article says less of its words', () => {
    const alone = found(shipping, SAID.shipping)

    expect(isOffTopic(alone, found(exceptions, SAID.exceptions, 'answer'), exceptions)).toBe(true)
    expect(isOffTopic(alone, found(english, SAID.exceptions, 'answer'), exceptions)).toBe(true)
  })

  test('stays on it where that article says its words as well', () => {
    const alone = found(shipping, SAID.shipping)
    const said = `${SAID.exceptions}运费由您承担。`

    expect(isOffTopic(alone, found(exceptions, said, 'answer'), exceptions)).toBe(false)
  })

  test('stays on it where nothing else could be offered, or the same article', () => {
    const onTopic = found(exceptions, SAID.exceptions, 'answer')

    expect(isOffTopic(found(shipping, SAID.shipping, 'hand-over'), onTopic, exceptions)).toBe(false)
    expect(isOffTopic(found(exceptions, SAID.shipping), onTopic, exceptions)).toBe(false)
    expect(isOffTopic({ ...onTopic, hits: [] }, onTopic, exceptions)).toBe(false)
  })

  test('that leads elsewhere than to the topic’s article was not found by its title', () => {
    const alone = found(exceptions, SAID.exceptions)

    expect(isOffTopic(alone, found(shipping, '', 'answer'), exceptions)).toBe(false)
  })
})
