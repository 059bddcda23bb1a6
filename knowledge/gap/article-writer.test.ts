import { describe, expect, test } from 'vitest'
import { readFields } from '../editing/article-fields.js'
import { splitSource } from '../editing/article-source.js'
import type { Draft } from '../editing/draft.js'
import { openTestEditing, QIAN, ZHAO } from '../editing/open-test-editing.js'
import type { NewDraft } from '../editing/start-draft.js'
import { createArticleWriter } from './article-writer.js'

const GAP: NewDraft = {
  title: '怎么包礼物',
  language: 'zh-Hans',
  category: 'ordering',
  questions: ['能包成礼物吗', ' 有礼品盒\n吗 '],
  body: '可以包。',
  sources: ['/knowledge/gaps/message_1'],
  by: ZHAO,
}

async function openWriter() {
  const test = await openTestEditing()
  const writer = createArticleWriter(test.editing, test.knowledge)
  const draftAt = async (href: string): Promise<Draft> => {
    const id = href.replace('/knowledge/drafts/', '') as Draft['id']
    const draft = await test.editing.draft(id)
    if (!draft) throw new Error(`There is no draft at ${href}.`)
    return draft
  }
  return { ...test, writer, draftAt, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }
}

const questionsOf = ({ source }: Draft) => readFields(splitSource(source).head).questions

describe('an article from a gap', () => {
  test('is a draft of who began it, with the questions and where they come from', async () => {
    await using test = await openWriter()

    const { href } = await test.writer.startDraft(GAP)

    const draft = await test.draftAt(href)
    expect(draft).toMatchObject({ state: 'draft', base: null, sources: GAP.sources })
    expect(draft.writers.map(({ login }) => login)).toEqual(['zhao.ming'])
    expect(questionsOf(draft)).toEqual(['能包成礼物吗', '有礼品盒 吗'])
    expect(draft.source).toContain('可以包。')
  })
})

describe('adding questions', () => {
  test('changes nothing but the questions, and those of the file stay', async () => {
    await using test = await openWriter()
    const [article] = test.knowledge.articles()
    if (!article) throw new Error('The fixtures have no article.')

    const more = ['钱啥时候回来: 急', ...article.questions.slice(0, 1), '']
    const written = await test.writer.addQuestions(article.id, more, ZHAO)

    const draft = await test.draftAt(written?.href ?? '')
    expect(written?.article).toBe(article.id)
    expect(questionsOf(draft)).toEqual([...article.questions, '钱啥时候回来: 急'])
    expect(splitSource(draft.source).body).toBe(splitSource(article.source).body)
    expect(test.knowledge.article(article.id)?.questions).toEqual(article.questions)
  })

  test('goes into the change that is going on', async () => {
    await using test = await openWriter()
    const [article] = test.knowledge.articles()
    const id = article?.id ?? ''

    const first = await test.writer.addQuestions(id, ['甲'], ZHAO)
    const second = await test.writer.addQuestions(id, ['乙'], QIAN)

    expect(second?.href).toBe(first?.href)
    expect(questionsOf(await test.draftAt(second?.href ?? '')).slice(-2)).toEqual(['甲', '乙'])
  })

  test('tells when there is no such article', async () => {
    await using test = await openWriter()

    expect(await test.writer.addQuestions('none', ['甲'], ZHAO)).toBeNull()
  })
})
