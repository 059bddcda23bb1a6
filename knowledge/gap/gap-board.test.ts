import { describe, expect, test } from 'vitest'
import { DAY, MINUTE, SECOND } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import type { Knowledge } from '../knowledge.js'
import type { UnansweredQuestion } from './gap.js'
import { openGapBoard } from './gap-board.js'

const GIFTS = ['gift wrapping please', 'is there gift wrapping', 'gift wrapping for a present']
const STORES = ['where is your store', 'your store opening hours']

/** A board over questions that the test asks, whose vectors are near when words are shared. */
function open() {
  const clock = fixedClock()
  const embedder = fakeEmbedder()
  const state = {
    questions: [] as UnansweredQuestion[],
    answers: new Map<string, string>(),
    asked: [] as string[],
    forgotten: 0,
    step: 'ready' as 'embedding' | 'learning' | 'ready',
    failure: null as Error | null,
  }
  const changes = new Set<() => void>()
  const knowledge = {
    async ask(question: string) {
      state.asked.push(question)
      const id = state.answers.get(question)
      return { decision: id ? { kind: 'answer', hit: { article: { id } } } : { kind: 'hand-over' } }
    },
    questionSpace: async () => ({
      wordings: (folded: string) => [folded],
      place: ([vector]: readonly Float32Array[]) => vector,
      nearest: () => 0.9,
    }),
    progress: () => ({ step: state.step, done: 0, total: 0 }),
    onChange(listener: () => void) {
      changes.add(listener)
      return () => changes.delete(listener)
    },
  }
  const board = openGapBoard({
    source: {
      async questions() {
        if (state.failure) throw state.failure
        return state.questions.toSorted((a, b) => b.at - a.at)
      },
      forget: () => void state.forgotten++,
    },
    embed: (...asked) => embedder.embed(...asked),
    knowledge: knowledge as unknown as Knowledge,
    clock,
    log: silentLog,
    pause: async () => {},
  })
  let count = 0
  return {
    ...{ board, clock, embedder, state, changes },
    ask(texts: readonly string[], more: Partial<UnansweredQuestion> = {}) {
      for (const text of texts) {
        const question = { id: `m${++count}`, text, language: 'en', at: clock.now() } as const
        const seen = {
          outcome: 'handed-over',
          article: 'a',
          probability: 0.1,
          right: null,
        } as const
        state.questions.push({ ...question, ...seen, ...more })
      }
    },
    texts: () => board.gaps().map(({ questions }) => questions.map(({ text }) => text).sort()),
  }
}

