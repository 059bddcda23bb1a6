/** An amount with what it counts, such as 7 days. A range has both its ends. */
export interface Figure {
  /** One name for all ways to write the unit: 天 and "days" are the same. */
  readonly unit: string
  /** As `7` or `3–7`; without the commas between thousands. */
  readonly value: string
}

/** Ways to write each unit; longer ones first, so that 工作日 is not read as 日. */
const UNITS: readonly (readonly [string, string])[] = [
  ['working day', '个?工作日|(?:working|business) days?'],
  ['day', '个?自然日|天|calendar days?|days?'],
  ['hour', '个?小时|hours?'],
  ['minute', '分钟|minutes?'],
  ['week', '周|个?星期|weeks?'],
  ['month', '个月|months?'],
  ['year', '年(?!\\s*\\d)|years?'],
  ['yuan', '元|块钱?|yuan|rmb|cny'],
  ['percent', '%|percent'],
  ['off', '折'],
  ['time', '次|times'],
  ['piece', '件|pieces?|items?'],
  ['point', '个?积分|points?'],
  ['kilogram', '公斤|千克|kg|kilograms?'],
]

const FIGURE = new RegExp(
  String.raw`(\d[\d,.]*)(?:\s*[–~～至到-]\s*(\d[\d,.]*))?\s*(?:${UNITS.map(([, ways]) => `(${ways})`).join('|')})`,
  'gu',
)

/** @param folded Folded text. @returns In order, repeated where the text repeats. */
export function figuresIn(folded: string): readonly Figure[] {
  return [...folded.matchAll(FIGURE)].flatMap(([, from, to, ...units]) => {
    const unit = UNITS[units.findIndex((each) => each !== undefined)]?.[0]
    if (unit === undefined || from === undefined) return []
    const value = to === undefined ? plain(from) : `${plain(from)}–${plain(to)}`
    return [{ unit, value }]
  })
}

/** From where to where an amount may lie: 0 and infinity stand for an open end. */
export interface Range {
  /** As in `Figure`. */
  readonly unit: string
  readonly from: number
  readonly to: number
}

const AT_MOST =
  /(?:(?:不|未)(?:超过|足|满|到|大于)|少于|低于|小于|最多|最晚|within|under|below|up to|at most|(?:less|fewer) than|until)\s*$/u
const AT_LEAST =
  /(?:超过|大于|高于|多于|满|从|\b(?:over|above|after|from|exceeds?)|more than|longer than|at least)\s*$/u
const OR_LESS = /^\s*(?:及|或)?(?:以内|之内|以下|内)|^ or (?:less|fewer)/u
const OR_MORE = /^\s*(?:及|或)?(?:以上|起)|^ (?:or|and) (?:more|above)/u

/** Words that bound a figure stand this near before it. */
const BEFORE = 12

/** @param folded Folded text. @returns One for each of its figures that bounds something, in order. */
export function rangesIn(folded: string): readonly Range[] {
  return [...folded.matchAll(FIGURE)].flatMap((match): readonly Range[] => {
    const [all, low = '', high, ...units] = match
    const unit = UNITS[units.findIndex((each) => each !== undefined)]?.[0]
    if (unit === undefined) return []
    const from = Number(plain(low))
    if (high !== undefined) return [{ unit, from, to: Number(plain(high)) }]
    const before = folded.slice(Math.max(0, match.index - BEFORE), match.index)
    const after = folded.slice(match.index + all.length)
    if (AT_MOST.test(before) || OR_LESS.test(after)) return [{ unit, from: 0, to: from }]
    if (!AT_LEAST.test(before) && !OR_MORE.test(after)) return []
    return [{ unit, from, to: Number.POSITIVE_INFINITY }]
  })
}

/** The text without its figures: what they are said of. */
export function withoutFigures(folded: string): string {
  return folded.replaceAll(FIGURE, ' ')
}

function plain(number: string): string {
  return number.replaceAll(',', '').replace(/\.$/, '')
}
