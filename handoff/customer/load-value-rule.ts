import { z } from 'zod'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import type { ValueRule } from './customer-value.js'

const AMOUNT = z.number().positive()
const DAYS = z.int().positive()

const FRONT_MATTER = z.strictObject({
  contribution: z.strictObject({ spentInYear: AMOUNT }),
  loyalty: z.strictObject({
    ordersInYear: z.int().positive(),
    yearsWithUs: z.number().min(0),
    levels: z.array(z.string().min(1)),
  }),
  potential: z.strictObject({ newWithinDays: DAYS, spentInYear: AMOUNT }),
  lifecycle: z.strictObject({ quietAfterDays: DAYS }),
})

/**
 * Reads `content/handbook/customer-value.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadValueRule(file: string, parse?: ParsePage): Promise<ValueRule> {
  const problems = createProblemList(file)
  const checked = checkFrontMatter(await readPage(file, parse), FRONT_MATTER, problems)
  problems.throwIfAny()
  if (!checked) throw new Error('A problem of the customers’ value was not reported.')
  return checked.value
}
