import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { shopSignals } from '../signal/shop-signals.js'
import { KNOWN_SIGNALS } from '../signal/signal.js'
import { loadRules } from './load-rules.js'
import { noFacts } from './rule.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/escalation', import.meta.url))

describe("the shop's own rules", () => {
  test('are ordered and know what stands in where none fires', async () => {
    const { rules, lowConfidence } = await loadRules(CONTENT, shopSignals())

    expect(rules.map(({ id }) => id)).toEqual([
      'safety',
      'personal-data',
      'threat',
      'legal',
      'complaint',
      'distress',
      'anger',
      'broken-promise',
      'large-amount',
      'wants-a-person',
      'valued-customer',
      'emergency',
      'several-departments',
      'failed-twice',
      'turn-failed',
      'low-confidence',
    ])
    expect(lowConfidence).toMatchObject({ reply: 'hand-over-unsure', urgency: 'normal' })
  })

  test('let a complaint decide before the wish for a person', async () => {
    const { evaluate } = await loadRules(CONTENT, shopSignals())
    const signals = ['wants-a-person', 'complaint'].map((name) => ({
      name,
      strength: 1,
      cause: name,
    }))

    const fired = evaluate({ ...noFacts('en'), signals, failures: 2 })

    expect(fired.map(({ id }) => id)).toEqual(['complaint', 'wants-a-person', 'failed-twice'])
    expect(fired[0]).toMatchObject({ team: 'complaints', urgency: 'urgent', causes: ['complaint'] })
  })
})

const ANGER = `---
id: anger
title: { zh-Hans: 生气, zh-Hant: 生氣, en: Anger }
when: { signal: anger }
then: { urgency: urgent, team: general, reply: hand-over-anger }
order: 20
source: [H4.2, H4.3]
---

The reason.

## Examples

| the customer writes | facts |
|---|---|
| 气死我了 | |
| | signals: { anger: 0.6 } |

## Counter-examples

| the customer writes | facts |
|---|---|
| | failures: 1 |
`

const LOW_CONFIDENCE = `---
id: low-confidence
title: { zh-Hans: 没把握, zh-Hant: 沒把握, en: Unsure }
when:
  any:
    - { decision: hand-over }
    - { failures: 2 }
then: { urgency: normal, team: general, reply: hand-over-unsure }
order: 50
source: [T6]
---

The reason.

## Examples

| the customer writes | facts |
|---|---|
| | decision: hand-over |

## Counter-examples

| the customer writes | facts |
|---|---|
| | decision: ask-back |
`

