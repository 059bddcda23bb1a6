import type { ClauseReader, Heard } from './denied-clause.js'
import { oneOf } from './strip-courtesy.js'

/** What a customer may want done, and so may deny to want: 不是要退货. */
const ACT = oneOf(
  '退款|退钱|退货|退掉|退单|退换|退|换货|换新|换码|换色|换|维修|返修|保修|修理|补发|补寄|重发|补差价|赔偿|赔钱|赔付|索赔',
  '取消|撤单|改地址|修改地址|改单|催单|催发货|催快递|查物流|查快递|查单|投诉|举报|差评|价保|保价|注销',
)
/** With what may be asked about. */
const MATTER = oneOf(
  ACT,
  '物流|快递|配送|发货|运费|开发票|开票|发票|差价|优惠券?|积分|会员|下单|购买|买|付款|注册|售后|咨询|修|补|催|改|赔',
)

const I = '(?:我们|我|本人|人家|俺|咱们?)'
const BEFORE = oneOf(
  '但是|可是|不过|不对|错了|抱歉|不好意思|而且|其实|真的|(?:我|跟你|都|已经|早就)*(?:说了|说过|讲了)',
  '[但可而那哦噢喔嗯啊哎唉诶额呃不]',
)
const ADVERB = oneOf(
  '这次|这里|这会儿|现在|今天|刚才|刚刚|其实|真的|完全|根本|压根儿?|好像|应该|暂时|也|并|倒|又|可|都|真|还',
)
const START = `^(?:${BEFORE})*`
const ANYONE = `${START}${I}?${ADVERB}*`
const ONESELF = `${START}${I}${ADVERB}*`
/** Denials of a denial affirm: 不是不想退. */
const IS_NOT = '不是(?![不没])'
const ASK = oneOf('咨询|请教|打听|询问|问')
const WHOM = oneOf('一?下|你们?|您|有关|关于|的是|的|到')

/** What was asked is denied, whatever follows; `what` is the question. */
const NOT_ASKED: readonly RegExp[] = [
  `${ANYONE}${IS_NOT}(?<purpose>来|要|想|在|专门|为了|打算)*(?:${ASK}|(?<=[来要想])(?:了解|知道))(?!过|了)${WHOM}*(?<what>.*)$`,
  `${ONESELF}没有?(?<purpose>在|要|想|打算)*${ASK}(?!题|清|明|到|出|过|完|好|懂|就|了|我|他|她|谁|人|客服|店|同事|别人|卖家|商家)${WHOM}*(?<what>.+)$`,
  `${ANYONE}不(?<purpose>想|要|打算|准备|需要)再?(?:${ASK}|了解|知道)(?!我|他|她)${WHOM}*(?<what>.+)$`,
  `${ANYONE}(?:要|想)?(?:问|说|讲|指|咨询|了解|关心|想知道)的(?:并|可|根本|又|也)?不是(?<what>.+)$`,
  `${START}(?:我(?:要|想)?问的|我的问题|我这个问题)(?:跟|和|与)(?<what>.{1,20}?)(?:无关|没有?(?:任何|半点|什么)?关系|不相干).*$`,
  `${ANYONE}${IS_NOT}(?:要|想|来|在)*(?:关于|有关|针对)(?<what>.+)$`,
  `${ONESELF}${IS_NOT}(?<purpose>在)?(?:说|讲|指|谈|聊|提)(?!好|过|了|的|你|您|会)(?<what>[^不没]+)$`,
].map(patternOf)

/** A wish is denied. */
const NOT_WANTED: readonly RegExp[] = [
  `${ANYONE}${IS_NOT}(?:来|要|想|打算|准备|需要|为了)+(?:去|办理?|申请|做|找|再|整单|全部|直接|给|把|在)*(?<what>${MATTER}.{0,10})$`,
  `${ANYONE}${IS_NOT}(?<what>${ACT}(?:的(?:问题|事情?|事儿|意思)?|了)?)$`,
  `${ANYONE}(?:想|要|需要)要?的(?:并|可|又|也)?不是(?<what>${ACT}.{0,4})$`,
  `${ONESELF}没有?(?:说|讲|提|表示)过?(?:要|想)?(?<what>${MATTER}.{0,6})$`,
].map(patternOf)

