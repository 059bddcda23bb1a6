import type { Label } from '../../knowledge/index.js'
import { type Clock, DAY } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { SessionId } from '../conversation/message.js'
import { balanceLabels } from './balance-labels.js'
import { deriveLabels, judgedAnswers, type UsedLabel } from './derive-labels.js'
import { readVisits, recentSessions } from './visit-queries.js'

/** More teach little more, and take longer to learn from. */
export const MOST_LABELS = 2_000

/** What was right a year ago may have changed with the shop. */
export const LABELS_KEPT = 365 * DAY

/** Small, since others wait for the database meanwhile. */
const SESSIONS_AT_ONCE = 100

/**
 * What the record of conversations says of questions and their articles, newest first.
 *
 * Derived at each call, so that a thumb taken back or a correction counts at once. Read in pages,
 * between which turns of the bot get the database.
 */
export async function labelsFromUse(db: Db, clock: Pick<Clock, 'now'>): Promise<readonly Label[]> {
  const since = clock.now() - LABELS_KEPT
  const labels: UsedLabel[] = []
  const judged = { right: 0, wrong: 0 }
  let before: { readonly at: number; readonly id: SessionId } | undefined
  while (labels.length < MOST_LABELS) {
    const page = await recentSessions(db, since, before, SESSIONS_AT_ONCE)
    const telling = page.filter(({ isTelling }) => isTelling).map(({ id }) => id)
    for (const visit of await readVisits(db, telling)) {
      labels.push(...deriveLabels(visit).filter(({ at }) => at >= since))
      const { right, wrong } = judgedAnswers(visit)
      judged.right += right
      judged.wrong += wrong
    }
    before = page.at(-1)
    if (page.length < SESSIONS_AT_ONCE) break
  }
  const newest = labels.sort((a, b) => b.at - a.at).slice(0, MOST_LABELS)
  return balanceLabels(newest, judged)
}
