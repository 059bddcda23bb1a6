import { createWords, type Words } from '../../platform/ui/messages.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export type WidgetWord = keyof typeof zhHans
export type WidgetWords = Words<WidgetWord>

/** The words of the shop's page and of the frame around its chat. */
export const widgetWords = createWords<WidgetWord>({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })
