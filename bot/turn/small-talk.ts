import type { PlainSituation, Signal } from '../../handoff/index.js'
import { asksAnything, type Found, foldText } from '../../knowledge/index.js'

/** Something that is answered as what it is, whatever was found. */
export interface SmallTalk {
  readonly kind: 'greet' | 'acknowledge' | 'decline'
  readonly reply: PlainSituation
}

export const NOT_UNDERSTOOD: SmallTalk = { kind: 'acknowledge', reply: 'not-understood' }
export const DENIED: SmallTalk = { kind: 'acknowledge', reply: 'ask-what-else' }
export const NOT_HELPED: SmallTalk = { kind: 'acknowledge', reply: 'not-helped' }

/** A longer message that greets or thanks has something else to say as well. */
const SHORT = { han: 16, other: 48 }

/** Who says how it ends tells more: "ok that answers it. I'll place the order on payday". */
const SHORT_END = { han: 32, other: 96 }

/** From this on, a message is a question, whatever else it is. */
export const LIKELY_QUESTION = 0.5

/** Whoever asks that means no vacuum robot. */
const ASKS_WHO =
  /(?:你|您|这|這|那边|那邊|对面|對面|现在|現在).{0,3}(?:是|係).{0,6}(?:机器|機器|机械|機械|人工智[能慧]|ai|真人|活人|电脑|電腦)|(?:是不是|係咪)(?:机器|機器|ai|真人)|\b(?:are you|is this|is that|am i (?:talking|chatting|speaking) (?:to|with))(?: a| an| even)?(?: real)? ?(?:robot|bot|chatbot|human|person|machine|ai|computer)\b/iu

/** What acknowledges and asks nothing: "行吧", "ok got it", "哈哈你还挺聪明的". */
const ACKNOWLEDGES =
  /^(?:(?:行|好|哦|噢|喔|嗯|恩|唔)+(?:的|吧|啦|啊|呀|喔|哦)?|(?:我)?(?:知道|明白|了解|清楚|懂)(?:了|啦)?|收到|原来如此|原來如此|哈{2,}[^?？吗嗎呢]{0,8}|(?:ha){2,}|(?:(?:lol|oh|well|ok|okay|k|alright|all right|right|fine|got it|i see|understood|makes sense|fair enough|cool|great|good|nice|then|thanks)(?:[,.!]? |$))+)$/iu

/** What is thanked for is answered otherwise than "fine, I'll wait". */
const THANKS =
  /谢|謝|感恩|唔该|唔該|辛苦|有劳|有勞|栓q|\b(?:3q|3ks|ty|tysm|tyvm|thx|thnx|thanx|thank\w*|cheers|ta|appreciate\w*|obliged|legend|lifesaver|helped|helpful)\b/iu

const SMALL_TALK: ReadonlySet<string> = new Set(['greeting', 'thanks', 'closing'])

const HAS_WORDS = /[\p{Letter}\p{Number}]/u

/** Whether somebody wants to know who is there, which is neither anger nor a wish for a person. */
export function asksWho(text: string): boolean {
  return isWithin(text, SHORT) && ASKS_WHO.test(text)
}

/** Whether a message only says that it was read. */
export function acknowledges(text: string): boolean {
  return ACKNOWLEDGES.test(text.trim().replace(/[^\p{Letter}\p{Number}?？]+$/u, ''))
}

/**
 * A bare greeting, bare thanks, what ends the talk, whether a person is there, or a message without
 * a word in it, such as "???" or an emoji.
 *
 * @param signals Those that hold, strongest first.
 * @returns `null` when there is something to search for.
 */
export function smallTalkIn(
  text: string,
  signals: readonly Signal[],
  found: Pick<Found, 'exact' | 'probability' | 'followUp'>,
): SmallTalk | null {
  if (!HAS_WORDS.test(text)) return NOT_UNDERSTOOD
  if (asksWho(text)) return { kind: 'acknowledge', reply: 'i-am-a-bot' }
  if (acknowledges(text)) return closing(text)
  if (found.exact || questionProbability(found) >= LIKELY_QUESTION) return null
  const heard = signals.find(({ name }) => SMALL_TALK.has(name))?.name
  if (isWithin(text, SHORT)) {
    if (heard === 'greeting') return { kind: 'greet', reply: 'greeting' }
    if (heard === 'thanks') return closing(text)
  }
  const ends = heard === 'thanks' || heard === 'closing'
  if (!ends || !isWithin(text, SHORT_END) || asksAnything(foldText(text))) return null
  return closing(text)
}

function isWithin(text: string, longest: { readonly han: number; readonly other: number }) {
  const most = /\p{Script=Han}/u.test(text) ? longest.han : longest.other
  return [...text.trim()].length <= most
}

function closing(text: string): SmallTalk {
  return { kind: 'acknowledge', reply: THANKS.test(text) ? 'thanks' : 'closing' }
}

/** What asks nothing may be of the subject before, as thanks are, and is no question for that. */
function questionProbability({
  probability,
  followUp,
}: Pick<Found, 'probability' | 'followUp'>): number {
  return followUp?.features.remark ? followUp.alone : probability
}
