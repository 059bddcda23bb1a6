import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from './evaluate-rules.js'
import { findUnreachable } from './find-unreachable.js'
import type { Condition, EscalationRule, Facts } from './rule.js'

function rulesWith(...conditions: readonly Condition[]): readonly EscalationRule[] {
  return conditions.map((when, order) => ({
    id: String.fromCharCode(97 + order),
    title: { 'zh-Hans': '', 'zh-Hant': '', en: '' },
    reason: '',
    source: [],
    when,
    urgency: 'normal',
    team: 'general',
    reply: 'hand-over-request',
    order,
  }))
}

const found = (...conditions: readonly Condition[]) =>
  findUnreachable(rulesWith(...conditions)).map(
    ({ rule, shadowedBy }) => `${rule.id} < ${shadowedBy.map(({ id }) => id).join()}`,
  )

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
  fc.record({ language: fc.constantFrom('zh-Hans', 'en') }),
)
const few = <T>(items: fc.Arbitrary<T>) => fc.array(items, { minLength: 1, maxLength: 3 })
const pair: fc.Arbitrary<Condition> = fc.oneof(leaf, fc.record({ all: few(leaf) }))
const condition: fc.Arbitrary<Condition> = fc.oneof(pair, fc.record({ any: few(pair) }))

const ALL_FACTS: readonly Facts[] = [0, 0.5, 0.8].flatMap((anger) =>
  [0, 0.5, 0.8].flatMap((thanks) =>
    [0, 1, 2].flatMap((failures) =>
      ([null, 'answer', 'hand-over'] as const).flatMap((decision) =>
        (['zh-Hans', 'zh-Hant', 'en'] as const).map((language) => ({
          signals: [
            { name: 'anger', strength: anger, cause: '' },
            { name: 'thanks', strength: thanks, cause: '' },
          ],
          failures,
          repeats: 0,
          decision,
          language,
        })),
      ),
    ),
  ),
)
