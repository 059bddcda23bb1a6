import { describe, expect, test } from 'vitest'
import { evaluateRules } from './evaluate-rules.js'
import { type Condition, type EscalationRule, type Facts, noFacts } from './rule.js'

const NO_FACTS = noFacts('zh-Hans')

function ruleWith(id: string, order: number, when: Condition): EscalationRule {
  return {
    id,
    title: { 'zh-Hans': id, 'zh-Hant': id, en: id },
    reason: id,
    source: ['P2.1'],
    when,
    urgency: 'normal',
    team: 'general',
    skill: null,
    tell: [],
    reply: 'hand-over-request',
    meanwhile: 'quiet',
    order,
  }
}

const yuan = (value: number) => ({ value, currency: 'CNY' as const, said: `${value}元` })
const angry = (strength: number) => ({ name: 'anger', strength, cause: '垃圾' })

describe('evaluating rules', () => {
  test.each<[string, Condition, Partial<Facts>, boolean]>([
    [
      'a signal at its strength',
      { signal: 'anger', atLeast: 0.7 },
      { signals: [angry(0.7)] },
      true,
    ],
    ['a weaker signal', { signal: 'anger', atLeast: 0.7 }, { signals: [angry(0.69)] }, false],
    ['another signal', { signal: 'thanks', atLeast: 0.5 }, { signals: [angry(1)] }, false],
    ['as many failures', { failures: 2 }, { failures: 2 }, true],
    ['fewer failures', { failures: 2 }, { failures: 1 }, false],
    ['more repeats', { repeats: 2 }, { repeats: 5 }, true],
    ['the decision', { decision: 'hand-over' }, { decision: 'hand-over' }, true],
    ['no decision', { decision: 'hand-over' }, {}, false],
    ['the language', { language: 'en' }, { language: 'en' }, true],
    ['an amount at the limit', { money: { CNY: 1_000 } }, { money: [yuan(1_000)] }, true],
    ['the largest of amounts', { money: { CNY: 1_000 } }, { money: [yuan(9), yuan(2_000)] }, true],
    ['a smaller amount', { money: { CNY: 1_000 } }, { money: [yuan(999)] }, false],
    ['an amount in a currency without a limit', { money: { USD: 1 } }, { money: [yuan(9)] }, false],
    ['as many departments', { departments: 2 }, { departments: ['finance', 'logistics'] }, true],
    ['one department', { departments: 2 }, { departments: ['finance'] }, false],
    ['the kind of service', { service: 'after-sales' }, { service: 'after-sales' }, true],
    ['an unknown kind of service', { service: 'after-sales' }, {}, false],
    ['a valued customer', { value: 'valued' }, { value: 'valued' }, true],
    ['an ordinary customer', { value: 'valued' }, {}, false],
    ['an emergency by its id', { emergency: 'surge' }, { emergencies: ['leak', 'surge'] }, true],
    ['another emergency', { emergency: 'surge' }, { emergencies: ['leak'] }, false],
    ['any emergency', { emergency: 'any' }, { emergencies: ['leak'] }, true],
    ['no emergency', { emergency: 'any' }, {}, false],
    ['one of any', { any: [{ failures: 2 }, { repeats: 2 }] }, { repeats: 2 }, true],
    ['none of any', { any: [{ failures: 2 }, { repeats: 2 }] }, {}, false],
    ['one of all', { all: [{ failures: 2 }, { repeats: 2 }] }, { repeats: 2 }, false],
    ['all of all', { all: [{ failures: 1 }, { repeats: 1 }] }, { repeats: 1, failures: 1 }, true],
  ])('%s', (_, when, facts, expected) => {
    const fired = evaluateRules([ruleWith('r', 1, when)], { ...NO_FACTS, ...facts })

    expect(fired.length > 0).toBe(expected)
  })

  test('gives the rule of the lowest order first, however they were listed', () => {
    const rules = [ruleWith('late', 30, { failures: 1 }), ruleWith('early', 10, { failures: 1 })]

    const fired = evaluateRules(rules, { ...NO_FACTS, failures: 1 })

    expect(fired.map(({ id }) => id)).toEqual(['early', 'late'])
  })

  test('names the amount that reached the limit', () => {
    const rule = ruleWith('r', 1, { money: { CNY: 1_000 } })

    const fired = evaluateRules([rule], { ...NO_FACTS, money: [yuan(5), yuan(2_000)] })

    expect(fired[0]?.causes).toEqual(['2000元'])
  })

  test('names each cause once, and only of parts that hold', () => {
    const when: Condition = {
      any: [
        { signal: 'anger', atLeast: 0.5 },
        { all: [{ signal: 'anger', atLeast: 0.5 }, { failures: 1 }] },
        { signal: 'complaint', atLeast: 0.9 },
      ],
    }
    const signals = [angry(0.8), { name: 'complaint', strength: 0.6, cause: '投诉' }]

    const fired = evaluateRules([ruleWith('r', 1, when)], { ...NO_FACTS, signals, failures: 1 })

    expect(fired[0]?.causes).toEqual(['垃圾'])
  })
})
