import type { Instant } from '../../platform/clock.js'
import type { ReadField } from '../../platform/ui/read-form.js'
import type { ClockDeed } from '../clock/clock-deeds.js'
import { createZone } from '../triage/zone-time.js'

/**
 * Reads the form of a deed on clocks; `undefined` when the name is of another deed.
 *
 * @param zone Of the service: a time is written as the clock on its wall shows it.
 */
export function clockDeedOf(name: string, form: ReadField, zone: string): ClockDeed | undefined {
  switch (name) {
    case 'wait':
    case 'go-on':
    case 'called-back':
    case 'visited':
      return { deed: name }
    case 'promise':
      return { deed: 'promise', due: readLocalTime(form('due'), zone) }
    default:
      return undefined
  }
}

export function isClockDeed(deed: { readonly deed: string }): deed is ClockDeed {
  return DEEDS.has(deed.deed)
}

const DEEDS: ReadonlySet<string> = new Set<ClockDeed['deed']>([
  'wait',
  'go-on',
  'called-back',
  'visited',
  'promise',
])

/** As browsers write it: `2026-11-23T15:00`, with seconds where they are not zero. */
const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/

export function readLocalTime(text: string, zone: string): Instant | undefined {
  const [, year, month, day, hour, minute] = (LOCAL_TIME.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return undefined
  const real = new Date(Date.UTC(year, month - 1, day))
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return undefined
  return createZone(zone).instant({ year, month, day }, hour * 60 + minute)
}
