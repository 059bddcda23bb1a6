import { createWords, type Words } from '../../platform/ui/messages.js'
import type { Failure } from './judge-told.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export const effectWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })

export type EffectWords = Words<keyof typeof zhHans>

export function sayFailure({ kind, ...values }: Failure, words: EffectWords): string {
  return words(`failure-${kind}`, values)
}
