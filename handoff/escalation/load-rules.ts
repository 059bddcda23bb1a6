import { setImmediate as nextTick } from 'node:timers/promises'
import { z } from 'zod'
import { ROLES } from '../account/account.js'
import { URGENCIES } from '../case/case.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { Page, ParsePage } from '../handbook/parse-page.js'
import { createProblemList, type ProblemList } from '../handbook/problem-list.js'
import { readPages } from '../handbook/read-pages.js'
import { isSituation, type Situation } from '../reply/situation.js'
import { evaluateRules } from './evaluate-rules.js'
import { findUnreachable } from './find-unreachable.js'
import { readCondition } from './read-condition.js'
import { type EscalationRule, type Facts, type FiredRule, MEANWHILES } from './rule.js'
import { type RuleExample, readExamples } from './rule-example.js'

/** The handbook's rules for when a person takes over. */
export interface Escalation {
  /** By order. */
  readonly rules: readonly EscalationRule[]
  /** The rule for what search cannot answer; it stands in where none fired. */
  readonly lowConfidence: EscalationRule
  /** What the editors say must, and must not, fire each rule. */
  readonly examples: readonly RuleExample[]
  /** The rules that hold, the one that decides first. */
  evaluate(facts: Facts): readonly FiredRule[]
}

const LOW_CONFIDENCE = 'low-confidence'

/**
 * Reads `content/handbook/escalation`.
 *
 * @param signals Names of the signals that there are.
 * @param work Teams and skills that a rule may name; any when not given, since a case of a team that
 *   is not there goes to the first one.
 * @throws {Fault} `misconfigured` with every problem, its file and line: unknown signals, rules
 *   that can never decide, rules without source, reason or examples, examples that are not so.
 */
export async function loadRules(
  folder: string,
  signals: readonly string[],
  parse?: ParsePage,
  work?: KnownWork,
): Promise<Escalation> {
  return compileRules(await readPages(folder, parse), folder, signals, work)
}

/** Ids of `teams.md`. */
export interface KnownWork {
  readonly teams: readonly string[]
  readonly skills: readonly string[]
}

/**
 * The same of pages that were read already. One page is checked in some milliseconds; whoever
 * waits has their turn between two.
 *
 * @param place Where they come from, for the fault's message.
 * @throws {Fault} `misconfigured` with every problem, its file and line.
 */
export async function compileRules(
  pages: readonly Page[],
  place: string,
  signals: readonly string[],
  work?: KnownWork,
): Promise<Escalation> {
  const problems = createProblemList(place)
  const loaded: LoadedRule[] = []
  for (const page of pages) {
    await nextTick()
    const rule = readRule(page, signals, work, problems)
    if (rule !== undefined) loaded.push(rule)
  }
  const rules = loaded.map(({ rule }) => rule).toSorted((a, b) => a.order - b.order)
  reportClashes(loaded, problems)
  const lowConfidence = rules.find(({ id }) => id === LOW_CONFIDENCE)
  if (lowConfidence === undefined && problems.all.length === 0) {
    problems.add({
      file: `${LOW_CONFIDENCE}.md`,
      line: 1,
      message: 'The rule is missing. Add it: it says what happens when nothing answers.',
    })
  }
  problems.throwIfAny()
  if (lowConfidence === undefined) throw new Error('A missing rule was not reported.')
  return {
    rules,
    lowConfidence,
    examples: loaded.flatMap(({ examples }) => examples),
    evaluate: (facts) => evaluateRules(rules, facts),
  }
}

interface LoadedRule {
  readonly rule: EscalationRule
  readonly examples: readonly RuleExample[]
  readonly page: Page
  readonly orderLine: number
  readonly whenLine: number
}

type HandOver = Extract<Situation, `hand-over-${string}`>

const isHandOver = (value: unknown): value is HandOver =>
  isSituation(value) && value.startsWith('hand-over-')

const ID = /^[a-z][a-z0-9-]*$/
const SOURCE = /^[HTPY]\d+(\.\d+)?$/

function frontMatter(signals: readonly string[], work: KnownWork | undefined) {
  const known = (ids: readonly string[] | undefined, what: string) =>
    z
      .string()
      .regex(ID, 'is no id such as refunds: small letters and hyphens')
      .refine((id) => ids?.includes(id) ?? true, {
        error: ({ input }) =>
          `${JSON.stringify(input)} is no ${what} of teams.md. Use one of ${ids?.join(', ')}`,
      })
  const words = z.string().trim().min(1, 'is empty. Say in a few words why the case came')
  return z.strictObject({
    id: z.string(),
    title: z.strictObject({ 'zh-Hans': words, 'zh-Hant': words, en: words }),
    when: z.unknown().transform((value, context) => {
      const condition = readCondition(value, signals, (path, message) =>
        context.addIssue({ code: 'custom', path: [...path], message }),
      )
      return condition ?? z.NEVER
    }),
    // biome-ignore lint/suspicious/noThenProperty: the word that editors read; nothing awaits it.
    then: z.strictObject({
      urgency: z.enum(URGENCIES),
      team: known(work?.teams, 'team'),
      skill: known(work?.skills, 'skill').nullable().default(null),
      tell: z.array(z.enum(ROLES)).default([]),
      reply: z.string().refine(isHandOver, {
        error: ({ input }) =>
          `${JSON.stringify(input)} is no reply for handing over. Use one named hand-over-…`,
      }),
      meanwhile: z.enum(MEANWHILES).default('quiet'),
    }),
    order: z.number(),
    source: z
      .array(z.string().regex(SOURCE, 'is no id of the handbook such as H4.2'))
      .min(1, 'is empty. Name where the rule comes from, such as H4.2'),
  })
}

function readRule(
  page: Page,
  signals: readonly string[],
  work: KnownWork | undefined,
  problems: ProblemList,
): LoadedRule | undefined {
  const checked = checkFrontMatter(page, frontMatter(signals, work), problems)
  if (checked === undefined) return undefined
  const { value, lineOf } = checked
  const report = (line: number, message: string) => problems.add({ file: page.file, line, message })
  if (page.file !== `${value.id}.md`) {
    report(lineOf('id'), `The id is ${value.id}. Name the file ${value.id}.md, or change the id.`)
  }
  if (page.intro === '') {
    report(1, 'The reason is missing. Write it in plain words below the front matter.')
  }
  const { id, title, when, then, order, source } = value
  const rule: EscalationRule = { id, title, reason: page.intro, source, when, order, ...then }
  return {
    rule,
    examples: readExamples(page, rule, signals, problems),
    page,
    orderLine: lineOf('order'),
    whenLine: lineOf('when'),
  }
}

function reportClashes(loaded: readonly LoadedRule[], problems: ProblemList): void {
  for (const [index, { rule, page, orderLine }] of loaded.entries()) {
    const same = loaded.slice(0, index).find((other) => other.rule.order === rule.order)
    if (same === undefined) continue
    const message = `Order ${rule.order} is taken by ${same.rule.id}. Give each rule its own.`
    problems.add({ file: page.file, line: orderLine, message })
  }
  for (const { rule, shadowedBy } of findUnreachable(loaded.map((entry) => entry.rule))) {
    const entry = loaded.find((candidate) => candidate.rule === rule)
    if (entry === undefined) continue
    const first = shadowedBy.map(({ id }) => id).join(' or ')
    const message =
      first === ''
        ? 'The condition contradicts itself and can never hold. Mend it, or remove the rule.'
        : `Whenever this holds, ${first} holds and comes first. Give this rule a lower order.`
    problems.add({ file: entry.page.file, line: entry.whenLine, message })
  }
}
