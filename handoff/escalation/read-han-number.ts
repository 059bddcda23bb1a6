/** Signs of each power of ten, in common and in banker's writing. */
export const LARGEST_FIRST: readonly (readonly [signs: string, factor: number])[] = [
  ['亿億', 100_000_000],
  ['万萬', 10_000],
  ['千仟', 1_000],
  ['百佰', 100],
  ['十拾', 10],
]

const DIGITS = ['零〇', '一壹', '二两兩贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖']

/** No amount is longer; a customer's pasted page of digits is none. */
const LONGEST = 20

/**
 * Reads a number in Chinese characters. A last digit without a sign counts one power below the
 * sign before it, as people say it: `一千二` is 1,200, `一千零二` is 1,002. Of `两三千` the larger.
 *
 * @returns `undefined` for what is no number, such as `万一`.
 */
export function readHanNumber(text: string): number | undefined {
  if (text.length > LONGEST || /^[万萬亿億]/.test(text)) return undefined
  for (const [signs, factor] of LARGEST_FIRST) {
    const at = [...text].findLastIndex((sign) => signs.includes(sign))
    if (at === -1) continue
    const before = text.slice(0, at)
    const after = text.slice(at + 1)
    const count = before === '' ? 1 : readHanNumber(before)
    const rest = readRest(after, factor)
    return count === undefined || rest === undefined ? undefined : count * factor + rest
  }
  return readDigits(text)
}

function readRest(after: string, factor: number): number | undefined {
  if (after === '') return 0
  const digit = after.length === 1 ? digitOf(after) : undefined
  if (digit !== undefined && factor > 10) return digit * (factor / 10)
  return readHanNumber(after.replace(/^[零〇]+/, ''))
}

function readDigits(text: string): number | undefined {
  const digits = [...text].map(digitOf)
  const last = digits.at(-1)
  // A range such as "两三" means its larger end; longer rows of digits are years and numbers.
  return digits.length <= 2 ? last : undefined
}

function digitOf(sign: string): number | undefined {
  const digit = DIGITS.findIndex((signs) => signs.includes(sign))
  return digit === -1 ? undefined : digit
}
