import { describe, expect, test } from 'vitest'
import type { Id } from '../../platform/id.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { knowledgeMigrations } from '../migrations/index.js'
import type { Gap, UnansweredQuestion } from './gap.js'
import { type GapDeed, standingOfGap } from './gap-deed.js'
import { deleteGapDeed, gapDeedsSince, insertGapDeed } from './gap-deed-table.js'

const questions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `m${from + i}` }) as UnansweredQuestion)
const gap = (count: number, more: Partial<Gap> = {}) => ({
  questions: questions(0, count),
  kind: 'no-article' as const,
  answeredBy: null,
  ...more,
})
const deed = (count: number, more: Partial<GapDeed> = {}): GapDeed => ({
  id: 'gapdeed_1' as Id<'gapdeed'>,
  kind: 'dismissed',
  reason: 'not ours',
  article: null,
  growsBy: 10,
  editor: { id: 'a', name: 'Zhao' },
  at: 1,
  questions: questions(0, count).map(({ id }) => id),
  ...more,
})

describe('a group', () => {
  test('is open until something is done, and then stays away until it has grown enough', () => {
    const state = (count: number, deeds: readonly GapDeed[]) =>
      standingOfGap(gap(count), deeds).state

    expect(state(5, [])).toBe('open')
    expect(state(5, [deed(5)])).toBe('dismissed')
    expect(state(14, [deed(5)])).toBe('dismissed')
    expect(state(15, [deed(5)])).toBe('open')
  })

  test('that came back and is dismissed again counts from there', () => {
    const again = deed(15, { at: 2, growsBy: 3 })

    expect(standingOfGap(gap(17), [again, deed(5)])).toMatchObject({ state: 'dismissed', fresh: 2 })
    expect(standingOfGap(gap(18), [again, deed(5)]).state).toBe('open')
  })

  test('is not touched by what was done about others', () => {
    const other = deed(1, { questions: ['another'] })

    expect(standingOfGap(gap(3), [other])).toEqual({ state: 'open', deed: null, fresh: 3 })
  })

  test('is in work until its article answers', () => {
    const drafted = deed(3, { kind: 'drafted', article: 'gift-wrap' })

    expect(standingOfGap(gap(3), [drafted]).state).toBe('in-work')
    expect(standingOfGap(gap(3, { answeredBy: 'gift-wrap' }), [drafted]).state).toBe('answered')
  })

  test('that is answered by now is so without any deed, unless the answer is what did not help', () => {
    const answered = { answeredBy: 'gift-wrap' }

    expect(standingOfGap(gap(3, answered), []).state).toBe('answered')
    expect(standingOfGap(gap(3, { ...answered, kind: 'unhelpful' }), []).state).toBe('open')
    expect(standingOfGap(gap(3, { ...answered, kind: 'system-trouble' }), []).state).toBe('open')
  })
})

test('deeds are kept newest first, until they are taken back', async () => {
  await using store = await openTestStore([knowledgeMigrations])
  const first = deed(2)
  const second = deed(3, { id: 'gapdeed_2' as Id<'gapdeed'>, kind: 'added', article: 'x', at: 5 })
  for (const each of [first, second]) await insertGapDeed(store.db, each)

  expect(await gapDeedsSince(store.db, 0)).toEqual([second, first])
  expect(await gapDeedsSince(store.db, 2)).toEqual([second])
  await deleteGapDeed(store.db, second.id)
  expect(await gapDeedsSince(store.db, 0)).toEqual([first])
})
