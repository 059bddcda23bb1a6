import { createWords, type Words } from '../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export const handbookWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })

export type HandbookKey = keyof typeof zhHans
export type HandbookWords = Words<HandbookKey>

/** Whether there are words for what an editor may have added, such as a signal or a team. */
export function isHandbookKey(key: string): key is HandbookKey {
  return Object.hasOwn(zhHans, key)
}
