import { createWords, type Words } from '../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export const siteWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })

type Key = keyof typeof zhHans

export type SiteWords = Words<Key>

/** The name of a topic; a folder that is new, or another shop's, goes by its own name. */
export function categoryName(words: SiteWords, category: string): string {
  const key = `category-${category}`
  return Object.hasOwn(zhHans, key) ? words(key as Key) : category
}

/** What a feature of the probability is called. */
export function featureName(words: SiteWords, feature: string): string {
  const key = `feature-${feature}`
  return Object.hasOwn(zhHans, key) ? words(key as Key) : feature
}

/** The order in which customers look for topics: as they stand in the message files. */
export function categoryOrder(one: string, other: string): number {
  const keys = Object.keys(zhHans)
  const rank = (category: string) => {
    const at = keys.indexOf(`category-${category}`)
    return at === -1 ? keys.length : at
  }
  return rank(one) - rank(other) || one.localeCompare(other)
}
