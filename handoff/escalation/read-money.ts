import { LARGEST_FIRST, readHanNumber } from './read-han-number.js'

/** The currencies that customers name; a limit can be set in each. */
export const CURRENCIES = [
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'HKD',
  'TWD',
  'JPY',
  'KRW',
  'SGD',
  'AUD',
  'CAD',
] as const
export type Currency = (typeof CURRENCIES)[number]

/** An amount of money that somebody wrote. */
export interface Amount {
  readonly value: number
  readonly currency: Currency
  /** As it was written. */
  readonly said: string
}

/** Prices of the shop are in yuan, so that is what "you owe me 1200" means. */
const HOME: Currency = 'CNY'

/** What stands before or behind a number, in small letters; of two that fit, the longer counts. */
const UNITS: readonly (readonly [Currency, readonly string[]])[] = [
  [
    'CNY',
    ['¥', '元', '块', '塊', '圆', '圓', '人民币', '人民幣', 'rmb', 'cny', 'yuan', 'renminbi'],
  ],
  ['CNY', ['元人民币', '块钱', '塊錢', '大洋', 'kuai']],
  ['USD', ['$', 'us$', 'usd', '美元', '美金', '美刀', '刀', 'dollars', 'dollar', 'bucks']],
  ['USD', ['us dollars', 'us dollar']],
  ['EUR', ['€', 'eur', '欧元', '歐元', 'euros', 'euro']],
  ['GBP', ['£', 'gbp', '英镑', '英鎊', 'pounds', 'quid']],
  ['HKD', ['hk$', 'hkd', '港币', '港幣', '港元', 'hong kong dollars']],
  ['TWD', ['nt$', 'ntd', 'twd', '台币', '台幣', '新台币', '新台幣', '元新台币', '元新台幣']],
  ['JPY', ['jpy', '日元', '日圆', '日圓', '円', 'yen']],
  ['KRW', ['krw', '₩', '韩元', '韓元', '韩币', '韓幣']],
  ['SGD', ['s$', 'sgd', '新币', '新幣', '新加坡元']],
  ['AUD', ['a$', 'aud', '澳元', '澳币', '澳幣']],
  ['CAD', ['c$', 'cad', '加元', '加币', '加幣']],
]

const CURRENCY_OF: ReadonlyMap<string, Currency> = new Map(
  UNITS.flatMap(([currency, names]) => names.map((name) => [name, currency] as const)),
)

const literal = (text: string) => text.replaceAll('$', '\\$')
const NAMES = [...CURRENCY_OF.keys()].sort((a, b) => b.length - a.length)
// A name in letters is a word of its own: "1,200 usd", but not "1,200 euronics".
const NAME = NAMES.map((name) =>
  /[a-z]$/.test(name) ? `${literal(name)}(?![a-z])` : literal(name),
)
const NAME_BEFORE = NAMES.filter((name) => !/^[元块塊圆圓刀円]/.test(name)).map(literal)

const HAN_DIGITS = '零〇一二两兩三四五六七八九十百千万萬亿億壹贰叁肆伍陆柒捌玖拾佰仟'
const ENGLISH_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const ENGLISH_SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  grand: 1_000,
  million: 1_000_000,
}

const DIGITS = String.raw`(?<![\d.a-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?`
const WORD = [...Object.keys(ENGLISH_WORDS), ...Object.keys(ENGLISH_SCALES)].join('|')
const SCALE = String.raw`\s?(?:[万萬千仟百佰亿億]|[kwm](?![a-z])|thousand|million|grand)`
const NUMBER = [
  String.raw`(?<digits>${DIGITS})(?<scale>${SCALE})?(?<rest>(?<=[万萬千])[1-9](?:千|百)?(?!\d))?`,
  `(?<han>[${HAN_DIGITS}]+)`,
  String.raw`(?<english>(?<![a-z])(?:a )?(?:${WORD})(?:(?:[ -]|\sand\s)(?:${WORD}))*(?![a-z]))`,
].join('|')

/** Words after which a number without a unit is money: what is paid, owed or taken, or a sum. */
const PAID = new RegExp(
  `(?:${[
    '退|赔|賠|欠|付|花|扣|收|转|轉|充|补|補|损失|損失|差|少|到账|入账|到帳|入帳|收到|应该是|應該是',
    '一共|总共|總共|总计|總計|合计|合計|共计|共計|总价|總價|价值|價值|原价|原價|实付|實付|实际|實際|金额|金額|每次|每笔|每筆|货款|貨款',
    'refund|refunded|refunds|pay|paid|owe|owes|charged|spent|lost|took|total|worth|costs?|amount|sum|refund is|should be|only got|received|short',
  ].join(
    '|',
  )})(?:了|我|你|您|们|們|给|給|的|是|为|為|约|約|差不多|大概|应该|應該|小|将近|將近|快|[:：]|\\s|me|you|about|over|back|of|is|was|by|only)*$`,
)
/** After 一万 or 5k without a unit: a sum when it tells goods or money apart, "八千多的电视". */
const OF_GOODS =
  /^\s*(?:多|左右|上下)?\s*(?:的(?!时|時|人|字|步|粉)|块|塊)|^\s*(?:还|還|到现在|到現在|没|沒|呢|左右|多)/