/** So where another wish follows, or nothing does: 不想退货，有瑕疵能补偿吗 is one question. */
const RATHER_NOT: readonly RegExp[] = [
  `${ANYONE}不(?:想|打算|准备)(?:去|申请|办理?|再)*(?<what>${ACT}.{0,6})$`,
].map(patternOf)

/** So only where another wish follows: alone, it is displeasure, or a wish (不要取消我的订单). */
const NOT_BUT: readonly RegExp[] = [
  `${ANYONE}${IS_NOT}(?:来|找|要|想|为了|跟|催|怪|骂|怀疑|针对)(?<what>.{1,20})$`,
  `${ANYONE}(?:不|没有?)要(?:去|申请|办理?|再)*(?<what>${ACT}.{0,6})$`,
  `${ANYONE}${IS_NOT}(?<what>${ACT}(?:订单|这一?单|申请|东西|商品|包裹|问题))$`,
  `${ANYONE}不(?:想|要|用|需要)再?(?:听|看)(?<what>.+)$`,
  `${ANYONE}(?:别|不要|不用|不必|少)(?:再|老是?|总是?|一直)*(?:跟|给|对|和|同)我(?:说|讲|谈|提|扯|聊|介绍|解释)(?<what>.+)$`,
  `${ANYONE}(?:别|不要)(?:再|老是?|总是?|一直)+(?:说|讲|谈|提|扯|聊|介绍|解释)(?<what>.+)$`,
].map(patternOf)

const BUT = oneOf('而是|而|但是|但|不过|可是|就是|就|只是|只|其实|应该|因为|我意思|意思')
const CONTRAST = new RegExp(
  `^(?:${BUT})*(?:${I}?(?:是(?![不否])|(?:要|想)?(?:问|说|讲|指|咨询)(?:的|一下)?|想知道|想了解)|(?<=而是|但是|但|不过|可是|其实)|请问)`,
  'u',
)
const ASKS_INSTEAD = new RegExp(
  `^(?:${BUT})*(?:${I}?(?:是|要|想|在)*(?:问|说|讲|指|咨询)|请问|而是)`,
  'u',
)
const WANTS = new RegExp(
  `^(?:${BUT}|${I}|请|直接|可以)*(?:是(?![不否])|要|想|打算|需要|希望|申请)`,
  'u',
)

/** "不是我要退，是我妈" says who, not what. */
const IS_SOMEBODY =
  /^(?:而)?是(?:我|他|她|你)?(?:们|的)?(?:妈妈?|爸爸?|爹|娘|老公|老婆|先生|太太|媳妇|儿子|女儿|孩子|宝宝|朋友|同事|家人|家里人|弟弟?|妹妹?|哥哥?|姐姐?|奶奶|爷爷|他|她|你|别人|对象|男朋友|女朋友)/u

const ENDS_ASKING = /(?:吗|嘛|吧|(?<![什怎多这那要])么)[啊呀]?[\s?？!！。~～]*$/u
const YES_OR_NO = /能|可以|可否|会|有|是|支持|包|需要|得|提供|送/u
/** Asks for itself, so that a 吗 behind it belongs to what stands before: 我不是问怎么退吗. */
const OPEN_QUESTION =
  /怎么|怎样|什么|多久|多少|多长|几|哪|谁|为何|为啥|咋|如何|何时|啥|是否|能否|可否|有没有|(\p{Script=Han})不\1/u
const TELLS = /了|过$|^(?:我|昨天|前天|今天|刚|上周|上个?月|收到|买|拍|下单|付)/u
const POINTS =
  /^(?:这|那)(?:个|些|件事|事|样|种)?(?:问题|意思|事情?)?|^它|^下面的?|^以下(?:这个)?(?:问题)?/u

