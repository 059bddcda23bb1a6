import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }
import { createWords } from './messages.js'

/** The words of the parts that every page is made of. */
export const uiWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })
