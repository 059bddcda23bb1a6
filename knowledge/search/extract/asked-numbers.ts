import { type Figure, figuresIn, type Range, rangesIn } from './figures.js'

/** The numbers of a question, as sentences may answer them. */
export interface AskedNumbers {
  /** Whether a folded text has one of them: 1, or a half where it counts something else there. */
  readonly sharedBy: (folded: string) => number
  /**
   * How loosely the ranges of a folded text hold an amount of the question: "超过 7 天，未超过 15 天"
   * holds 10 days more closely than "超过 7 天" does.
   *
   * @returns From 0; `null` where none holds one.
   */
  readonly heldBy: (folded: string) => number | null
  /** Whether a folded text tells another amount of what the question tells one of: 3 kg of 3.5 kg. */
  readonly isOther: (folded: string) => boolean
}

/** @param folded The folded question. */
export function askedNumbers(folded: string): AskedNumbers {
  const asked = numbersIn(folded)
  const amounts = amountsIn(folded)
  const heldBy = (text: string) => {
    const ranges = amounts.length === 0 ? [] : rangesIn(text).map(scaled)
    const gaps = amounts.flatMap(({ of, value }) => {
      const bounds = ranges.filter(({ unit }) => unit === of)
      const holds = bounds.every(({ from, to }) => from <= value && value <= to)
      return bounds.length > 0 && holds ? [looseness(bounds, value)] : []
    })
    return gaps.length === 0 ? null : Math.min(...gaps)
  }
  return {
    heldBy,
    isOther(text) {
      const said = amounts.length === 0 ? [] : amountsIn(text)
      const isMissed = amounts.some(({ of, value }) => {
        const alike = said.filter((each) => each.of === of)
        return alike.length > 0 && alike.every((each) => each.value !== value)
      })
      return isMissed && heldBy(text) === null
    },
    sharedBy(text) {
      const said = numbersIn(text)
      const shared = [...said].filter((number) => asked.has(number))
      if (shared.length === 0) return 0
      const isCounted = (all: ReadonlySet<string>, number: string) =>
        [...all].some((each) => each.startsWith(`${number} `))
      // What only the bare number has in common counts something else in the text.
      const isOther = (number: string) => isCounted(asked, number) && isCounted(said, number)
      return shared.some((number) => number.includes(' ') || !isOther(number)) ? 1 : 0.5
    },
  }
}

function amountsIn(folded: string) {
  return figuresIn(folded).flatMap((figure) => {
    const amount = measure(figure.unit, Number(figure.value))
    return Number.isNaN(amount.value) ? [] : [amount]
  })
}

/** Numbers of two digits and more, and shorter ones with the unit after them; sizes of clothes. */
function numbersIn(folded: string): ReadonlySet<string> {
  const alone = folded.match(/(?<![\d.,])\d[\d.,]*\d(?![\d])/gu) ?? []
  const measured = [...folded.matchAll(/(?<![\d.,])(\d[\d.,]*)\s*个?(\p{L})/gu)]
  const sizes = folded.match(/(?<![a-z\d'’])(?:xs|s|m|l|x{1,3}l)(?![a-z\d])/gu) ?? []
  return new Set([...alone, ...sizes, ...measured.map(([, number, unit]) => `${number} ${unit}`)])
}

/** How wide the range is that all bounds leave, below 1; with an open end, how far its other end is, from 1. */
function looseness(bounds: readonly Range[], value: number): number {
  const from = Math.max(...bounds.map((each) => each.from))
  const to = Math.min(...bounds.map((each) => each.to))
  return to === Number.POSITIVE_INFINITY ? 2 - from / value : (to - from) / (to + value)
}

/** Spans of time are compared in days: whether they are working days, few who ask know. */
const DAYS: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  'working day': 1,
  week: 7,
  month: 30,
  year: 365,
}

function measure(unit: Figure['unit'], value: number) {
  const days = DAYS[unit]
  return days === undefined ? { of: unit, value } : { of: 'day', value: value * days }
}

function scaled({ unit, from, to }: Range): Range {
  return { unit: measure(unit, 0).of, from: measure(unit, from).value, to: measure(unit, to).value }
}
