import { createWords, type Words } from '../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export const gapWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })

export type GapWords = Words<keyof typeof zhHans>
