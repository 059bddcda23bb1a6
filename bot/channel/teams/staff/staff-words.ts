import { createWords } from '../../../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

/** What staff read in their channel of Teams. */
export const staffWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })
