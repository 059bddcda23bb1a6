import { oneOf } from './strip-courtesy.js'

/** What stands before and after a feeling, and adds nothing to it. */
const BEFORE = oneOf(
  '我|我们|你们|你|这|这个|那|真|真是|真的|真心|实在|简直|都|都快|快|快要|要|已经|太|好|很|非常|特别|就|就是|到底|还|一直|也|又|每次|反正|哎|唉|啊|天|到现在|现在|从来|根本|永远',
)
const AFTER = oneOf(
  '了|的|啊|呀|吧|吗|呢|哦|啦|哈|死|透|一样|我|你们?|您|人|都|真的|好吗|好吧|好不好',
)

/** Feelings, reproaches and waiting, which signals hear and no article answers. */
const CHINESE = oneOf(
  '气死|气人|烦死|烦|急死|急|火大|生气|来气|无语|服|醉|崩溃|受够|受不了|忍不了|忍无可忍|失望|让人失望|心累|心寒|恶心',
  '差劲|差|烂|坑|坑人|坑爹|过分|离谱|可恶|可气|垃圾|不像话|不靠谱|不负责任|没良心|无耻|骗人|骗子|黑店|黑心|奸商|欺负人',
  '(?:是)?什么(?:破|烂|垃圾|狗屁|鬼|黑心)?(?:店|店铺|平台|商城|公司|商家|服务|客服|态度|玩意儿?|东西|人)',
  '(?:服务|态度|平台|客服|店|公司|商家)+(?:太|真|好|很|这么)?(?:差劲?|烂|坑|垃圾|恶劣)',
  '(?:破|烂|垃圾)(?:店|平台|商城|公司|商家|服务|客服)|搞什么(?:鬼|名堂|飞机)?|怎么(?:回事|搞)',
  '(?:等|找|问|催)了(?:你们)?(?:半天|好久|很久|这么久|那么久|老半天|好几天|一天|几遍|好几遍|好多遍|很多次|好几次)',
  '(?:没|没有|有没有|不见)(?:一个)?人(?:理|管|回|回复|答复|处理|应|搭理)|不理(?:我|人)|没完没了',
  '(?:这辈子)?(?:还是)?[头第]一[次回](?:遇到?|遇上|碰到|碰上|见到?|看到)(?:这样|这种|这么)(?:差|坑|离谱)?的?(?:店|店铺|商家|客服|服务|态度|情况|事儿?)?',
  '再(?:也)?不(?:会)?(?:来|买|信|用)(?:你们|你们家)?|(?:给|打)?差评|避雷|拉黑',
)

const ENGLISH_FEELING =
  'ridiculous|unacceptable|outrageous|terrible|awful|horrible|disgusting|disgraceful|insane|crazy|frustrating|annoying|unbelievable|a joke|a disgrace|not ok(?:ay)?|so bad|the worst'
const ENGLISH_ANGER =
  'angry|upset|annoyed|frustrated|disappointed|furious|mad|fed up|pissed(?: off)?|sick of (?:this|it|you)|done with (?:this|you)|losing (?:my )?patience|going crazy'
const VERY = '(?:(?:so|very|really|absolutely|totally|extremely|just|getting|completely|beyond) )*'

const ENGLISH = oneOf(
  `(?:this|it|that|your service|the service)(?: is|'s| was) ${VERY}(?:${ENGLISH_FEELING})`,
  `(?:i am|i'm|im|we are|we're) ${VERY}(?:${ENGLISH_ANGER})(?: (?:with|about|at) (?:you|this|it|your service)(?: (?:guys|people|lot))?)?(?: now)?`,
  `(?:what a |how |simply |just )?(?:${ENGLISH_FEELING})(?: (?:service|shop|store|company|experience))?`,
  '(?:what a joke|(?:the )?worst (?:service|shop|store|company)(?: ever)?|seriously|come on|wtf|omg|shame on you|are you (?:kidding|serious)(?: me)?)',
  "(?:i have|i've) had (?:enough|it)(?: (?:with|of) (?:you|this))?",
  '(?:nobody|no one)(?: (?:ever|here|even))* (?:answers?|repl(?:y|ies)|responds?|helps?|cares?|listens?)(?: (?:to )?(?:me|us))?',
  "(?:i have|i've) been waiting (?:for )?(?:ages|forever|so long|too long)",
  'you (?:guys |people |lot )?are (?:useless|terrible|the worst|hopeless|thieves|scammers|liars)',
)

const FEELING = new RegExp(
  `^(?:(?:${BEFORE})*(?:${CHINESE})+(?:${AFTER})*)+$|^(?:and |but )?${ENGLISH}$`,
  'u',
)

/** In English, what nobody does is often the end of a sentence that has no mark before it. */
const NOBODY_AT_END =
  /(\S) (?:and |but )?(?:nobody|no one)(?: (?:ever|here|even))* (?:answers?|repl(?:y|ies)|responds?|helps?|cares?|listens?)(?: (?:to )?(?:me|us))?[.!\s]*$/u

/** Outbursts are short, and a pattern so free must not be tried on a long text. */
const LONGEST_CHINESE = 24
const LONGEST_ENGLISH = 80

/** A clause and the mark behind it. A space parts clauses only beside Chinese. */
const CLAUSE =
  /(?:[^,，。.!！?？;；~～、…\s]|(?<!\p{Script=Han})\s(?!\p{Script=Han}))+[,，。.!！?？;；~～、…\s]*/gu

/**
 * The question without clauses that only say how its writer feels: a complaint around it made
 * "运费要多少钱" 65 points less sure.
 *
 * @param folded A folded question without courtesy.
 * @returns The whole text where nothing else would be left.
 */
export function stripFeelings(folded: string): string {
  const ended = folded.replace(NOBODY_AT_END, '$1')
  const clauses = ended.match(CLAUSE) ?? []
  const left = clauses.filter((clause) => !isFeeling(bareOf(clause)))
  if (left.length === clauses.length) return ended
  const text = left.join('').trim()
  return /[\p{L}\p{N}]/u.test(text) ? text.replace(/[,，、;；~～\s]+$/u, '') : folded
}

function isFeeling(clause: string): boolean {
  const longest = /\p{Script=Han}/u.test(clause) ? LONGEST_CHINESE : LONGEST_ENGLISH
  return clause.length <= longest && FEELING.test(clause)
}

function bareOf(clause: string): string {
  return clause.replace(/[^\p{L}\p{N}]+$/u, '')
}
