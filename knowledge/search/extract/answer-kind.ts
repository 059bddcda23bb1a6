/** What kind of thing a question asks for. */
export type AnswerKind =
  | 'how-long'
  | 'how-much'
  | 'how-many'
  | 'how-hot'
  | 'where'
  | 'who'
  | 'why'
  | 'steps'
  | 'remedy'
  | 'needs'
  | 'case'
  | 'yes-no'
  | 'which'
  | 'other'

export interface Asked {
  readonly kind: AnswerKind
  /** What is counted, as in "几次" or "how many days"; `null` where it is not said. */
  readonly unit: string | null
}

/**
 * Tried in order on folded text: "怎么收费" asks for an amount, not for steps, "运费谁出" for a
 * person, "要收费吗" for a yes or no.
 */
const QUESTIONS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'case',
    /(?:什么|哪些|哪种|啥|何种)(?:情况|情形|条件|场合)|(?:in|under) (?:what|which) (?:cases?|circumstances|conditions?)|on (?:what|which) conditions?/u,
  ],
  ['who', /^who\b|谁|哪一方/u],
  [
    'how-long',
    /多久|多长时间|几天|几个?(?:工作日|小时|月|星期|周)|几年|几分钟|多少(?:天|小时|分钟|年|个月)|什么时候|啥时候|何时|几点|几号|多快|时效|有效期|期限|how long|how soon|how fast|how many (?:\w+ )?(?:minutes|days|hours|weeks|months|years)|how often|^when\b|\bwhen (?:do|does|did|will|is|are|can|should)\b|until when|what time|deadline/u,
  ],
  ['who', /\bwho\b|\bwhom\b|\bwhose\b/u],
  [
    'how-much',
    /多少(?:钱|元|块|运费|费用|邮费)|几(?:块|元)|(?:怎么|如何)收费|收费标准|(?:运费|邮费|费用|价格|金额|钱)(?:要|是|该|得|怎么|如何){0,2}算|(?:运费|邮费|费用|价格|金额|赔|减|收|抵|便宜|优惠|满|花).{0,6}多少|how much|what (?:does|will) .* cost|\bprice\b(?! (?:match|protect|adjust|guarantee|drop|diff))/u,
  ],
  [
    'how-much',
    /包邮|免邮|免运费|免费|[要收](?:不[要收])?(?:钱|费)|收费|付费|\bfor free\b|\bis .*\bfree\b/u,
  ],
  ['how-hot', /温度|多少度|几度|多热|what temperature|how hot|how many degrees/u],
  ['how-many', /多少|几(?:件|个|次|张|种|位|期|级|遍|包|款|台|单|份|倍|斤|公斤)|how many/u],
  ['where', /在哪|哪里|哪儿|从哪|去哪|到哪|什么地方|\bwhere\b|which page/u],
  [
    'why',
    /为什么|为何|为啥|怎么会|怎么(?:又|还|没|不)|怎么(?:老|总|一直)?\p{Script=Han}{1,2}不(?:到|了|上|出|开|进|动|起|成)|什么原因|\bwhy\b|how come/u,
  ],
  [
    'needs',
    /(?:准备|提供|提交|出示|带上?|写明|填写?)好?(?:一?些|一?点)?(?:什么|啥|哪些|哪几)|(?:什么|啥|哪些|哪几种?)(?:材料|资料|证件|证明|凭证|手续|要求|信息)|(?:需要|得要?)(?:什么|啥|哪些)|(?<=[之以]前.*)(?:什么|啥|哪些).*先|(?:什么|啥|哪些).{0,6}先|先(?:要|得)?(?:弄|做|办|准备|处理).{0,4}(?:什么|啥|哪些)|what (?:do|does|should|must|will) (?:i|we|you|it) (?:have to |need to )?(?:need|prepare|provide|send|bring|show|finish|require|include|have to do)|(?:what|which) (?:documents?|papers|information|details|proof|data)|\brequire(?:d|ments?)\b/u,
  ],
  ['remedy', /怎么办|咋办|怎么处理|如何处理|what (?:should|do|can) i do|\bwhat if\b|what happens/u],
  ['steps', /怎么|怎样|如何|咋|步骤|流程|操作|\bhow (?:do|can|to|should|would|does)\b|\bsteps?\b/u],
  [
    'yes-no',
    /吗|(?<![什怎这那多要])么$|能不能|可不可以|可以不|是不是|有没有|会不会|要不要|用不用|能否|是否|行不行|退不退|^(?:can|could|do|does|did|is|are|will|would|may|must|should|am|have|has)\b|[,;.!] (?:can|could|do|does|is|are|will|may|must|should) |\bcan i\b|\bdo i\b|\bare there\b|\bis (?:it|there)\b/u,
  ],
  ['how-much', /运费|邮费|费用|收费|价格|\bcosts?\b|\bfees?\b|\bcharged?\b/u],
  ['which', /哪|什么|啥|\bwhich\b|\bwhat\b/u],
]

const UNIT = /(?:几个?|多少个?)(\p{Script=Han}{1,2})|how many (\p{L}+)/u

