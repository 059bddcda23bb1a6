import { describe, expect, test } from 'vitest'
import type { MessageId, SessionId } from '../conversation/message.js'
import { evaluateRules } from './evaluate-rules.js'
import { type ReplayedTurn, replayTurns } from './replay-turns.js'
import { type EscalationRule, type Facts, noFacts } from './rule.js'

const FAILED_TWICE: EscalationRule = {
  id: 'failed-twice',
  title: { 'zh-Hans': '', 'zh-Hant': '', en: '' },
  reason: '',
  source: [],
  when: { failures: 2 },
  urgency: 'normal',
  team: 'general',
  skill: null,
  tell: [],
  reply: 'hand-over-failed',
  meanwhile: 'quiet',
  order: 40,
}
const UNSURE: EscalationRule = {
  ...FAILED_TWICE,
  id: 'low-confidence',
  when: { decision: 'hand-over' },
  order: 50,
}

function turn(number: number, facts: Partial<Facts> | null, session = number): ReplayedTurn {
  return {
    message: `message_${number}` as MessageId,
    session: `session_${session}` as SessionId,
    at: number,
    trace: {
      question: `question ${number}`,
      signals: [],
      rules: [],
      ...(facts && { facts: { ...noFacts('en'), ...facts } }),
      passages: [],
      probability: null,
      decision: 'answer',
    },
  }
}

async function replay(turns: readonly ReplayedTurn[], edited: readonly EscalationRule[]) {
  const handbook = (rules: readonly EscalationRule[]) => ({
    evaluate: (facts: Facts) => evaluateRules(rules, facts),
  })
  async function* each() {
    yield* turns
  }
  return replayTurns(each(), handbook([FAILED_TWICE, UNSURE]), handbook(edited))
}

describe('replaying turns', () => {
  const turns = [
    turn(1, { failures: 1 }),
    turn(2, { failures: 2 }),
    turn(3, { decision: 'hand-over' }),
  ]

  test('changes nothing with the rules as they are', async () => {
    expect(await replay(turns, [FAILED_TWICE, UNSURE])).toMatchObject({ turns: 3, changed: [] })
  })

  test.each([
    ['handed-over', { ...FAILED_TWICE, when: { failures: 1 } }, 'question 1'],
    ['not-handed-over', { ...FAILED_TWICE, when: { failures: 3 } }, 'question 2'],
    ['other-urgency', { ...FAILED_TWICE, urgency: 'urgent' }, 'question 2'],
    ['other-team', { ...FAILED_TWICE, skill: 'refunds' }, 'question 2'],
    [
      'other-rule',
      { ...FAILED_TWICE, when: { any: [{ failures: 2 }, { decision: 'hand-over' }] } },
      'question 3',
    ],
  ] as const)('tells what becomes %s', async (change, rule, question) => {
    const { changed, counts } = await replay(turns, [rule, UNSURE])

    expect(changed).toMatchObject([{ change, question }])
    expect(counts[change]).toBe(1)
  })

  test('leaves out what the bot would not have heard, the customer being with a person', async () => {
    const visit = [turn(1, { failures: 1 }, 9), turn(2, { failures: 1 }, 9), turn(3, {}, 8)]

    const result = await replay(visit, [{ ...FAILED_TWICE, when: { failures: 1 } }, UNSURE])

    expect(result).toMatchObject({ turns: 2, afterwards: 1 })
    expect(result.changed.map(({ question }) => question)).toEqual(['question 1'])
  })

  test('counts the turns that were kept without their facts', async () => {
    expect(await replay([turn(1, null), turn(2, {})], [])).toMatchObject({ turns: 1, unknown: 1 })
  })

  test('counts all changes and gives the newest 200', async () => {
    const many = Array.from({ length: 250 }, (_, index) => turn(index, { failures: 2 }))

    const { changed, counts } = await replay(many, [UNSURE])

    expect(counts['not-handed-over']).toBe(250)
    expect(changed).toHaveLength(200)
    expect(changed.at(-1)?.question).toBe('question 249')
  })
})
