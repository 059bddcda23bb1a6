import { describe, expect, test } from 'vitest'
import type { Article, Found } from '../../knowledge/index.js'
import { type DepartmentDeps, findDepartments } from './find-departments.js'
import { foundAs, hitFor } from './open-test-turn.js'

const never = new AbortController().signal

const DEPARTMENTS: Readonly<Record<string, string>> = {
  refunds: 'finance',
  invoices: 'finance',
  delivery: 'logistics',
}

/** An article of a category, with its probability. */
const hit = (
  category: string,
  probability: number,
  service: Article['service'] = 'after-sales',
) => {
  const found = hitFor(`${category}-${probability}`, probability)
  return { ...found, article: { ...found.article, category, service } }
}

/** Search that knows these parts of messages, and keeps what it was asked. */
function openTest(answers: Readonly<Record<string, readonly ReturnType<typeof hit>[]>>) {
  const asked: string[] = []
  const deps: DepartmentDeps = {
    knowledge: {
      async ask(question): Promise<Found> {
        asked.push(question)
        return foundAs('hand-over', answers[question] ?? [])
      },
    },
    departmentOf: (category) => DEPARTMENTS[category],
  }
  return { asked, deps }
}

describe('departments that a message needs', () => {
  test.each([
    ['two clauses', ['退款还没到账，快递也丢了']],
    ['two sentences', ['退款还没到账。快递也丢了！']],
    ['two messages', ['退款还没到账', '快递也丢了']],
    ['a word that joins them', ['退款还没到账另外快递也丢了']],
  ])('are those of %s', async (_what, texts) => {
    const { deps } = openTest({
      退款还没到账: [hit('refunds', 0.9)],
      快递也丢了: [hit('delivery', 0.9)],
      也丢了: [hit('delivery', 0.9)],
    })

    expect(await findDepartments(texts, 'zh-Hans', deps, never)).toEqual(['finance', 'logistics'])
  })

  test('are found in English, where "and" joins two matters', async () => {
    const { deps } = openTest({
      'my refund has not arrived': [hit('refunds', 0.9)],
      'the second parcel is lost': [hit('delivery', 0.7)],
    })
    const text = 'my refund has not arrived and the second parcel is lost'

    expect(await findDepartments([text], 'en', deps, never)).toEqual(['finance', 'logistics'])
  })

  test('add up what several of their articles reach', async () => {
    const { deps } = openTest({
      退款还没到账: [hit('refunds', 0.45), hit('delivery', 0.05), hit('invoices', 0.4)],
      快递也丢了: [hit('delivery', 0.85)],
    })
    const texts = ['退款还没到账', '快递也丢了']

    expect(await findDepartments(texts, 'zh-Hans', deps, never)).toEqual(['finance', 'logistics'])
  })

  test('are found by weaker parts where a word joins two matters', async () => {
    const { deps } = openTest({
      退款还没到账: [hit('refunds', 0.3)],
      快递也丢了: [hit('delivery', 0.25)],
    })
    const found = (text: string) => findDepartments([text], 'zh-Hans', deps, never)

    expect(await found('退款还没到账，另外快递也丢了')).toEqual(['finance', 'logistics'])
    expect(await found('退款还没到账，快递也丢了')).toEqual([])
  })

  test('are those of a middling part when the whole message speaks for it', async () => {
    const parts = { 退款还没到账: [hit('refunds', 0.9)], 一直都没有送到: [hit('delivery', 0.6)] }
    const text = '退款还没到账，一直都没有送到'
    const withWhole = openTest({ ...parts, [text]: [hit('refunds', 0.6), hit('delivery', 0.25)] })
    const without = openTest({ ...parts, [text]: [hit('refunds', 0.9)] })

    expect(await findDepartments([text], 'zh-Hans', withWhole.deps, never)).toHaveLength(2)
    expect(await findDepartments([text], 'zh-Hans', without.deps, never)).toEqual([])
  })

  test.each([
    ['one department answers for both', hit('invoices', 0.9)],
    ['one part is unlikely to be meant', hit('delivery', 0.49)],
    ['one part is asked before buying', hit('delivery', 0.9, 'pre-sales')],
    ['no department has to answer for it', hit('coupons', 0.9)],
  ])('are none when %s', async (_why, second) => {
    const { deps } = openTest({ 退款还没到账: [hit('refunds', 0.9)], 快递也丢了: [second] })

    expect(await findDepartments(['退款还没到账，快递也丢了'], 'zh-Hans', deps, never)).toEqual([])
  })

  test.each(['鞋子三天前寄回去了，什么时候能看到钱', '鞋子三天前寄回去了。什么时候能看到钱？'])(
    'are none of one question and what it is about: %s',
    async (text) => {
      const { deps } = openTest({
        鞋子三天前寄回去了: [hit('delivery', 0.9)],
        什么时候能看到钱: [hit('refunds', 0.9)],
        [text]: [hit('refunds', 0.5), hit('delivery', 0.4)],
      })

      expect(await findDepartments([text], 'zh-Hans', deps, never)).toEqual([])
    },
  )

  test('are not sought in a single question', async () => {
    const { deps, asked } = openTest({})

    expect(await findDepartments(['退款多久到账'], 'zh-Hans', deps, never)).toEqual([])
    expect(asked).toEqual([])
  })

  test('are sought in four parts of a long message at most', async () => {
    const { deps, asked } = openTest({})

    await findDepartments(['这一句话有六个字。'.repeat(50)], 'zh-Hans', deps, never)

    // And once as a whole.
    expect(asked).toHaveLength(1 + 4)
  })
})
