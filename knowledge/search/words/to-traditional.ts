import { Converter } from 'opencc-js/cn2t'
import type { Language } from '../../../platform/language.js'
import { lazy } from '../../../platform/lazy.js'

/** Takes a fifth of a second to build, so it waits for the first reader of traditional Chinese. */
const toTaiwan = lazy(() => Converter({ from: 'cn', to: 'twp' }))

/**
 * What the converter gets wrong for a shop: 审核 is no audit, and Chinese quotes are corners. Each
 * must become the same simplified words again, since customers send titles back as they read them.
 */
const BETTER: readonly (readonly [from: string, to: string])[] = [
  ['稽核', '審核'],
  ['港澳臺', '港澳台'],
  ['髮卡銀行', '發卡銀行'],
  ['髮卡行', '發卡行'],
  ['賬', '帳'],
  ['“', '「'],
  ['”', '」'],
]

/** To close an account, which the converter takes for signing out: 登出. */
const CLOSING_ACCOUNT = /注销|註銷/u

const HAN = /\p{Script=Han}/u

/**
 * Writes simplified Chinese as a reader of `language` expects it: in traditional characters with
 * Taiwan's words for `zh-Hant`. Every other text stays as it is.
 */
export function toLanguageScript(text: string, language: Language): string {
  if (language !== 'zh-Hant' || !HAN.test(text)) return text
  return text.split(CLOSING_ACCOUNT).map(toTraditional).join('註銷')
}

function toTraditional(text: string): string {
  return BETTER.reduce((better, [from, to]) => better.replaceAll(from, to), toTaiwan()(text))
}
