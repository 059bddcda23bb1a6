const MARKS = String.raw`[\s,，。.!！?？~～、:：;；…]`

/** Greetings that could begin a word of the question, so that a mark or space must follow. */
const GREETING = `(?:你好|您好|亲+|哈喽|嗨|在吗|在么|在不在|你?在吗|有人吗|客服|小姐姐|早上好|上午好|下午好|晚上好|(?:hi|hello|hey)(?: there)?|good (?:morning|afternoon|evening)|excuse me|sorry|dear (?:sir|madam|team))`

/** Ways to begin a question that say nothing of it. */
const OPENING = `(?:你好在吗|您好在吗|请问(?:一下|下)?|请教(?:一下|下)?|麻烦(?:问|请问)?(?:一下|下)?|打扰(?:一下|了)?|(?:我)?(?:就是)?想(?:要)?(?:问|咨询|请教|了解)(?:一下|下)?|(?:问|咨询)(?:一下|下)|(?:could|can|would) you (?:please |kindly )?tell me|i (?:would|'d) like to (?:know|ask)|i (?:want|wanted) to (?:know|ask)|i was wondering|may i ask|do you know|please(?![a-z]))`

const CLOSING = `(?:(?:非常)?(?:谢谢|多谢|感谢)(?:你|您|啦|了|哦|呀)*|麻烦(?:你|您)?(?:了|啦)|拜托(?:了|啦)?|thanks?(?: a lot| so much| you(?: very much| so much)?| in advance)?|please|cheers)`

const BEGIN = new RegExp(`^(?:${MARKS}*(?:${GREETING}(?=${MARKS})|${OPENING}))+${MARKS}*`, 'u')
const END = new RegExp(`${MARKS}*(?:${CLOSING}${MARKS}*)+$`, 'u')
const PICTURES = /\p{Extended_Pictographic}/gu

/**
 * The question without greeting, thanks and pictures, which all customers add and no article has:
 * they made "多久能退款" 20 points less sure.
 *
 * @param folded From `foldText`.
 * @returns The whole text where nothing else would be left.
 */
export function stripCourtesy(folded: string): string {
  const bare = folded.replaceAll(PICTURES, ' ').trim().replace(BEGIN, '').replace(END, '').trim()
  return /[\p{L}\p{N}]/u.test(bare) ? bare : folded
}
