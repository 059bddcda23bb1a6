import { parse } from 'yaml'
import { z } from 'zod'
import { reasonOf } from '../../platform/fault.js'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { SERVICES } from '../case/case.js'
import type { Page, Row } from '../handbook/parse-page.js'
import type { Problem, ProblemList } from '../handbook/problem-list.js'
import type { SignalReader } from '../signal/signal-reader.js'
import { holds } from './evaluate-rules.js'
import { CURRENCIES, readMoney } from './read-money.js'
import { CUSTOMER_VALUES, type EscalationRule, type Facts } from './rule.js'

/** One row of a rule's examples: its own test, written by its editor. */
export interface RuleExample {
  readonly rule: EscalationRule
  readonly file: string
  readonly line: number
  /** Empty when the facts alone decide. */
  readonly text: string
  readonly facts: Facts
  readonly fires: boolean
}

const SECTIONS = [
  { title: 'Examples', fires: true },
  { title: 'Counter-examples', fires: false },
] as const

const FACTS = z.strictObject({
  signals: z.record(z.string(), z.number().min(0).max(1)).default({}),
  failures: z.int().min(0).default(0),
  repeats: z.int().min(0).default(0),
  decision: z.enum(['answer', 'ask-back', 'hand-over', 'failed']).nullable().default(null),
  service: z.enum(SERVICES).nullable().default(null),
  money: z.partialRecord(z.enum(CURRENCIES), z.number()).default({}),
  departments: z.array(z.string()).default([]),
  value: z.enum(CUSTOMER_VALUES).default('ordinary'),
  emergencies: z.array(z.string()).default([]),
  language: z.enum(LANGUAGES).optional(),
})

/** Reads the examples of a rule; those that consist of facts alone are tried at once. */
export function readExamples(
  page: Page,
  rule: EscalationRule,
  signals: readonly string[],
  problems: ProblemList,
): readonly RuleExample[] {
  const { file } = page
  return SECTIONS.flatMap(({ title, fires }) => {
    const section = page.sections.find((candidate) => candidate.title === title)
    const rows = section?.rows ?? []
    if (rows.length === 0) {
      const message = `${title} are missing. Add a table of what ${fires ? 'fires' : 'must not fire'} the rule.`
      problems.add({ file, line: section?.line ?? 1, message })
    }
    return rows.flatMap((row) => {
      const report = (message: string) => problems.add({ file, line: row.line, message })
      const read = readFacts(row, signals, report)
      if (read === undefined) return []
      const example = { rule, file, line: row.line, fires, ...read }
      if (example.text === '' && holds(rule.when, example.facts) !== fires) {
        report(outcome(example))
      }
      return [example]
    })
  })
}

/**
 * Tries the examples that have words, reading their signals as the bot does.
 *
 * @returns Those that are not so; a good reader and good rules give none.
 */
export async function tryExamples(
  examples: readonly RuleExample[],
  reader: Pick<SignalReader, 'read'>,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const wrong: Problem[] = []
  for (const example of examples) {
    const { rule, facts, text, file, line } = example
    if (text === '') continue
    const signals = await reader.read(text, facts.language, signal)
    if (holds(rule.when, { ...facts, signals: [...facts.signals, ...signals] }) === example.fires) {
      continue
    }
    wrong.push({ file, line, message: outcome(example) })
  }
  return wrong
}

function outcome({ fires, text }: Pick<RuleExample, 'fires' | 'text'>): string {
  const what = text === '' ? 'These facts' : `“${text}”`
  return fires
    ? `${what} should fire the rule and did not. Mend the condition, the signal or the example.`
    : `${what} must not fire the rule and did. Mend the condition, the signal or the example.`
}

function readFacts(
  { cells }: Row,
  signals: readonly string[],
  report: (message: string) => void,
): Pick<RuleExample, 'text' | 'facts'> | undefined {
  const [text = '', flow = ''] = cells
  const parsed = parseFlow(flow, report)
  if (parsed === undefined) return undefined
  const checked = FACTS.safeParse(parsed)
  for (const { path, message } of checked.error?.issues ?? []) {
    report(`Facts: ${[...path.map(String), message].join(': ')}.`)
  }
  if (!checked.success) return undefined
  const { signals: strengths, money, language, ...given } = checked.data
  const unknown = Object.keys(strengths).find((name) => !signals.includes(name))
  if (unknown !== undefined) {
    report(`Facts: ${unknown} is no signal. Use one of ${signals.join(', ')}.`)
    return undefined
  }
  return {
    text,
    facts: {
      ...given,
      language: language ?? scriptOf(text),
      signals: Object.entries(strengths).map(([name, strength]) => ({ name, strength, cause: '' })),
      money: [
        ...Object.entries(money).flatMap(([name, value]) => {
          const currency = CURRENCIES.find((known) => known === name)
          return currency && value !== undefined ? [{ value, currency, said: '' }] : []
        }),
        ...readMoney(text),
      ],
    },
  }
}

/** The inside of a YAML map on one line, such as `failures: 2, decision: answer`. */
function parseFlow(flow: string, report: (message: string) => void): unknown {
  try {
    return parse(`{ ${flow} }`)
  } catch (cause) {
    report(`Facts: ${reasonOf(cause).split('\n')[0]}. Write them like "failures: 2".`)
    return undefined
  }
}

function scriptOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) || text === '' ? 'zh-Hans' : 'en'
}
