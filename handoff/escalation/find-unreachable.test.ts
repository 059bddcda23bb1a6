import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from './evaluate-rules.js'
import { findUnreachable } from './find-unreachable.js'
import {
  type Condition,
  CUSTOMER_VALUES,
  type EscalationRule,
  type Facts,
  noFacts,
} from './rule.js'

function rulesWith(...conditions: readonly Condition[]): readonly EscalationRule[] {
  return conditions.map((when, order) => ({
    id: String.fromCharCode(97 + order),
    title: { 'zh-Hans': '', 'zh-Hant': '', en: '' },
    reason: '',
    source: [],
    when,
    urgency: 'normal',
    team: 'general',
    skill: null,
    tell: [],
    reply: 'hand-over-request',
    meanwhile: 'quiet',
    order,
  }))
}

const found = (...conditions: readonly Condition[]) =>
  findUnreachable(rulesWith(...conditions)).map(
    ({ rule, shadowedBy }) => `${rule.id} < ${shadowedBy.map(({ id }) => id).join()}`,
  )

const money = (CNY: number): Condition => ({ money: { CNY } })
const anger = (atLeast: number): Condition => ({ signal: 'anger', atLeast })

describe('finding rules that never decide', () => {
  test.each<[string, Condition[], string[]]>([
    ['none among independent rules', [anger(0.5), { failures: 2 }], []],
    ['a narrower rule after a wider one', [anger(0.5), anger(0.7)], ['b < a']],
    ['not a wider rule after a narrower one', [anger(0.7), anger(0.5)], []],
    [
      'a conjunction after one of its parts',
      [{ failures: 1 }, { all: [anger(0.5), { failures: 2 }] }],
      ['b < a'],
    ],
    [
      'alternatives shadowed by two rules together',
      [anger(0.5), { repeats: 2 }, { any: [anger(0.6), { repeats: 3 }] }],
      ['c < a,b'],
    ],
    [
      'not alternatives of which one is free',
      [anger(0.5), { any: [anger(0.6), { repeats: 3 }] }],
      [],
    ],
    ['a contradiction', [{ all: [{ decision: 'answer' }, { decision: 'hand-over' }] }], ['a < ']],
    ['a lower limit after a higher one', [money(2_000), money(1_000)], []],
    ['a higher limit after a lower one', [money(1_000), money(2_000)], ['b < a']],
    [
      'limits in two currencies after one of them',
      [money(1_000), { money: { CNY: 1_000, USD: 150 } }],
      [],
    ],
    [
      'one currency after limits in two',
      [{ money: { CNY: 1_000, USD: 150 } }, money(1_000)],
      ['b < a'],
    ],
    ['a certain emergency after any', [{ emergency: 'any' }, { emergency: 'surge' }], ['b < a']],
    ['not any emergency after a certain one', [{ emergency: 'surge' }, { emergency: 'any' }], []],
    [
      'a valued customer with something after that alone',
      [{ departments: 2 }, { all: [{ value: 'valued' }, { departments: 3 }] }],
      ['b < a'],
    ],
    ['not what holds for everyone', [{ value: 'valued' }, { failures: 1 }], []],
    [
      'two kinds of service at once',
      [{ all: [{ service: 'pre-sales' }, { service: 'after-sales' }] }],
      ['a < '],
    ],
    [
      'not a rule for any language after one for English',
      [{ language: 'en' }, { failures: 1 }],
      [],
    ],
  ])('%s', (_, conditions, expected) => {
    expect(found(...conditions)).toEqual(expected)
  })

  test('agrees with trying every combination of facts, for random rules', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
        const unreachable = new Set(findUnreachable(rulesWith(...conditions)).map((u) => u.rule.id))

        for (const { id, when, order } of rulesWith(...conditions)) {
          const decides = ALL_FACTS.some(
            (facts) =>
              holds(when, facts) &&
              !conditions.slice(0, order).some((first) => holds(first, facts)),
          )
          // What shadows a rule only by covering all decisions or languages in turn is not sought.
          if (unreachable.has(id)) expect(decides).toBe(false)
        }
      }),
    )
  })
})

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ signal: fc.constantFrom('anger', 'thanks'), atLeast: fc.constantFrom(0.5, 0.8) }),
  fc.record({ failures: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ decision: fc.constantFrom('answer', 'hand-over') }),
  fc.record({ money: fc.record({ CNY: fc.constantFrom(10, 20) }) }),
  fc.record({ emergency: fc.constantFrom('any', 'leak') }),
  fc.record({ value: fc.constant('valued') }),
  fc.record({ language: fc.constantFrom('zh-Hans', 'en') }),
)
const few = <T>(items: fc.Arbitrary<T>) => fc.array(items, { minLength: 1, maxLength: 3 })
const pair: fc.Arbitrary<Condition> = fc.oneof(leaf, fc.record({ all: few(leaf) }))
const condition: fc.Arbitrary<Condition> = fc.oneof(pair, fc.record({ any: few(pair) }))

const ALL_FACTS: readonly Facts[] = [0, 0.5, 0.8].flatMap((anger) =>
  [0, 0.5, 0.8].flatMap((thanks) =>
    [0, 1, 2].flatMap((failures) =>
      ([null, 'answer', 'hand-over'] as const).flatMap((decision) =>
        (['zh-Hans', 'zh-Hant', 'en'] as const).flatMap((language) =>
          [0, 10, 20].flatMap((yuan) =>
            [[], ['leak'], ['surge']].flatMap((emergencies) =>
              CUSTOMER_VALUES.map((value) => ({
                ...noFacts(language),
                signals: [
                  { name: 'anger', strength: anger, cause: '' },
                  { name: 'thanks', strength: thanks, cause: '' },
                ],
                failures,
                decision,
                money: [{ value: yuan, currency: 'CNY' as const, said: '' }],
                emergencies,
                value,
              })),
            ),
          ),
        ),
      ),
    ),
  ),
)
