import { z } from 'zod'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import type { ClockName } from './clock-course.js'

/** What follows when time runs out. */
export type ClockAction = 'tell-agent' | 'tell-supervisor' | 'return-to-queue'

/** What a clock leads to besides being seen. */
export interface ClockRule {
  /** Share of the target after which it warns, above 0 and below 1. */
  readonly warnAfter: number
  readonly onWarning: readonly ClockAction[]
  readonly onBreach: readonly ClockAction[]
}

export type ClockRules = Readonly<Record<ClockName, ClockRule>>

const TELL = ['tell-agent', 'tell-supervisor'] as const

const RULE = z.strictObject({
  warnAfter: z.number().gt(0).lt(1),
  onWarning: z.array(z.enum(TELL)),
  onBreach: z.array(z.enum(TELL)),
})

/** Only where an agent keeps a customer waiting is there something to take away. */
const RULE_OF_ANSWERS = RULE.extend({
  onBreach: z.array(z.enum([...TELL, 'return-to-queue'])),
})

const FRONT_MATTER = z.strictObject({
  'first-response': RULE_OF_ANSWERS,
  'next-response': RULE_OF_ANSWERS,
  solution: RULE,
  'return-visit': RULE,
  'second-visit': RULE,
  'call-back': RULE,
})

/**
 * Reads `content/handbook/clocks.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadClockRules(file: string, parse?: ParsePage): Promise<ClockRules> {
  const problems = createProblemList(file)
  const checked = checkFrontMatter(await readPage(file, parse), FRONT_MATTER, problems)
  problems.throwIfAny()
  if (!checked) throw new Error('A problem of the clocks was not reported.')
  return checked.value
}
