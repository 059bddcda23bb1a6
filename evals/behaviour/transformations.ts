import { pinyin } from 'pinyin-pro'
import { foldText, toLanguageScript } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'

/**
 * A change to a question of which it is known what it may do to the outcome: nothing, or all.
 *
 * Source: Ribeiro et al., "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList",
 * ACL 2020; invariance and directional tests.
 */
export interface Transformation {
  readonly name: string
  /** `same`: the outcome stays. `otherwise`: the article that answered may not answer any more. */
  readonly expects: 'same' | 'otherwise'
  /** Changes questions alone: what a rule hears in a message, such as anger, is no question. */
  readonly ofQuestions?: true
  /** @returns `null` where there is nothing to change. */
  apply(text: string, language: Language, random: () => number): string | null
}

export const TRANSFORMATIONS: readonly Transformation[] = [
  { name: 'width', expects: 'same', apply: (text) => changed(text, widen(text)) },
  { name: 'case', expects: 'same', apply: (text) => changed(text, swapCase(text)) },
  { name: 'script', expects: 'same', apply: swapScript },
  {
    name: 'typo',
    expects: 'same',
    apply: (text, _, random) => changed(text, mistype(text, random)),
  },
  {
    name: 'pinyin',
    expects: 'same',
    apply: (text, _, random) => changed(text, spell(text, random)),
  },
  { name: 'padding', expects: 'same', apply: (text, language) => pad(text, language) },
  {
    name: 'order number',
    expects: 'same',
    apply: (text, language) => `${text}${ORDER[language]}QW20261126004512`,
  },
  { name: 'emoji', expects: 'same', apply: (text) => `${text}😭🙏` },
  {
    name: 'negation',
    expects: 'otherwise',
    ofQuestions: true,
    apply: (text, language, random) => `${oneOf(NOT[language], random)}${text}`,
  },
  {
    name: 'something else denied',
    expects: 'same',
    ofQuestions: true,
    apply: (text, language, random) => `${oneOf(NOT_THAT[language], random)}${text}`,
  },
]

const ORDER: Readonly<Record<Language, string>> = {
  'zh-Hans': '，订单号',
  'zh-Hant': '，訂單編號',
  en: ', order ',
}

type Ways = Readonly<Record<Language, readonly string[]>>

/** What denies the question behind it. */
const NOT: Ways = {
  'zh-Hans': ['我不是要问', '不是想咨询', '我问的不是', '我没有在问', '我不想知道', '不是问：'],
  'zh-Hant': ['我不是要問', '不是想諮詢', '我問的不是', '我沒有在問', '我不想知道', '不是問：'],
  en: [
    'I am not asking this: ',
    'I was not asking this question: ',
    'My question is not about this: ',
    "I don't want to know this: ",
    'Not asking the following: ',
  ],
}

/** What denies something else, of which no dataset asks, and leaves the question. */
const NOT_THAT: Ways = {
  'zh-Hans': [
    '我不是来投诉的，想问一下',
    '我不是要问你们的招聘，我问的是',
    '不是找你们谈合作，是想问',
  ],
  'zh-Hant': [
    '我不是來投訴的，想問一下',
    '我不是要問你們的徵才，我問的是',
    '不是找你們談合作，是想問',
  ],
  en: [
    'I am not here to complain, I just want to know: ',
    "I'm not asking about jobs with you. ",
    'This is not about a partnership, my question is ',
  ],
}

function oneOf(ways: readonly string[], random: () => number): string {
  return ways[Math.floor(random() * ways.length)] ?? ''
}

function changed(before: string, after: string): string | null {
  return before === after ? null : after
}

/** Half-width marks, digits and letters have wide twins, 0xfee0 further on. */
function widen(text: string): string {
  return text.replaceAll(/[!-~]/g, (character) =>
    String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
  )
}

function swapCase(text: string): string {
  const upper = text.toUpperCase()
  return upper === text ? text.toLowerCase() : upper
}

function swapScript(text: string, language: Language): string | null {
  if (language === 'zh-Hans') return changed(text, toLanguageScript(text, 'zh-Hant'))
  return language === 'zh-Hant' ? changed(text, foldText(text)) : null
}

const HAN_WORD = /\p{Script=Han}{2,}/gu
const LATIN_WORD = /\p{Script=Latin}{5,}/gu

/** Two neighbours change places, in a long enough word or a run of characters. */
function mistype(text: string, random: () => number): string {
  const places = [...text.matchAll(LATIN_WORD), ...text.matchAll(HAN_WORD)]
  const place = places[Math.floor(random() * places.length)]
  if (place === undefined) return text
  const [word] = place
  // Never the first letter: nobody mistypes it, and a word is known by it.
  const from = /\p{Script=Latin}/u.test(word) ? 1 : 0
  const at = place.index + from + Math.floor(random() * (word.length - 1 - from))
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`
}

/** Two characters in a row as they are typed on a keyboard whose conversion was forgotten. */
function spell(text: string, random: () => number): string {
  const places = [...text.matchAll(HAN_WORD)]
  const place = places[Math.floor(random() * places.length)]
  if (place === undefined) return text
  const at = place.index + Math.floor(random() * (place[0].length - 1))
  const spelled = pinyin(text.slice(at, at + 2), { toneType: 'none', separator: '' })
  return `${text.slice(0, at)}${spelled}${text.slice(at + 2)}`
}

function pad(text: string, language: Language): string {
  switch (language) {
    case 'zh-Hans':
      return `你好，麻烦问一下，${text}，谢谢啦`
    case 'zh-Hant':
      return `你好，想請問一下，${text}，謝謝喔`
    case 'en':
      return `Hi there, just a quick question. ${text} Thank you so much!`
    default:
      return language satisfies never
  }
}
