import { Converter } from 'opencc-js/t2cn'
import { lazy } from './lazy.js'

/** What a long number becomes, so that an order number never decides a match. */
export const NUMBER_MASK = '#'

/** Order, parcel and phone numbers: eight digits or more, with the letters before them. */
const LONG_NUMBER = /(?<![a-z\d])[a-z]{0,4}\d{8,}(?![a-z\d])/g

const HAN = /\p{Script=Han}/u

const charactersToSimplified = lazy(() => Converter({ from: 't', to: 'cn' }))
const taiwanToSimplified = lazy(() => Converter({ from: 'twp', to: 'cn' }))

/**
 * The form in which texts are compared: half width, small letters, simplified characters, one
 * space between words, long numbers masked. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const flat = text.normalize('NFKC').toLowerCase()
  return toSimplified(flat)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
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
