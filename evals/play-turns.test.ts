import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../handoff/index.js'
import { explainTurns, type PlannedTurn, type PlayDeps, playTurns } from './play-turns.js'

const passages = [
  { article: 'refund-time', title: '退款', url: '/help/refund-time#bank', probability: 0.9 },
  { article: 'refund-where', title: '原路', url: '/help/refund-where', probability: 0.2 },
]
const planned: PlannedTurn = {
  trace: { decision: 'answer', passages, probability: 0.9, signals: [], rules: [] },
  memory: EMPTY_MEMORY,
  language: 'zh-Hans',
  say: { text: 'Three days. [1]', extras: {} },
  handoff: null,
}
const unchanged = (title: string) => title

/** Plans what it is given, in turn, and keeps what it was asked. */
function scriptedPlan(plans: readonly PlannedTurn[]) {
  const inputs: Parameters<PlayDeps['plan']>[0][] = []
  const plan: PlayDeps['plan'] = async (input) => {
    const next = plans[inputs.length]
    if (next === undefined) throw new Error('No plan is left.')
    inputs.push(input)
    return next
  }
  return { inputs, plan }
}

const start = { language: 'zh-Hant', memory: EMPTY_MEMORY } as const
const { signal } = new AbortController()

describe('playing turns', () => {
  test('carries memory and language from each turn to the next', async () => {
    const memory = { ...EMPTY_MEMORY, failures: 1 }
    const { inputs, plan } = scriptedPlan([{ ...planned, memory, language: 'en' }, planned])

    await playTurns(['投影仪能租吗', 'rent'], start, { plan, titleIn: unchanged }, signal)

    expect(inputs).toEqual([
      { texts: ['投影仪能租吗'], language: 'zh-Hant', memory: EMPTY_MEMORY, seed: 0 },
      { texts: ['rent'], language: 'en', memory, seed: 1 },
    ])
  })

  test('goes on after a handoff, and names the rule of each turn', async () => {
    const handedOver: PlannedTurn = {
      ...planned,
      trace: { ...planned.trace, decision: 'hand-over' },
      handoff: { rule: 'low-confidence' },
    }
    const { plan } = scriptedPlan([handedOver, planned])

    const turns = await playTurns(['a', 'b'], start, { plan, titleIn: unchanged }, signal)

    expect(turns.map(({ rule }) => rule)).toEqual(['low-confidence', null])
    expect(turns[0]?.articles).toEqual([])
  })

  test('an answer shows the article that it cites, not the first that was found', async () => {
    const { plan } = scriptedPlan([
      {
        ...planned,
        say: { text: '', extras: { citations: [{ mark: 1, url: '/help/refund-where' }] } },
      },
    ])

    const [turn] = await playTurns(['a'], start, { plan, titleIn: unchanged }, signal)

    expect(turn?.articles).toEqual(['refund-where'])
  })

  test('a question back shows its choices, in the script of the customer', async () => {
    const { plan } = scriptedPlan([
      {
        ...planned,
        trace: { ...planned.trace, decision: 'ask-back' },
        say: { text: '', extras: { choices: [{ title: '退款!' }, { title: '都不是' }] } },
      },
    ])

    const turns = await playTurns(['a'], start, { plan, titleIn: (title) => `${title}!` }, signal)

    expect(turns[0]?.articles).toEqual(['refund-time'])
  })

  test('a question back shows what it says as likely, before its choices', async () => {
    const { plan } = scriptedPlan([
      {
        ...planned,
        trace: { ...planned.trace, decision: 'ask-back' },
        say: {
          text: '',
          extras: {
            citations: [{ mark: 1, url: '/help/refund-where' }],
            choices: [{ title: '退款' }],
          },
        },
      },
    ])

    const [turn] = await playTurns(['a'], start, { plan, titleIn: unchanged }, signal)

    expect(turn).toMatchObject({
      quoted: 'refund-where',
      articles: ['refund-time', 'refund-where'],
    })
  })

  test('a turn that fails ends the conversation with its error', async () => {
    const { plan } = scriptedPlan([])

    await expect(playTurns(['a'], start, { plan, titleIn: unchanged }, signal)).rejects.toThrow(
      'No plan is left.',
    )
  })
})

test('explaining a turn tells what was said, heard and found', async () => {
  const heard = { ...planned.trace, signals: [{ name: 'anger', strength: 0.7 }], rules: ['anger'] }
  const { plan } = scriptedPlan([{ ...planned, trace: heard }])

  const turns = await explainTurns(
    ['钱呢'],
    { language: 'en' },
    { plan, titleIn: unchanged },
    signal,
  )

  expect(turns).toEqual([
    {
      text: '钱呢',
      reply: 'Three days. [1]',
      decision: 'answer',
      probability: 0.9,
      signals: [{ name: 'anger', strength: 0.7 }],
      rules: ['anger'],
      passages: [
        { article: 'refund-time', title: '退款', probability: 0.9 },
        { article: 'refund-where', title: '原路', probability: 0.2 },
      ],
    },
  ])
})
