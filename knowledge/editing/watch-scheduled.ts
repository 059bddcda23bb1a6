import { HOUR } from '../../platform/clock.js'
import type { DueHandle, DueTimer } from '../../platform/due/due-timer.js'
import type { Editing } from './editing.js'

/** Days of articles begin in China. */
const CHINA_TIME = 8 * HOUR

/** Publishes what was approved for a later day when that day begins. */
export function watchScheduled(
  editing: Pick<Editing, 'publishDue' | 'nextScheduled'>,
  timer: Pick<DueTimer, 'register'>,
): DueHandle {
  return timer.register({
    name: 'scheduled-articles',
    async next() {
      const day = await editing.nextScheduled()
      return day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) - CHINA_TIME
    },
    run: editing.publishDue,
  })
}
