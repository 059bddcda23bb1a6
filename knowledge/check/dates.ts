/** A day or a time of day in a text. */
export interface DateFigure {
  readonly unit: 'date' | 'clock'
  /** `2026-11-23`, `11-11` where no year is said, `09:00`. */
  readonly value: string
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})\\.?`

const CHINESE =
  /(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*(?:[日号]\s*)?(?:[至到–~-]\s*(\d{1,2})\s*)?[日号]/
const NUMERIC = /(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])/
const DAY_FIRST = new RegExp(
  `\\b(?:(\\d{1,2}) ?[–-] ?)?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (\\d{4}))?(?![a-z\\d])`,
)
const MONTH_FIRST = new RegExp(
  `\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![a-z\\d:])`,
)
const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/

const ANY = new RegExp(
  [CHINESE, NUMERIC, DAY_FIRST, MONTH_FIRST, CLOCK].map(({ source }) => `(?:${source})`).join('|'),
  'gu',
)

/** @param folded Folded text. @returns In order, both ends of a range, repeated where the text repeats. */
export function datesIn(folded: string): readonly DateFigure[] {
  return [...folded.matchAll(ANY)].flatMap((match): readonly DateFigure[] => {
    const [, cy, cm, cd, cto, ny, nm, nd, dfrom, dd, dm, dy, mm, md, my, hour, minute] = match
    if (hour !== undefined) return [{ unit: 'clock', value: `${hour.padStart(2, '0')}:${minute}` }]
    const year = cy ?? ny ?? dy ?? my
    const month = cm ?? nm ?? monthNumber(dm ?? mm ?? '')
    const days = [dfrom, cd ?? nd ?? dd ?? md, cto].filter((day) => day !== undefined)
    return days.map((day) => {
      const short = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      return { unit: 'date', value: year === undefined ? short : `${year}-${short}` }
    })
  })
}

/** The text without its dates and times of day. */
export function withoutDates(folded: string): string {
  return folded.replaceAll(ANY, ' ')
}

function monthNumber(name: string): string {
  return String(1 + MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))))
}
