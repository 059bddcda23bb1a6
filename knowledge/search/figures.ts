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

/** The text without its figures: what they are said of. */
export function withoutFigures(folded: string): string {
  return folded.replaceAll(FIGURE, ' ')
}

function plain(number: string): string {
  return number.replaceAll(',', '').replace(/\.$/, '')
}
