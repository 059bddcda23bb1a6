import { NUMBER_MASK } from '../words/fold-text.js'

/** Where a clause begins: after a mark, or after a space beside Chinese. */
const BEGINS = String.raw`(?<=^|[,，。.!！?？;；:：、]\s?|\p{Script=Han}\s)`
const ENDS = String.raw`(?=$|[\s,，。.!！?？;；:：、~～…])`
const MARKS_BEHIND = String.raw`[\s,，。.!！?？;；:：、]*`

const OWNER = '(?:(?:我的|这是|我|my|the) ?)?'
const NAME =
  '(?:订单号?|订单编号|单号|运单号|快递单号|物流单号|手机号?码?|电话|卡号|(?:order|tracking|parcel|phone)(?: number| no| id)?|number)?'

/** "订单号是 #": a clause that only hands over a number. */
const NUMBER_CLAUSE = new RegExp(
  `${BEGINS}${OWNER}${NAME}(?:是|为| is)?[:： ]*${NUMBER_MASK}${ENDS}`,
  'gu',
)

/** The same in a sentence that no mark parts from the question. */
const NUMBER_SENTENCE = new RegExp(
  `(?<=\\s)(?:my|the) (?:order|tracking|parcel|phone)(?: number| no| id)? is ${NUMBER_MASK}${MARKS_BEHIND}`,
  'gu',
)

/** "Phone: #" behind a question that no mark parts from it. */
const LABELLED_NUMBER = new RegExp(
  `(?<![\\p{L}])(?:(?:my|the) )?(?:(?:order|tracking|parcel|phone|mobile|cell)(?: number| no\\.?| id)?|tel\\.?|订单(?:编)?号|(?:运|快递|物流)?单号|手机号?码?|电话) ?[:：#] ?${NUMBER_MASK}`,
  'gu',
)

const AMOUNT =
  '(?:(?:rmb|cny|usd|hk\\$|nt\\$|[¥￥$€£]) ?\\d[\\d,]*(?:\\.\\d+)?|\\d[\\d,]*(?:\\.\\d+)? ?(?:元|块|圆|rmb|cny|yuan|dollars?|usd|euros?|pounds?))'
const SPENT = '(?:花|付|买|用)了?|价格|原价|总价|一共|总共|金额'

/** "花了 299 元": a clause that only says what was paid. */
const AMOUNT_CLAUSE = new RegExp(
  `${BEGINS}我?(?:${SPENT})*是?${AMOUNT}(?:钱|左右|多)?(?:买|付)?的?${ENDS}`,
  'gu',
)

/** The same in a sentence of its own, which no mark need part from the question. */
const AMOUNT_SENTENCE = new RegExp(
  `(?<=^|[\\s,.!?;])(?:(?:it|this|they|the (?:item|product|order)) (?:costs?|cost me|was|is|were)|i (?:have )?paid|the price (?:is|was)) (?:about |around |only )?${AMOUNT}(?:[.!?;,]\\s*|$)`,
  'gu',
)

/** "买了 299 元的鞋": the shoes matter. */
const AMOUNT_BEFORE = new RegExp(`(?<=花了?|付了?|买了?|用了?)${AMOUNT}(?:钱|左右|多)?的?`, 'gu')

/**
 * The question without numbers of orders, phones and cards, and without what was paid: they name
 * the customer's case, and an article that happens to have one does not answer for it. Amounts that
 * are asked about stay: "满 99 元包邮吗".
 *
 * @param folded From `foldText`, which masks long numbers.
 * @returns The whole text where nothing else would be left.
 */
export function stripNumbers(folded: string): string {
  const bare = folded
    .replaceAll(LABELLED_NUMBER, ' ')
    .replaceAll(NUMBER_CLAUSE, ' ')
    .replaceAll(NUMBER_SENTENCE, ' ')
    .replaceAll(NUMBER_MASK, '')
    .replaceAll(AMOUNT_CLAUSE, ' ')
    .replaceAll(AMOUNT_SENTENCE, '')
    .replaceAll(AMOUNT_BEFORE, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(bare) ? bare : folded
}