const NUMBER = String.raw`(?:\d[\d,.]*|[一二两三四五六七八九十百半]|\b(?:one|two|three|four|five|six|seven|ten)\b)`

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** What a sentence holds when it answers such a question. */
const ANSWERS: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  'how-long': new RegExp(
    String.raw`${NUMBER}\s*个?(?:工作日|自然日|分钟|小时|天|日|周|星期|月|年|点)|\d{1,2}:\d{2}|每月|每天|每年|立即|马上|当天|次日|第二天|随时|${NUMBER}\s*(?:[–-]\s*\d+\s*)?(?:working |business |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)|\d{1,2} (?:${MONTH})\b|immediately|at once|at any time|same day|next day|every day`,
    'u',
  ),
  'how-much':
    /\d[\d,.]*\s*(?:元|块|美元|港币|%|折)|[一二两三四五六七八九十]倍|免费|不收|包邮|免运费|[$¥€£]\s*\d|\d[\d,.]*\s*(?:yuan|dollars?|usd|cny|rmb|percent|%)|\bfree\b|no (?:charge|fee|cost)/u,
  'how-many': new RegExp(
    String.raw`${NUMBER}\s*(?:件|个|次|张|种|位|期|级|遍|款|台|单|份|倍|公斤|积分|%|\p{L})|一半`,
    'u',
  ),
  'how-hot': /\d\s*(?:°|℃|度(?!数))|\d\s*degrees|室温|常温|room temperature/u,
  where:
    /点“|点击|进入|打开|页面|首页|我的|设置|在“|在「|→|地址|仓|@|\b(?:page|tab|menu|settings?|click|tap|open|under|go to|section|button|warehouses?|address)\b/u,
  who: /由.{0,6}(?:承担|负责|支付|出)|(?:您|你|我们|商家|平台)(?:承担|负责|支付|出)|不用您|退给|付款的人|收件人|\b(?:you|we|us|seller|customer|store|recipient)\b.{0,20}\b(?:pay|pays|bear|do|arrange|cost)|\bwe do\b|at your cost/u,
  why: /因为|原因|由于|通常是|是为了|所以|就会|\bbecause\b|\breasons?\b|\busually\b|\bso that\b|\bsince\b/u,
  'yes-no':
    /可以|可用|能(?!够)|不能|不可|不支持|支持|无法|不会|不用|不必|无需|不需要|需要|不要|不影响|不算|不退|不收|不减|不符合|作废|没有|免费|只有|只能|\| (?:有|无)\b|\b(?:can|cannot|can't|not|yes|no|none|only|must|may|never|free|once)\b/u,
  steps:
    /第一|首先|然后|点“|点击|选择|进入|填写|提交|请|\b(?:first|then|click|tap|select|choose|open|enter|submit|go to|send|please)\b/u,
  remedy: /请|可以|联系|告诉|重新|换|退|补|\b(?:please|contact|tell|send|call|ask|can|we)\b/u,
  needs:
    /请.{0,8}(?:准备|提供|附|写|填|带|发|拍|上传|放)|需要|要填|资料|材料|凭证|截图|照片|全称|确认|\b(?:please|need|needs|add|photos?|screenshot|number|wait until|before|first|make sure)\b/u,
  case: /[^，。]的，|如果|只有|只在|必须|除|不足|超过|时，|以后|\b(?:if|unless|only|except|must|when|while|as long as|once)\b/u,
  which: /、|包括|例如|分为|\binclud|\bsuch as\b|, .+ and /u,
}

/** @param folded A folded question. */
export function askedBy(folded: string): Asked {
  const kind = QUESTIONS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other'
  const counted = kind === 'how-many' ? folded.match(UNIT) : null
  return { kind, unit: counted?.[1] ?? counted?.[2] ?? null }
}

/** How surely the folded text holds what is asked for, 0 to 1; a question of no kind asks nothing. */
export function holdsAnswer({ kind, unit }: Asked, folded: string): number {
  if (!(ANSWERS[kind]?.test(folded) ?? false)) return 0
  if (kind === 'how-many' && unit !== null) return hasUnit(unit, folded) ? 1 : OTHER_UNIT
  return 1
}

const NEEDS =
  /准备|提供|需要|要求|资料|材料|凭证|请写|[之以]前|\b(?:before|need|needed|send us|prepare|provide|proof|requirements?|at hand)\b/u

/** @param folded A folded heading or sentence. @returns Whether what is needed follows. */
export function namesNeeds(folded: string): boolean {
  return NEEDS.test(folded)
}

/** "How many items" may be answered by "120 products". */
const OTHER_UNIT = 0.5

/** "几次" is answered by times, "how many pieces" by pieces or a piece. */
function hasUnit(unit: string, folded: string): boolean {
  if (!/^\p{Script=Han}/u.test(unit)) return folded.includes(unit.replace(/s$/, ''))
  return folded.includes(unit) || folded.includes(unit.slice(0, 1))
}

/** Words that only ask. They say what kind of answer is wanted, not what it is about. */
const ASKING = new Set(
  `多久 久能 久到 多长 长时 时间 几天 几点 几号 几次 几个 几件 几张 多少 少钱 少天 什么 么时 时候 怎么
   么办 么样 怎样 如何 哪里 哪些 哪个 哪儿 在哪 为什 是否 能否 能不 不能 可以 以吗 能吗 吗 呢 可不 是不
   不是 有没 没有 我的 我想 想问 请问 一下 你们 我们 谁 需要 还能 还可 什么时候 为什么 能不能 是不是 有没有
   多少钱 多长时间 不可以 怎么办 怎么弄 么弄 么搞 么整 咋办 咋弄 how long much mani soon when where what which who whom why doe get
   i'm`.split(/\s+/),
)

/** @param term As `tokenize` cuts it. */
export function isAsking(term: string): boolean {
  return ASKING.has(term)
}
