/** What kind of thing a question asks for. */
export type AnswerKind = 'how-long' | 'how-much' | 'where' | 'who' | 'steps' | 'yes-no' | 'other'

/** Tried in order on folded text: "怎么收费" asks for an amount, not for steps, "运费谁出" for a person. */
const QUESTIONS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'how-long',
    /多久|多长时间|几天|几个工作日|多少天|什么时候|啥时候|何时|几点|几号|多快|时效|有效期|期限|how long|how soon|how fast|how many (?:\w+ )?(?:days|hours|weeks)|\bwhen\b|what time|deadline/u,
  ],
  ['who', /谁|哪一方|\bwho\b|\bwhom\b/u],
  [
    'how-much',
    /多少钱|多少元|几块|几元|收费|费用|运费|价格|多少|几件|几个|几次|how much|how many|\bcost\b|\bfees?\b|\bprice\b|\bcharged?\b/u,
  ],
  ['where', /在哪|哪里|哪儿|从哪|去哪|什么地方|\bwhere\b|which page/u],
  ['steps', /怎么|怎样|如何|咋|步骤|流程|操作|\bhow (?:do|can|to|should|would)\b|\bsteps?\b/u],
  [
    'yes-no',
    /吗|么$|能不能|可不可以|可以不|是不是|有没有|会不会|能否|是否|行不行|^(?:can|could|do|does|did|is|are|will|would|may|must|should|am)\b|\bcan i\b|\bdo i\b|\bare there\b|\bis (?:it|there)\b/u,
  ],
]

/** What a sentence holds when it answers such a question. */
const ANSWERS: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  'how-long':
    /(?:\d|[一二两三四五六七八九十半])\s*(?:个)?(?:工作日|自然日|分钟|小时|天|日|周|星期|月|年|点)|\d{1,2}:\d{2}|立即|马上|当天|次日|随时|\d+\s*(?:[–-]\s*\d+\s*)?(?:working |business |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)|immediately|at once|at any time|same day|next day/u,
  'how-much':
    /\d[\d,.]*\s*(?:元|块|美元|港币|%|折|件|个|次|张|积分|倍)|免费|不收|包邮|[$¥€£]\s*\d|\d[\d,.]*\s*(?:yuan|dollars?|usd|cny|percent|%|pieces?|points?|times)|\bfree\b|no (?:charge|fee|cost)/u,
  where:
    /点击|进入|打开|页面|首页|我的|设置|在「|在“|→|>|地址|仓|\b(?:page|tab|menu|settings?|click|tap|open|under|go to|section|button)\b/u,
  who: /由|承担|负责|我们|您|客户|商家|平台|\b(?:we|you|us|seller|customer|store)\b/u,
  'yes-no':
    /^(?:\*\*)?(?:可以|不可以|能|不能|支持|不支持|会|不会|是|不是|有|没有|需要|不需要|不用|无需|yes|no)|可以|不能|不可|支持|无法|\b(?:can|cannot|can't|not|yes|no|only|must|may)\b/u,
  steps:
    /第一|首先|然后|点击|选择|进入|填写|提交|\b(?:first|then|click|tap|select|choose|open|enter|submit|go to)\b/u,
}

/** @param folded A folded question. */
export function answerKindOf(folded: string): AnswerKind {
  return QUESTIONS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other'
}

/** Whether the folded text holds what such a question asks for; a question of no kind asks nothing. */
export function holdsAnswer(kind: AnswerKind, folded: string): boolean {
  return ANSWERS[kind]?.test(folded) ?? false
}
