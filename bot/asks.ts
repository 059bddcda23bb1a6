/** Words that ask, wherever they stand in Chinese, and where a question begins in English. */
const ASKS = new RegExp(
  [
    '[?？]|[吗嗎嘛呢]|啥|咋|什么|什麼|怎么|怎麼|怎样|怎樣|如何|多久|多少|几时|幾時|哪|谁|誰',
    '能不能|可不可以|是不是',
    '^(?:when|how|where|what|why|who|which|can|could|do|does|did|will|would|is|are|should)\\b',
  ].join('|'),
  'iu',
)

/** Whether a clause asks something, as far as its words tell. */
export function asksSomething(clause: string): boolean {
  return ASKS.test(clause)
}
