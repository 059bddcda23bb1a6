/** A dash is one beside a space only: "hi-fi" is no greeting. */
const MARKS = String.raw`(?:[\s,，。.!！?？~～、:：;；…]|[-–—](?=\s|$))`

/** Greetings that could begin a word of the question, so that a mark or space must follow. */
const GREETING = oneOf(
  '(?:客服|亲|老板|店家|掌柜)?(?:你好|您好|哈喽|哈啰|嗨)(?:呀|啊|哦)?',
  '亲+(?:爱的)?|(?:你?在吗)+|在么|在不在|有人吗|有人在吗|客服|小姐姐|小哥哥|老板|店家|掌柜',
  '早上好|上午好|中午好|下午好|晚上好|早安|午安|晚安',
  '(?:不好意思|抱歉)?(?:打扰(?:一下|了|您了|你了))|不好意思|抱歉|急+(?!急)|在线等|求助|救命|新年好',
  '(?:hi|hello|hey|hiya|howdy)(?: there| all| team| guys| everyone)?',
  'good (?:morning|afternoon|evening|day)|greetings|excuse me|dear (?:sir|madam|team|support)',
  "(?:i am |i'm )?(?:so |very )?sorry(?: to (?:bother|trouble|disturb) (?:you|u))?(?: again)?",
  "(?:i )?hope (?:you are|you're|this finds you|all is|you're doing) (?:doing )?(?:well|fine)",
  '(?:i (?:just )?have |just )?(?:a |one |another )?(?:quick |small |simple |short )?(?:question|query)',
  '(?:i )?(?:need|could use) (?:some |a little |your )?(?:help|assistance)|help|urgent|asap',
)

/** That the answer before was read; a mark must follow, since "great" may well be of the question. */
const READ = oneOf(
  '(?:[哦噢喔嗯恩唔好行]|哈{2,})+(?:的|吧|啦|了|嘞|呀)*|我?(?:知道|明白|了解|清楚|懂)(?:了|啦)|收到|原来如此|(?:原来)?是?这样(?:啊|呀)',
  '(?:非常)?(?:谢谢|多谢|感谢)(?:你|您|啦|了)*',
  '(?:(?:oh|ah|lol|ok(?:ay)?|alright|all right|right|fair enough|i see|got it|(?:that )?makes sense|understood|cool|great|fine|perfect|thanks?(?: you)?|thx|no worries)(?: |(?=[,.!;]|$)))+',
)

/** Ways to begin a question that say nothing of it. */
const OPENING = oneOf(
  '你好在吗|您好在吗|我?(?:有)?(?:个|一个|点)(?:小)?(?:问题|事儿?)(?:想|要)?(?:请教|问|咨询)(?:一下|下)?',
  '(?:你好|您好|亲)?请问(?:一下|下(?![单次载午周个月面]))?|请教(?:一下|下|个问题)?|麻烦(?:您|你)?(?:问|请问)?(?:一下|下)?',
  '打扰(?:一下|了)?|(?:我)?(?:就是)?想(?:要)?(?:问|咨询|请教|了解)(?:一下|下)?',
  '(?:问|咨询)(?:一下|下)|(?:能)?(?:帮忙|帮我|帮)(?:看|查|问|解答)(?:一下|下)|我想知道',
  '(?:could|can|would) you (?:please |kindly )?(?:tell me|help me(?: with| understand)?|let me know)(?: please)?',
  "i (?:would|'d) (?:just )?(?:like|love) to (?:know|ask)|i (?:just )?(?:want|wanted|need) to (?:know|ask)",
  'i was (?:just )?wondering|(?:just )?wondering|may i ask|can i ask|do you know|please(?![a-z])',
)

const CLOSING = oneOf(
  '(?:非常|万分|十分|先)?(?:谢谢|多谢|感谢|谢啦|谢了|感恩)(?:你|您|啦|了|哦|呀|啊|客服)*',
  '麻烦(?:你|您)?(?:了|啦)|拜托(?:了|啦)?|辛苦(?:你|您)?(?:了|啦)|打扰(?:了|啦)',
  '在线等(?:挺急的?|急|回复)?|挺急的|急+(?!急)|求解答?|求回复|求助|求告知|等(?:你|您)?回复',
  '(?:many )?thanks?(?: a lot| so much| a million| you(?: very much| so much)?| in advance)?',
  "(?:i(?: would|'d)? )?(?:really )?appreciate (?:it|your help|any help)|please|cheers|kind regards|best regards|regards|thx|ty",
)

/** What parts a remark from the question behind it. */
const PAUSE = String.raw`(?=\s*(?:[,，。.!！;；~～…]|[-–—](?=\s)))`

const BEGIN = new RegExp(
  `^(?:${MARKS}*(?:${GREETING}(?=${MARKS})|${READ}${PAUSE}|(?:ok(?:ay)?|lol|(?:ha){2,}|oh|ah)(?=\\s)|${OPENING}))+${MARKS}*`,
  'u',
)
const END = new RegExp(`${MARKS}*(?:(?<![a-z])${CLOSING}${MARKS}*)+$`, 'u')

/** "你们包邮吗" asks the shop what "包邮吗" does; "你们的", "你们是" and "你们家" say more. */
const ADDRESSED = /^(?:你们|您们|贵店)(?![的是家公店俩都])(?=\p{Script=Han}{2})/u

/** "包邮不" is "包邮吗" in speech; "要不" and "为什么不" are not. */
const COLLOQUIAL = /(?<=\p{Script=Han}{2})(?<![要好是对么何可])不([?？]?)$/u

/** Emoji with their colours and flags, and those that messengers write out: `[微笑]`. */
const PICTURES =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20e3|\[\p{Script=Han}{1,3}\]/gu

/** "？？？" asks no more than "？". */
const REPEATED_MARKS = /[,，。.!！?？;；~～、…](?:\s*[,，。.!！?？;；~～、…])+/gu

/** A question mark at the end says something: the model knows questions by it. */
const LOOSE_MARKS = new RegExp(`^${MARKS}+|[,，。.!！~～、:：;；…\\s]+$`, 'gu')

/**
 * The question without greeting, thanks and pictures, which all customers add and no article has:
 * they made "多久能退款" 20 points less sure.
 *
 * @param folded From `foldText`.
 * @returns The whole text where nothing else would be left.
 */
export function stripCourtesy(folded: string): string {
  const plain = folded
    .replaceAll(PICTURES, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(REPEATED_MARKS, loudest)
    .trim()
  const bare = plain
    .replace(BEGIN, '')
    .replace(ADDRESSED, '')
    .replace(COLLOQUIAL, '吗$1')
    .replace(END, (tail) => (/^[\s,，。.!！]*[?？]/.test(tail) ? '?' : ''))
    .replaceAll(LOOSE_MARKS, '')
  return /[\p{L}\p{N}]/u.test(bare) ? bare : folded
}

/** Whether a text is no more than greeting, thanks, pictures and marks. */
export function isCourtesy(folded: string): boolean {
  const plain = folded.replaceAll(PICTURES, ' ').trim()
  const bare = `${plain} `.replace(BEGIN, '').replace(END, '')
  return !/[\p{L}\p{N}]/u.test(bare)
}

function loudest(marks: string): string {
  return /[?？]/.test(marks) ? '?' : (marks[0] ?? '')
}

/** A group of a pattern. */
export function oneOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`
}