describe('the board of gaps', () => {
  test('groups what asks the same, the largest group first, under its most typical question', async () => {
    const { board, ask, texts } = open()
    ask([...STORES, ...GIFTS])
    await board.refresh()

    expect(texts()).toEqual([GIFTS.toSorted(), STORES.toSorted()])
    expect(board.gaps().map(({ typical }) => typical.text)).toEqual([
      expect.stringContaining('gift wrapping'),
      expect.stringContaining('your store'),
    ])
  })

  test('keeps languages apart, and counts the same words as often as they were asked', async () => {
    const { board, ask } = open()
    ask(['gift wrapping', 'Gift wrapping?', 'GIFT WRAPPING'])
    ask(['gift wrapping 礼物'], { language: 'zh-Hans' })
    await board.refresh()

    expect(board.gaps().map(({ questions }) => questions.length)).toEqual([3, 1])
  })

  test('tells the last seven days from the seven before', async () => {
    const { board, ask, clock } = open()
    const now = clock.now()
    ask(GIFTS, { at: now - 10 * DAY })
    ask(GIFTS.slice(0, 2), { at: now - 2 * DAY })
    ask(GIFTS, { at: now - 30 * DAY })
    await board.refresh()

    expect(board.gaps()[0]).toMatchObject({ lastWeek: 2, weekBefore: 3 })
  })

  test('names the common kind, and the article that most came near', async () => {
    const { board, ask } = open()
    ask(GIFTS.slice(0, 2), { outcome: 'disliked', article: 'b' })
    ask(GIFTS.slice(2), { outcome: 'handed-over', article: 'c' })
    await board.refresh()

    expect(board.gaps()[0]).toMatchObject({ kind: 'unhelpful', article: 'b' })
  })

  test('embeds only what is new', async () => {
    const { board, ask, embedder, texts } = open()
    ask(GIFTS)
    await board.refresh()
    embedder.asked.length = 0
    ask(['gift wrapping again'])
    await board.refresh()

    expect(embedder.asked).toEqual(['gift wrapping again'])
    expect(texts()[0]).toContain('gift wrapping again')
  })

  test('asks what answers by now once, and again when articles change', async () => {
    const { board, ask, state, changes } = open()
    ask(GIFTS)
    await board.refresh()
    await board.refresh()
    const asked = state.asked.length
    const before = board.gaps()[0]?.answeredBy
    state.answers.set(board.gaps()[0]?.typical.text ?? '', 'gift-wrap')
    for (const tell of changes) tell()
    await board.refresh()

    expect([asked, before]).toEqual([1, null])
    expect(board.gaps()[0]?.answeredBy).toBe('gift-wrap')
  })

  test('looks a minute after a sign, once for many, and not at all without one', async () => {
    const { board, ask, clock, texts } = open()
    clock.advance(DAY)
    ask(GIFTS)
    for (let i = 0; i < 50; i++) board.touch()
    clock.advance(MINUTE - 1)
    const before = texts()
    clock.advance(1)
    await board.refresh()

    expect([before, texts()]).toEqual([[], [GIFTS.toSorted()]])
    expect(board.isBehind).toBe(false)
  })

  test('drops every word when somebody is erased, also those that a run has read already', async () => {
    const { board, ask, state, embedder, texts } = open()
    ask(GIFTS)
    ask(STORES)
    const running = board.refresh()
    state.questions.splice(0, GIFTS.length)
    board.forget()
    await running

    expect(texts()).toEqual([STORES.toSorted()])
    board.forget()
    expect([board.gaps(), board.madeAt, state.forgotten]).toEqual([[], null, 2])
    embedder.asked.length = 0
    await board.refresh()
    expect(embedder.asked).toEqual(expect.arrayContaining(STORES))
  })

  test('keeps the groups from before when the record or the model cannot be reached', async () => {
    const { board, ask, state, embedder, texts } = open()
    ask(GIFTS)
    await board.refresh()
    state.failure = new Error('no record')
    await board.refresh()
    const without = [texts(), board.isBehind]
    state.failure = null
    embedder.failure = new Error('no model')
    ask(STORES)
    await board.refresh()
    const unembedded = texts()
    embedder.failure = null
    await board.refresh()

    expect(without).toEqual([[GIFTS.toSorted()], true])
    expect(unembedded).toEqual([GIFTS.toSorted()])
    expect(texts()).toHaveLength(2)
  })

  test('waits for the vectors of the articles, and asks again once all is learned', async () => {
    const { board, ask, state, clock, texts } = open()
    ask(GIFTS)
    state.step = 'embedding'
    const running = board.refresh()
    const before = texts()
    state.step = 'learning'
    clock.advance(SECOND)
    await running
    const learning = [texts().length, board.isBehind]
    state.step = 'ready'
    await board.refresh()

    expect([before, learning]).toEqual([[], [1, true]])
    expect([board.isBehind, state.asked.length]).toEqual([false, 2])
  })

  test('does nothing once it is closed', async () => {
    const { board, ask, clock, changes, texts } = open()
    await board[Symbol.asyncDispose]()
    ask(GIFTS)
    board.touch()
    clock.advance(DAY)

    expect([texts(), changes.size]).toEqual([[], 0])
  })
})
