import { Converter } from 'opencc-js/t2cn'
import { lazy } from '../../../platform/lazy.js'

/** What a long number becomes, so that an order number never decides a match. */
export const NUMBER_MASK = '#'

/** Marks that nobody sees: direction, joiners, soft hyphens, the colour of an emoji. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}]/gu

/** Order, parcel and phone numbers: six digits or more, with the letters before them. */
const LONG_NUMBER = /(?<![a-z\d])(?:[a-z]{1,4}-?)?\d{6,}(?:-\d+)*(?![a-z\d])/g

/** Parcel numbers that mix letters and digits: `lp00123456cn`, `1z999aa10123456784`. */
const MIXED_NUMBER = /(?<![a-z\d])(?=(?:[a-z]{0,6}\d){8})[a-z\d]{9,}/g

/** Numbers in groups, as phones and cards are written: `138 1234 5678`, `+86-755-2123-4567`. */
const GROUPED_NUMBER =
  /(?<![a-z\d])(?:\+\d{1,3}[ -]?\d{2,4}(?:[ -]\d{3,8})+|0\d{2,3}[ -]\d{3,8}(?:[ -]\d{3,4})?|\d{3,5}(?:[ -]\d{3,5}){2,})(?![a-z\d])/g

const HAN = /\p{Script=Han}/u

const charactersToSimplified = lazy(() => Converter({ from: 't', to: 'cn' }))
const taiwanToSimplified = lazy(() => Converter({ from: 'twp', to: 'cn' }))

/** Money and accounts are 账 on the mainland and 帳 in Taiwan; what is hung up is 帐 for both. */
const ACCOUNT =
  /(?<=[转到付入记结报对查])帐|帐(?=[单户号目款本务])|(?<![蚊床营纱罗军帷])帐(?![篷幕幔钩子顶])/g

/**
 * The form in which texts are compared: half width, small letters, straight apostrophes,
 * simplified characters, one space between words, nothing unseen, long numbers masked. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const plain = text.replaceAll(UNSEEN, '').replaceAll(/[‘’]/g, "'")
  const flat = plain.normalize('NFKC').toLowerCase()
  return toSimplified(flat)
    .replaceAll(ACCOUNT, '账')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(MIXED_NUMBER, NUMBER_MASK)
    .replaceAll(GROUPED_NUMBER, NUMBER_MASK)
    .replaceAll(LONG_NUMBER, NUMBER_MASK)
    .trim()
}

/**
 * Taiwan's characters and words become the mainland's: 軟體 is 软件. Only where a character is
 * traditional, since some words mean another thing on the mainland: 程序 would become 进程.
 */
function toSimplified(text: string): string {
  if (!HAN.test(text) || charactersToSimplified()(text) === text) return text
  return taiwanToSimplified()(text)
}

/** Folded text without anything but letters and digits: equal keys are the same question. */
export function exactKey(text: string): string {
  return foldText(text).replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
