import { syllablesOf } from '../search/question/pinyin.js'
import { toLanguageScript } from '../search/words/to-traditional.js'
import { cutWords } from '../search/words/tokenize.js'
import type { BaseQuestion } from './base-questions.js'

/** Another way to type the same question; `null` where it does not apply. */
export type Rewording = (question: BaseQuestion) => string | null

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
const chinese =
  (reword: (text: string) => string): Rewording =>
  ({ text }) =>
    isChinese(text) ? reword(text) : null
const english =
  (reword: (text: string) => string): Rewording =>
  ({ text }) =>
    isChinese(text) ? null : reword(text)
const both =
  (inChinese: (text: string) => string, inEnglish: (text: string) => string): Rewording =>
  ({ text }) =>
    isChinese(text) ? inChinese(text) : inEnglish(text)
const each = (reword: (text: string) => string) => both(reword, reword)

/** Politeness; the question stands for the star. */
const PADDING = {
  chinese: [
    '你好在吗 麻烦问一下 *',
    '亲 请问*，谢谢啦',
    '您好，打扰一下，想咨询个事情：*？麻烦了',
    '在吗在吗，有个问题想请教一下，*，急，在线等',
  ],
  english: [
    'hi there, sorry to bother you, quick question: * Thanks a lot!',
    'Hello! I hope you are well. * Many thanks in advance.',
    'Good morning team, could you please help me? * Kind regards',
    'hey, just wondering - * thx',
  ],
} as const

/** Anger; some of it in words that no list of ours has. */
const COMPLAINTS = {
  chinese: [
    '气死我了，你们这什么破店！*，等了半天都没人理',
    '太让人失望了。*？客服态度也差，再也不来了',
    '说了多少遍了，*！！你们到底管不管',
    '我真的服了你们，第一次遇到这样的，*',
    '垃圾平台，*，今天必须给我一个说法',
  ],
  english: [
    'This is ridiculous, I am so angry! * Nobody ever answers me.',
    'Worst service ever. * I have asked three times already.',
    'I am really disappointed with you guys! *',
    'Are you kidding me? * I want an answer today!',
    'Honestly, what kind of shop is this. *',
  ],
} as const

/** What changes nothing in what is asked. */
export const REWORDINGS = {
  'full-width letters': each(fullWidth),
  'capital letters': english((text) => text.toUpperCase()),
  'traditional characters': chinese((text) => toLanguageScript(text, 'zh-Hant')),
  'two letters swapped': english(swapTwoLetters),
  'a letter left out': english(leaveOutLetter),
  'a slip of the input method': ({ slip }) => slip ?? null,
  'pinyin by syllables': chinese((text) => inPinyin(text, (word) => syllablesOf(word).join(' '))),
  'pinyin by words': chinese((text) => inPinyin(text, (word) => syllablesOf(word).join(''))),
  'polite padding': within(PADDING),
  'an order number': both(
    (text) => `订单号QW202611230001，${text}`,
    (text) => `${text} My order number is QW202611230001.`,
  ),
  'a phone number in it': both(
    (text) => `${text} 手机 138 1234 5678`,
    (text) => `${text} Phone: +86 138-1234-5678`,
  ),
  'an amount in it': both(
    (text) => `${text}，花了299元`,
    (text) => `${text} It cost 299 yuan.`,
  ),
  emoji: each((text) => `😭😭 ${text} 🙏🏽❤️`),
  'repeated marks': both(
    (text) => `${text}？？？！！！`,
    (text) => (text.endsWith('?') ? `${text}??!!` : `${text}!!!...`),
  ),
  'unseen marks': each((text) => `\u200e${[...text].join('\u200b')}\u202c`),
  'a complaint around it': within(COMPLAINTS),
} satisfies Record<string, Rewording>

/** Puts the question into one of the frames; which one hangs on its length alone. */
function within(frames: Readonly<Record<'chinese' | 'english', readonly string[]>>): Rewording {
  const put = (list: readonly string[]) => (text: string) =>
    (list[text.length % list.length] ?? '*').replace('*', text)
  return both(put(frames.chinese), put(frames.english))
}

/** ASCII as it looks on a keyboard of full-width letters. */
function fullWidth(text: string): string {
  const wide = text.replaceAll(/[!-~]/g, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0),
  )
  return wide.replaceAll(' ', '\u3000')
}

/** Swaps the third and the fourth letter of the longest word. */
function swapTwoLetters(text: string): string {
  const longest = longestWord(text)
  const [a, b, c, d, ...rest] = longest
  return text.replace(longest, [a, b, d, c, ...rest].join(''))
}

/** Leaves the fourth letter of the longest word out. */
function leaveOutLetter(text: string): string {
  const longest = longestWord(text)
  return text.replace(longest, longest.slice(0, 3) + longest.slice(4))
}

function longestWord(text: string): string {
  const words = text.match(/[a-z]+/gi) ?? []
  return words.reduce((a, b) => (b.length > a.length ? b : a), '')
}

function inPinyin(text: string, say: (word: string) => string): string {
  // 了 is nearly always said le; the library takes 小了 for xiaoliao.
  const spoken = text.replaceAll('了', ' le ')
  return spoken.replaceAll(/\p{Script=Han}+/gu, (run) => cutWords(run).map(say).join(' '))
}