const AFTER_DENIAL = new RegExp(
  `^(?:${BUT})*(?:${I}?(?:要|想)?(?:问|说|讲|指|咨询|了解)的(?:就|只)?是|${I}?(?:就|只)?(?:是)?(?:要|想)?(?:问(?!题)|知道|了解|咨询)(?:问|一?下)?|${I}?是(?![不否])(?:要|想|来|在|说|问|指|咨询|了解)*|(?<=而|但是|但|不过|可是|就是|只是|其实))`,
  'u',
)

/** "我要换货不是退货", "不是退货是换货": two clauses that no mark parts. */
const UNMARKED = [
  new RegExp(`(?<=${MATTER}.{0,3})(?=(?:而|并)?不是(?:要|想|问|来)*${MATTER})`, 'u'),
  new RegExp(
    `(?<=^.{0,6}不是(?:要|想|问|来)*${MATTER}.{0,4})(?=而?是(?![不否])(?:要|想|问|来)*${MATTER})`,
    'u',
  ),
]

/** Reads Chinese, folded. */
export const CHINESE_DENIALS: ClauseReader = {
  parts: (clause) =>
    UNMARKED.reduce<readonly string[]>(
      (all, at) => all.flatMap((each) => each.split(at)),
      [clause],
    ),
  read(clause, next) {
    if (IS_SOMEBODY.test(next)) return null
    const asked = firstOf(NOT_ASKED, clause)
    if (asked) {
      if (isRhetorical(clause, asked)) return null
      return { scope: scopeOf(asked.groups?.['what'] ?? ''), when: 'always' }
    }
    if (ENDS_ASKING.test(clause) || OPEN_QUESTION.test(clause)) return null
    if (firstOf(NOT_WANTED, clause)) return { scope: 'clause', when: 'always' }
    if (firstOf(RATHER_NOT, clause)) return { scope: 'clause', when: 'alone-or-contrasted' }
    return firstOf(NOT_BUT, clause) ? { scope: 'clause', when: 'contrasted' } : null
  },
  asks: (clause) => OPEN_QUESTION.test(clause),
  tells: (clause) => scopeOf(clause) === 'question',
  contrasts: (clause, scope) => (scope === 'rest' ? ASKS_INSTEAD : CONTRAST).test(clause),
  wants: (clause) => WANTS.test(clause) || CONTRAST.test(clause),
  withoutContrast: (clause) => clause.replace(AFTER_DENIAL, ''),
}

/** "我不是问怎么退吗" has asked it; in "我不是要问能退吗", the 吗 is of the question. */
function isRhetorical(clause: string, { groups }: RegExpMatchArray): boolean {
  if (!ENDS_ASKING.test(clause)) return false
  const what = groups?.['what'] ?? ''
  if (scopeOf(what) === 'rest') return false
  return groups?.['purpose'] === undefined || OPEN_QUESTION.test(what) || !YES_OR_NO.test(what)
}

function scopeOf(what: string): Heard['scope'] {
  const [before = '', quoted] = what.split(':')
  if (quoted !== undefined && before.replace(POINTS, '').trim() === '') return 'rest'
  const said = what.replace(/[\s,，。.!！?？]+$/u, '')
  if (said === '') return 'question'
  const isQuestion = OPEN_QUESTION.test(said) || ENDS_ASKING.test(what) || /[呢?？]\s*$/u.test(what)
  return !isQuestion && TELLS.test(said) ? 'question' : 'clause'
}

function firstOf(patterns: readonly RegExp[], clause: string): RegExpMatchArray | null {
  const said = clause.replace(/[\s,，。.!！;；~～]+$/u, '')
  for (const pattern of patterns) {
    const match = said.match(pattern)
    if (match) return match
  }
  return null
}

function patternOf(source: string): RegExp {
  return new RegExp(source, 'u')
}
