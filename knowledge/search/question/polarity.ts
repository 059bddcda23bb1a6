/** What happens to an order or a product on its way, and may have happened or not. */
export type Step = 'shipped' | 'paid' | 'delivered' | 'received' | 'credited' | 'opened' | 'used'

/** Which steps a text says are done, and which still to come. */
export type Polarity = ReadonlyMap<Step, 'done' | 'open'>

const CHINESE: Readonly<Record<Step, string>> = {
  shipped: '发货|发出|寄出|出库|出货|发走|寄走',
  paid: '付款|支付|付钱|付费|结账',
  delivered: '签收|妥投|送达',
  received: '收到|收货|拿到|到手',
  credited: '到账|到帐|入账',
  opened: '拆封|拆开|开封|拆包装',
  used: '使用|用过|穿过|激活',
}

/** As they stand in English, and in the past, which alone says that it is done. */
const ENGLISH: Readonly<Record<Step, readonly [any: string, past: string]>> = {
  shipped: ['ship|ships|shipping|shipment|dispatch|dispatching', 'shipped|dispatched|sent out'],
  paid: ['pay|paying|payment', 'paid'],
  delivered: ['delivery', 'delivered'],
  received: ['receive|receiving|receipt', 'received'],
  credited: ['arrive|arriving', 'arrived|credited'],
  opened: ['open|opening|unseal', 'opened|unsealed|unboxed'],
  used: ['use|using', 'used|worn'],
}

const NOT_YET = '(?:没有?|未|尚未|不曾|没能|别)'
const ALREADY = '(?:已经?|刚刚?|早就|才)'
/** What may stand between: 没给我发货, 已经帮你们发出. */
const BETWEEN = '(?:(?!没|未|不|后|前)\\p{Script=Han}){0,3}'
/** "发货了吗" and "有没有发货" ask, and say neither. */
const ASKS = '(?!了?(?:吗|么|没|没有|嘛))'

interface Patterns {
  readonly step: Step
  readonly open: RegExp
  readonly done: RegExp
}

const CHINESE_PATTERNS: readonly Patterns[] = stepsOf(CHINESE).map(([step, words]) => ({
  step,
  open: new RegExp(`(?<!有)${NOT_YET}${BETWEEN}(?:${words})|(?:${words})(?:之|以)?前`, 'u'),
  done: new RegExp(
    `${ALREADY}${BETWEEN}(?:${words})${ASKS}|(?:${words})(?:之|以)?后|(?:${words})(?:了|过|成功|完)${ASKS}(?!吗|没|么|嘛)`,
    'u',
  ),
}))

const NOT_YET_IN_ENGLISH = "(?:not|never|n't|nt|before|until|till|without|yet to(?: be)?|un|pre)"
const ALREADY_IN_ENGLISH = '(?:already|after|once|since|just|as soon as)'
const FEW_WORDS = "(?:[ -]+(?!not\\b|before\\b|after\\b)[a-z']+){0,4}?[ -]*"

const ENGLISH_PATTERNS: readonly Patterns[] = stepsOf(ENGLISH).map(([step, [any, past]]) => ({
  step,
  open: new RegExp(`${NOT_YET_IN_ENGLISH}${FEW_WORDS}\\b(?:${any}|${past})\\b|\\bun(?:${past})\\b`),
  done: new RegExp(
    `\\b${ALREADY_IN_ENGLISH}${FEW_WORDS}\\b(?:${any}|${past})\\b|\\b(?:${past})\\b`,
  ),
}))

/** "Has it shipped?" asks, and says neither. */
const INVERTED = /^(?:and |but |so |hi |hello )?(?:has|have|had|did|does|is|was|were|will)\b/

/** Verb and object of one step, with the mark of the past between: 发了货, 付了款. */
const PARTED: readonly (readonly [pattern: RegExp, whole: string])[] = [
  [/发(了|过)货/gu, '发货$1'],
  [/付(了|过)(?:款|钱)/gu, '付款$1'],
  [/收(了|过)货/gu, '收货$1'],
  [/签(了|过)收/gu, '签收$1'],
  [/没(有?)发(?=$|[的呢啊呀,，。.!！?？\s]|就|能|可以|想)/gu, '没$1发货'],
]

/**
 * Tells which steps a text says have been taken, since the model's vectors hardly tell "没发货" from
 * "已发货". A step of which it says both, or only asks, is left out.
 *
 * @param folded From `foldText`.
 */
export function polarityOf(folded: string): Polarity {
  const text = PARTED.reduce((whole, [pattern, by]) => whole.replaceAll(pattern, by), folded)
  const found = new Map<Step, Set<'done' | 'open'>>()
  const add = (step: Step, polarity: 'done' | 'open') => {
    found.set(step, (found.get(step) ?? new Set()).add(polarity))
  }
  for (const { step, open, done } of CHINESE_PATTERNS) {
    for (const clause of text.split(/[,，。.!！?？;；]/u)) {
      if (open.test(clause)) add(step, 'open')
      if (done.test(clause.replace(open, ' '))) add(step, 'done')
    }
  }
  for (const clause of text.split(/[,，。.!！?？;；]|\bbut\b/u)) {
    const said = clause.trim()
    if (!/[a-z]/.test(said)) continue
    for (const { step, open, done } of ENGLISH_PATTERNS) {
      if (open.test(said)) add(step, 'open')
      else if (!INVERTED.test(said) && done.test(said)) add(step, 'done')
    }
  }
  return new Map(
    [...found].flatMap(([step, [one, other]]) => (one && !other ? [[step, one] as const] : [])),
  )
}

/**
 * How far two texts are at odds about what has happened.
 *
 * @param question The folded question, or its polarity.
 * @param text A folded title, heading or stored question, or its polarity.
 * @returns 1 when they say the opposite of a step, -1 when they agree on one, 0 when one of them says
 *   nothing of what the other does.
 */
export function polarityConflict(question: string | Polarity, text: string | Polarity): number {
  const asked = typeof question === 'string' ? polarityOf(question) : question
  if (asked.size === 0) return 0
  const told = typeof text === 'string' ? polarityOf(text) : text
  const both = [...asked].filter(([step]) => told.has(step))
  if (both.length === 0) return 0
  return both.every(([step, polarity]) => told.get(step) === polarity) ? -1 : 1
}

function stepsOf<Value>(table: Readonly<Record<Step, Value>>): readonly (readonly [Step, Value])[] {
  return Object.entries(table) as [Step, Value][]
}
