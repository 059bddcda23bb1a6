import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Emergency,
  type EmergencyPlan,
  type Handoff,
  loadPlans,
  loadReplies,
  type Replies,
  type TurnTrace,
} from '../../handoff/index.js'
import type { TurnPlan } from './plan-turn.js'
import { planOfRule, ruleOf, speakInEmergency } from './speak-in-emergency.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

let replies: Replies
let plans: readonly EmergencyPlan[]
beforeAll(async () => {
  replies = await loadReplies(`${CONTENT}/replies`)
  const signals = ['personal-data', 'broken-promise']
  plans = await loadPlans(`${CONTENT}/handbook/emergencies`, { signals })
})

const ARTICLES = {
  'payment-methods': { category: 'payment', service: 'in-sales' },
  'refund-time': { category: 'refunds', service: 'after-sales' },
} as const

const speech = {
  replies: () => replies,
  articleOf: (id: string) =>
    id === 'payment-methods' || id === 'refund-time' ? ARTICLES[id] : undefined,
}

function inForce(id: string, more: Partial<Emergency> = {}): Emergency {
  const plan = plans.find((each) => each.id === id)
  if (!plan) throw new Error(`There is no plan ${id}.`)
  return {
    id: 'emergency_000000000001' as Emergency['id'],
    plan,
    mode: 'real',
    banner: plan.banner,
    reply: plan.reply,
    topic: plan.topic,
    declaredBy: { id: 'agent_wang00000000' as Emergency['declaredBy']['id'], name: '王佳' },
    declaredAt: 0,
    until: 1,
    end: null,
    ...more,
  }
}

const COMPLAINT: Handoff = {
  rule: 'complaint',
  urgency: 'normal',
  category: 'complaint',
  service: 'after-sales',
  subject: '我要投诉',
}

function planned(trace: Partial<TurnTrace>, handoff: Handoff | null = null): TurnPlan {
  return {
    language: 'zh-Hans',
    memory: {
      failures: 0,
      repeats: 0,
      askedBack: 0,
      offered: [],
      answeredFrom: [],
      lastQuestion: '',
      introduced: true,
    },
    trace: {
      question: 'question',
      signals: [],
      rules: handoff ? [handoff.rule] : [],
      passages: [],
      probability: 0.9,
      decision: handoff ? 'hand-over' : 'answer',
      ...trace,
    },
    say: { text: 'usual words', extras: { askFeedback: true } },
    handoff,
  }
}

const about = (article: string, probability = 0.9): Partial<TurnTrace> => ({
  passages: [{ article, title: article, url: `/help/${article}`, probability }],
})
const hears = (name: string): Partial<TurnTrace> => ({
  signals: [{ name, strength: 0.9, cause: name }],
})

const speak = (plan: TurnPlan, ...emergencies: readonly Emergency[]) =>
  speakInEmergency(plan, 0, emergencies, speech)

describe('a turn while an emergency is in force', () => {
  test('is as ever when it is about something else', () => {
    const plan = planned(about('refund-time'))

    expect(speak(plan, inForce('system-failure'))).toBe(plan)
    expect(speak(plan)).toBe(plan)
  })

  test('that greets carries every banner', () => {
    const [failure, surge] = [inForce('system-failure'), inForce('surge')]

    const { text } = speak(planned({ decision: 'greet' }), failure, surge).say

    expect(text).toBe(`usual words\n\n${failure.banner['zh-Hans']}\n\n${surge.banner['zh-Hans']}`)
  })

  test('about its topic gets the prepared sentence, and a way to a person', () => {
    const emergency = inForce('system-failure')

    const plan = speak(planned(about('payment-methods')), emergency)

    expect(plan.say.text).toBe(emergency.reply['zh-Hans'])
    expect(plan.say.extras.choices).toHaveLength(1)
    expect(plan.handoff).toBeNull()
    expect(plan.trace).toMatchObject({
      decision: 'acknowledge',
      rules: ['emergency-system-failure'],
    })
  })

  test('that is only perhaps about its topic is as ever', () => {
    const plan = planned(about('payment-methods', 0.3))

    expect(speak(plan, inForce('system-failure'))).toBe(plan)
  })

  test('about its topic goes to a person where the plan says so, with its urgency', () => {
    const emergency = inForce('data-leak')

    const plan = speak(planned({ ...about('refund-time'), ...hears('personal-data') }), emergency)

    expect(plan.say.text).toBe(emergency.reply['zh-Hans'])
    expect(plan.handoff).toMatchObject({
      rule: ruleOf('data-leak'),
      urgency: 'urgent',
      category: 'after-sales',
      subject: 'question',
    })
    expect(plan.trace.decision).toBe('hand-over')
  })

  test('concerns the articles that the supervisor named, and goes to the team of the plan', () => {
    const topic = { articles: ['refund-time'], categories: [], signals: [] }

    const plan = speak(planned(about('refund-time')), inForce('grave-mistake', { topic }))

    expect(plan.handoff).toMatchObject({ team: 'complaints', rule: ruleOf('grave-mistake') })
  })

  test('that a rule hands over stays handed over, by that rule, and asks for patience', () => {
    const plan = speak(planned({}, COMPLAINT), inForce('system-failure'))

    const patience = replies.say('emergency-patience', 'zh-Hans', {}, 0)
    expect(plan.handoff).toEqual(COMPLAINT)
    expect(plan.say.text).toBe(`usual words\n\n${patience}`)
  })

  test('that is handed over in a surge hears its prepared sentence, whatever it is about', () => {
    const surge = inForce('surge')

    const plan = speak(planned({}, COMPLAINT), surge)

    expect(plan.say.text).toBe(`usual words\n\n${surge.reply['zh-Hans']}`)
  })

  test('that a rule hands over and that is about its topic is as urgent as the plan says', () => {
    const plan = speak(planned(hears('personal-data'), COMPLAINT), inForce('data-leak'))

    expect(plan.handoff).toEqual({ ...COMPLAINT, urgency: 'urgent' })
    expect(plan.trace.rules).toEqual(['complaint', 'emergency-data-leak'])
  })

  test('keeps the words of feeling before the prepared sentence', () => {
    const signals = [...(hears('personal-data').signals ?? []), ...(hears('anger').signals ?? [])]
    const emergency = inForce('data-leak')

    const plan = speak(planned({ signals }, COMPLAINT), emergency)

    expect(plan.say.text).toBe(`usual words\n\n${emergency.reply['zh-Hans']}`)
  })

  test('of several about the same says what was declared last', () => {
    const later = inForce('system-failure', {
      reply: { 'zh-Hans': '后说的', 'zh-Hant': '後說的', en: 'later' },
    })

    const plan = speak(planned(about('payment-methods')), inForce('system-failure'), later)

    expect(plan.say.text).toBe('后说的')
  })

  test('speaks the language of the customer', () => {
    const emergency = inForce('system-failure')

    const plan = speak({ ...planned(about('payment-methods')), language: 'en' }, emergency)

    expect(plan.say.text).toBe(emergency.reply.en)
  })
})

test('a case names its plan, and only its plan', () => {
  expect(planOfRule(ruleOf('surge'))).toBe('surge')
  expect(planOfRule('complaint')).toBeUndefined()
})
