import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What is looked over and how; all of the page by axe's own rules when not given. */
export interface LookedOver {
  readonly exclude?: string
  readonly rules?: Readonly<Record<string, { enabled: boolean }>>
  /** Also frames of another origin, for which it takes twice as long. */
  readonly frames?: boolean
}

/**
 * What axe finds wrong with a page as it stands.
 *
 * @returns Each rule that is broken, with the first element that breaks it; empty for a good page.
 */
export async function axeViolations(
  page: Page,
  { exclude, rules = {}, frames = false }: LookedOver = {},
): Promise<readonly string[]> {
  // Without this mode, every run opens a page of its own to put the frames' results together.
  // What passes is not described node by node, which takes up to half of the time.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(!frames)
    .options({ rules, resultTypes: ['violations'] })
  const results = await (exclude === undefined ? axe : axe.exclude(exclude)).analyze()
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
