import { createWords } from '../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

/** A reason in the words of its reader. */
export const satisfactionWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })
