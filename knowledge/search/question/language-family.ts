import type { Language } from '../../../platform/language.js'

/** Simplified and traditional Chinese are one for search: both are folded. */
export type LanguageFamily = 'zh' | 'en'

const HAN = /\p{Script=Han}/u

export function familyOf(language: Language): LanguageFamily {
  return language === 'en' ? 'en' : 'zh'
}

/** A text with a Chinese character is Chinese: English ones have none, Chinese ones brands and codes. */
export function familyOfText(text: string): LanguageFamily {
  return HAN.test(text) ? 'zh' : 'en'
}

export function isSameFamily(a: Language, b: Language): boolean {
  return familyOf(a) === familyOf(b)
}
