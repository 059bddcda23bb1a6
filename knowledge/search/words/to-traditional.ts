import { Converter } from 'opencc-js/cn2t'
import type { Language } from '../../../platform/language.js'
import { lazy } from '../../../platform/lazy.js'

/** Takes a fifth of a second to build, so it waits for the first reader of traditional Chinese. */
const toTaiwan = lazy(() => Converter({ from: 'cn', to: 'twp' }))

const HAN = /\p{Script=Han}/u

/**
 * Writes simplified Chinese as a reader of `language` expects it: in traditional characters with
 * Taiwan's words for `zh-Hant`. Every other text stays as it is.
 */
export function toLanguageScript(text: string, language: Language): string {
  return language === 'zh-Hant' && HAN.test(text) ? toTaiwan()(text) : text
}
