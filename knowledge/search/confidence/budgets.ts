import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Fault } from '../../../platform/fault.js'

/** How often an answer on some subjects may be wrong. */
export interface Budget {
  readonly name: string
  /** Of the answers given, the share that may be wrong, 0 to 1. */
  readonly share: number
  /** Categories of articles that it is for; the first budget is for all others. */
  readonly categories: readonly string[]
}

export interface Budgets {
  /** How sure the bound on the error is, one-sided. */
  readonly sureness: number
  /** The general one first. */
  readonly list: readonly [Budget, ...Budget[]]
}

export const DEFAULT_BUDGETS: Budgets = {
  sureness: 0.9,
  list: [{ name: 'general', share: 0.05, categories: [] }],
}

/** Below the content folder. */
export const BUDGETS_FILE = join('handbook', 'error-budgets.md')

const share = z.number().gt(0, 'must be above 0').lt(0.5, 'must be below 0.5')

const schema = z.object({
  sureness: z.number().min(0.5).lt(1),
  budgets: z
    .array(
      z.object({
        name: z.string().min(1),
        share,
        categories: z.array(z.string()).default([]),
      }),
    )
    .min(1),
})

/**
 * Reads how often the bot may be wrong, from the front matter of the handbook's page. Without a
 * page, 5 % for everything.
 *
 * @throws {Fault} `bad-input` when a value is out of range, with its name.
 */
export async function loadBudgets(contentFolder: string): Promise<Budgets> {
  const file = join(contentFolder, BUDGETS_FILE)
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return DEFAULT_BUDGETS
  const matter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? ''
  const { data, error } = schema.safeParse(parse(matter))
  if (error) {
    const issue = error.issues[0]
    const where = issue?.path.join('.') ?? ''
    throw new Fault(
      'bad-input',
      `${BUDGETS_FILE}: “${where}” ${issue?.message}. Write for example share: 0.05 for 5 answers of 100 that may be wrong.`,
    )
  }
  const [general, ...others] = data.budgets
  if (!general) throw new Fault('bad-input', `${BUDGETS_FILE} names no budget.`)
  return { sureness: data.sureness, list: [general, ...others] }
}

/** The budget of an article's category. */
export function budgetOf({ list }: Budgets, category: string | null): Budget {
  const [general, ...others] = list
  return others.find(({ categories }) => categories.includes(category ?? '')) ?? general
}
