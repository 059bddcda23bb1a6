import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import { type Times, timesOf } from '../../platform/ui/times.js'
import { createRowCache, type RowCache } from './case-row.js'
import type { DeskDeps } from './desk-deps.js'
import { createDeskLines, type DeskLines } from './desk-lines.js'
import { type SharedStaff, shareStaff } from './staff.js'
import { createViewers, type Viewers } from './viewers.js'

/** What all open pages of one process have in common, so that it is read and drawn once. */
export interface DeskShare {
  readonly viewers: Viewers
  readonly lines: DeskLines
  readonly staff: SharedStaff
  readonly timesAt: (language: Language, now: Instant) => Times
  readonly rowCache: RowCache
}

/** The desk with what its pages share. */
export type SharedDesk = DeskDeps & DeskShare

export function shareDesk(deps: DeskDeps): SharedDesk {
  return {
    ...deps,
    viewers: createViewers(deps.clock),
    lines: createDeskLines(deps),
    staff: shareStaff(deps),
    timesAt: shareTimes(deps.zone),
    rowCache: createRowCache(),
  }
}

/** Making the formats of a language costs as much as drawing a row, so each is made once. */
function shareTimes(zone: string): DeskShare['timesAt'] {
  const formats = new Map<Language, (now: Instant) => Times>()
  return (language, now) => {
    const known = formats.get(language) ?? timesOf(language, zone)
    formats.set(language, known)
    return known(now)
  }
}
