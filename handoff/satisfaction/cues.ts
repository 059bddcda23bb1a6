import { foldText } from '../../knowledge/index.js'

/**
 * Turns of phrase that tell how a conversation goes, whatever it is about; Chinese in simplified
 * characters, since text is folded before.
 */
const CUSTOMER_CUES = {
  waited:
    /(等|拖|过)了?(好久|很久|半天|\S{1,6}(分钟|小时|天|个?星期|个?月))|还没(有)?(到|收|回|来|好|处理|解决|退|动静)|一直没|都\S{1,7}天了|多久了|no (news|money|reply|answer) (yet|so far)|\b(still|been|waited|waiting)\b.{0,30}\b(min|minutes?|hours?|days?|weeks?|wait\w*|since|nothing)\b|\b\d+ ?(min|minutes|hours|days|weeks) (now|late|ago)\b|took .{0,12}(days|weeks|hours)/,
  again:
    /再说一遍|说过(了|好?几)|说了(好?几|\S)遍|又(是|要|来|问)|第[二三四五六七\d]次|都问了|重复|\b(again|already (said|told|did|sent)|(second|third|fourth|fifth) time|same (thing|answer|fault)|that'?s not what|isn'?t what i)\b/,
  resigned:
    /算了|随便吧|不指望|不用了|没用|就这样吧|懒得|当我没问|无语|呵呵|never ?mind|thanks for nothing|forget it|whatever|let'?s see|no words|as usual|sure (they|you) will/,
  leaving:
    /再也不|不会再(来|买)|退订|注销|卸载|取消(订单|吧)|换(一?家|别家)|差评|曝光|elsewhere|never (buy|shop|order)|cancel it|bad review|last time/,
  rude: /态度|什么语气|敷衍|踢皮球|耍人|骗|rude|attitude|useless|scam|disgust|ridiculous|unbelievable/,
  pleased:
    /太好了|太棒|真(好|快|贴心|不错)|好评|满意|放心了|谢谢你们|太(感)?谢|辛苦了|给力|靠谱|perfect|brilliant|amazing|great(!|,)|lovely|lifesaver|superb|glad|relief|helpful|awesome|best|wow|appreciate|so (kind|generous|much)/,
  solved:
    /好了|可以了|收到了|看到了|能用了|解决了|成功了|弄好|搞定|到账了|\b(works?|working|got it|found it|fixed|sorted|all good|that'?s all)\b/,
  quick: /这么快|好快|真快|秒回|效率|速度快|\b(fast|quick|seconds)\b/,
  // At the beginning, whatever follows: only whole messages of this kind tell less (macro-F1 −.03).
  accepts:
    /^(好|嗯+|哦+|行|知道了|明白|了解|收到|ok\w*|okay|k|right|alright|yep|fine|good|great|thanks|thx|thank you|noted|understood)/,
  negates:
    /不(是|行|对|能|会)|没(有|人)|别|\b(not|no|isn'?t|doesn'?t|don'?t|can'?t|nobody|never)\b/,
} as const

const SERVICE_CUES = {
  waitAsked:
    /稍等|稍候|请(您)?(耐心)?等|排队|前面还有|\bqueue\b|please (be patient|allow|wait)|shortly|patience|being (processed|repaired)/,
  promised:
    /尽快|会(有|安排|联系|回复)|\S{1,3}(小时|个?工作日)内|反馈|催(促|一下)|\b(as soon as possible|within \d+|will (contact|get back|inform|call)|get back)\b/,
  refused:
    /无法|不能|不支持|不可以|暂时?不|没有办法|没办法|按(照)?(规定|规则)|规定|抱歉.{0,6}不|not (covered|possible|allowed|adjusted)|can'?t (be|do|help|choose|see)|cannot|unable|unfortunately|i'?m afraid|policy/,
  done: /已(经)?(为|帮|给|替)?(您|你)?\S{0,6}(改|退|补|寄|发|办|开|处理|申请|取消|登记|安排|更新|重置|解锁)|(改|退|办|弄|处理|申请|取消|补发|安排)好(了|啦)|\b(done|changed|refunded|unlocked|paused|corrected|reserved|added to|stopped|i'?ve (sent|put|corrected|unlocked|noted)|is on its way back)\b|here you are/,
  apologised: /抱歉|对不起|不好意思|给您带来|sorry|apologi[sz]e/,
  passedOn:
    /转(接|给|到)|其他部门|联系(快递|商家|厂家|物流|银行)|不归|不是我们(部门|负责)|专员|put you through|connect you|handled by|contact the (store|courier|maker)|please mail|please write to|another team/,
  baffled:
    /没(有)?(理解|听懂|明白|看懂)|换(个|一种)说法|您是想(问|查询|咨询)|请选择|didn'?t (understand|catch)|other words|would you like to|please choose|tell me your question/,
  compensates:
    /优惠券|补偿|赔(付|偿)|红包|积分|退(您)?运费|免费|赠送|voucher|credit|off (your|the) next|free of charge|goodwill|discount code/,
  asksFor:
    /请(您)?(提供|发送|上传|拍|填|再)|麻烦(您)?(提供|发|拍|填)|please (also )?(send|upload|try|log|download|restart|leave|use|take)/,
  curt: /^.{0,24}(自己看|自己查|看清楚|写得很清楚|没法|那是您|不归我|规定就是|i don'?t make|can'?t help you)/,
} as const

export type CustomerCue = keyof typeof CUSTOMER_CUES
export type ServiceCue = keyof typeof SERVICE_CUES

/** Which turns of phrase of a customer stand in a message. */
export function customerCues(text: string): ReadonlySet<CustomerCue> {
  return cuesIn(text, CUSTOMER_CUES)
}

/** Which turns of phrase of the service stand in a message. */
export function serviceCues(text: string): ReadonlySet<ServiceCue> {
  return cuesIn(text, SERVICE_CUES)
}

function cuesIn<Cue extends string>(
  text: string,
  cues: Readonly<Record<Cue, RegExp>>,
): ReadonlySet<Cue> {
  // Public data is often cut into words by spaces.
  const folded = foldText(text).replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  const names = Object.keys(cues) as Cue[]
  return new Set(names.filter((name) => cues[name].test(folded)))
}

const QUESTION = /[?？]|吗|呢[。!！]?$/
const RUN = /[!！?？]{2,}|[!！]\s*$/
const TRAILING = /…|\.{3}|。。/
/** Like an order's or a case's number. */
const NUMBER = /\d{6,}/

/** How a message is written, each 0 or 1. */
export function marksOf(text: string): {
  readonly question: number
  readonly run: number
  readonly trailing: number
  readonly number: number
} {
  const has = (pattern: RegExp) => (pattern.test(text) ? 1 : 0)
  return {
    question: has(QUESTION),
    run: has(RUN),
    trailing: has(TRAILING),
    number: has(NUMBER),
  }
}