describe('rules with mistakes', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rules-'))
    await writeFile(join(folder, 'anger.md'), ANGER)
    await writeFile(join(folder, 'low-confidence.md'), LOW_CONFIDENCE)
  })

  afterEach(() => rm(folder, { recursive: true }))

  async function change(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(folder, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(folder, file), text.replace(from, to))
  }

  const problems = () => loadRules(folder, KNOWN_SIGNALS).then(() => 'none', reasonOf)

  test.each([
    [
      'an unknown signal',
      'anger.md',
      'signal: anger',
      'signal: rage',
      'anger.md:4 Front matter: when.signal: "rage" is no signal. Use one of wants-a-person',
    ],
    [
      'a strength below the threshold',
      'anger.md',
      'signal: anger }',
      'signal: anger, atLeast: 0.2 }',
      'anger.md:4 Front matter: when.atLeast: 0.2',
    ],
    [
      'a word that belongs to no condition',
      'anger.md',
      'signal: anger }',
      'signal: anger, atleast: 1 }',
      'anger.md:4 Front matter: when.atleast: atleast does not',
    ],
    [
      'two conditions in one',
      'anger.md',
      'signal: anger }',
      'signal: anger, failures: 2 }',
      'anger.md:4 Front matter: when: has to name exactly one',
    ],
    [
      'an empty list',
      'anger.md',
      '{ signal: anger }',
      '{ all: [] }',
      'anger.md:4 Front matter: when.all: [] is no list',
    ],
    [
      'a limit without a currency',
      'anger.md',
      '{ signal: anger }',
      '{ money: 1000 }',
      'anger.md:4 Front matter: when.money: 1000 is no limit',
    ],
    [
      'a currency that is not read',
      'anger.md',
      '{ signal: anger }',
      '{ money: { XAU: 1 } }',
      'anger.md:4 Front matter: when.money.XAU: XAU is no currency that is read',
    ],
    [
      'an ordinary customer',
      'anger.md',
      '{ signal: anger }',
      '{ value: ordinary }',
      'anger.md:4 Front matter: when.value: "ordinary" sets no customer apart',
    ],
    [
      'one department',
      'anger.md',
      '{ signal: anger }',
      '{ departments: 1 }',
      'anger.md:4 Front matter: when.departments: 1 is no number of departments',
    ],
    [
      'an unknown kind of service',
      'anger.md',
      '{ signal: anger }',
      '{ service: mid-sales }',
      'anger.md:4 Front matter: when.service: "mid-sales" is no kind of service',
    ],
    [
      'a skill that is no id',
      'anger.md',
      'team: general, ',
      'team: general, skill: Angry people, ',
      'anger.md:5 Front matter: then.skill: is no id such as refunds',
    ],
    [
      'an alert for nobody we know',
      'anger.md',
      'team: general, ',
      'team: general, tell: [boss], ',
      'anger.md:5 Front matter: then.tell.0: ',
    ],
    [
      'a contradiction',
      'anger.md',
      '{ signal: anger }',
      '{ all: [{ decision: answer }, { decision: ask-back }] }',
      'anger.md:4 The condition contradicts itself',
    ],
    [
      'a reply that is no handing over',
      'anger.md',
      'hand-over-anger',
      'thanks',
      'anger.md:5 Front matter: then.reply: "thanks" is no reply for handing over',
    ],
    [
      'a missing source',
      'anger.md',
      'source: [H4.2, H4.3]',
      'source: []',
      'anger.md:7 Front matter: source: is empty',
    ],
    [
      'a source of another form',
      'anger.md',
      'H4.3',
      'chapter 4',
      'anger.md:7 Front matter: source.1: is no id',
    ],
    ['a missing reason', 'anger.md', 'The reason.', '', 'anger.md:1 The reason is missing'],
    ['no examples', 'anger.md', '## Examples', '## Beispiele', 'anger.md:1 Examples are missing'],
    [
      'a fact about an unknown signal',
      'anger.md',
      '{ anger: 0.6 }',
      '{ rage: 0.6 }',
      'anger.md:17 Facts: rage is no signal',
    ],
    [
      'an unknown fact',
      'anger.md',
      'failures: 1 |',
      'mood: bad |',
      'anger.md:23 Facts: Unrecognized key: "mood"',
    ],
    [
      'facts that cannot be read',
      'anger.md',
      'failures: 1 |',
      'failures: [ |',
      'anger.md:23 Facts: ',
    ],
    ['another file name', 'anger.md', 'id: anger', 'id: wrath', 'anger.md:2 The id is wrath'],
    [
      'an unknown decision',
      'low-confidence.md',
      '- { decision: hand-over',
      '- { decision: give-up',
      'low-confidence.md:6 Front matter: when.any.0.decision: "give-up"',
    ],
    [
      'half a failure',
      'low-confidence.md',
      'failures: 2',
      'failures: 1.5',
      'low-confidence.md:7 Front matter: when.any.1.failures: 1.5',
    ],
    [
      'an order taken twice',
      'low-confidence.md',
      'order: 50',
      'order: 20',
      'low-confidence.md:9 Order 20 is taken by anger',
    ],
    [
      'an example that is not so',
      'low-confidence.md',
      '| | decision: hand-over |',
      '| | failures: 1 |',
      'low-confidence.md:19 These facts should fire',
    ],
    [
      'a counter-example that is not so',
      'low-confidence.md',
      'decision: ask-back',
      'failures: 3',
      'low-confidence.md:25 These facts must not fire',
    ],
    [
      'a rule that another one always precedes',
      'anger.md',
      '{ signal: anger }',
      '{ any: [{ decision: hand-over }, { failures: 1 }] }',
      'low-confidence.md:4 Whenever this holds, anger holds and comes first',
    ],
  ])('name file and line for %s', async (_, file, from, to, expected) => {
    await change(file, from, to)

    expect(await problems()).toContain(expected)
  })

  test('name the rule that the bot cannot do without', async () => {
    await rm(join(folder, 'low-confidence.md'))

    expect(await problems()).toContain('low-confidence.md:1 The rule is missing')
  })

  test('are told all at once', async () => {
    await change('anger.md', 'source: [H4.2, H4.3]', 'source: []')
    await change('low-confidence.md', 'order: 50', 'order: last')

    expect(await problems()).toMatch(/^2 problems in /)
  })
})
