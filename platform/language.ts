/** The languages that Kefu speaks, as BCP 47 tags: simplified and traditional Chinese, English. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

/** Whether `value` is one of our tags, spelled exactly so. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/**
 * Finds our language for a browser's tag or `Accept-Language` header, such as `zh-TW` or
 * `en-GB,en;q=0.9`. The first that we speak wins; weights are ignored, since browsers send them
 * in order.
 *
 * @returns `undefined` when none of the tags is Chinese or English.
 */
export function matchLanguage(tags: string | null | undefined): Language | undefined {
  for (const part of (tags ?? '').toLowerCase().split(',')) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return 'zh-Hant'
    if (/^(zh|cmn)\b/.test(tag)) return 'zh-Hans'
    if (/^en\b/.test(tag)) return 'en'
  }
  return undefined
}