/** What says that money is missing, behind the number: "2,000 short". */
const MISSING = /^\s*(?:short|missing|too (?:little|much)|each time)/
/** What is counted otherwise: days, pieces, order numbers. */
const COUNTED =
  /^\s*(?:多|来|來|几|幾)?\s*(?:[天个個件次年月号號日点點分秒周斤克人单單名位瓦米寸码碼款台张張条條双雙瓶盒箱包套度折期楼樓岁歲公]|小时|小時|星期|毫安|公里|步|积分|積分|毫|厘|%|points?|days?|times?|weeks?|hours?|months?|years?|items?|pieces?|orders?)/

/** Below this a number without a unit is more likely something else. */
const FEWEST_WITHOUT_UNIT = 100

/** Smaller ones in characters are seldom written without 块. */
const LEAST_OF_GOODS = 1000

const AMOUNT = new RegExp(
  String.raw`(?<before>(?<![a-z])(?:${NAME_BEFORE.join('|')})\s?)?(?:${NUMBER})(?<after>\s?(?:多|来|來|几|幾|余|餘)?\s?(?:${NAME.join('|')}))?`,
  'g',
)

/**
 * Reads the amounts of money in a message, Chinese or English: `¥1,200`, `一千二百块`, `1.2万元`,
 * `3k块`, `$99.50`, `two hundred dollars`. A number without a unit counts after a word such as
 * "paid", "退" or "一共", and one with 万, 千 or k also before its goods (`1.2万的冰箱`); it is in
 * the shop's own currency.
 */
export function readMoney(text: string): readonly Amount[] {
  const folded = text.normalize('NFKC').toLowerCase()
  return [...folded.matchAll(AMOUNT)].flatMap((match) => {
    const { before, digits, scale, rest, han, english, after } = match.groups ?? {}
    const value = digits
      ? readDigits(digits, scale, rest)
      : han
        ? readHanNumber(han)
        : readEnglish(english ?? '')
    if (value === undefined || !Number.isFinite(value) || value <= 0) return []
    const named = currencyIn(before) ?? currencyIn(after?.replace(/^\s?[多来來几幾余餘]?/, ''))
    const end = match.index + match[0].length
    const behind = folded.slice(end)
    const isLarge = value >= FEWEST_WITHOUT_UNIT && !COUNTED.test(behind)
    const isPaid = isLarge && PAID.test(folded.slice(0, match.index))
    const isScaled = scale !== undefined || (han !== undefined && value >= LEAST_OF_GOODS)
    const isSum = isLarge && (MISSING.test(behind) || (isScaled && OF_GOODS.test(behind)))
    const currency = named ?? (isPaid || isSum ? HOME : undefined)
    return currency === undefined ? [] : [{ value, currency, said: match[0].trim() }]
  })
}

function currencyIn(unit: string | undefined): Currency | undefined {
  return unit === undefined ? undefined : CURRENCY_OF.get(unit.trim())
}

const LETTER_SCALES: Readonly<Record<string, number>> = {
  k: 1_000,
  w: 10_000,
  m: 1_000_000,
  thousand: 1_000,
  million: 1_000_000,
  grand: 1_000,
}

function readDigits(digits: string, scale: string | undefined, rest: string | undefined): number {
  const number = Number(digits.replaceAll(',', ''))
  if (scale === undefined) return number
  const sign = scale.trim()
  const factor = LETTER_SCALES[sign] ?? LARGEST_FIRST.find(([signs]) => signs.includes(sign))?.[1]
  if (factor === undefined) return number
  // "1万2" and "1万2千" are both 12,000.
  return number * factor + (rest ? Number(rest[0]) * (factor / 10) : 0)
}

/** `two hundred and fifty`, `twelve hundred`, `a thousand`. */
function readEnglish(words: string): number {
  let total = 0
  let current = 0
  for (const word of words.split(/[ -]|\sand\s/)) {
    const scale = ENGLISH_SCALES[word]
    if (scale === undefined) current += ENGLISH_WORDS[word] ?? 0
    else if (scale === 100) current = Math.max(current, 1) * scale
    else {
      total += Math.max(current, 1) * scale
      current = 0
    }
  }
  return total + current
}
