import type { Language } from '../../platform/language.js'

/** What any customer says, besides what they came for. */
export interface CustomerWords {
  readonly person: string
  readonly notHelped: readonly string[]
  readonly thanks: readonly string[]
}

/** Written for the simulation, without the sentences of the handbook's signals at hand. */
export const CUSTOMER_WORDS: Readonly<Record<Language, CustomerWords>> = {
  'zh-Hans': {
    person: '给我转人工吧',
    notHelped: ['不是这个意思', '这没解决我的问题'],
    thanks: ['好的谢谢', '明白了'],
  },
  'zh-Hant': {
    person: '幫我轉真人客服',
    notHelped: ['我不是問這個', '這樣還是沒解決'],
    thanks: ['好的謝謝', '瞭解了'],
  },
  en: {
    person: 'Let me talk to a person please',
    notHelped: ['That is not what I asked', 'This does not help me'],
    thanks: ['ok thanks', 'got it'],
  },
}
