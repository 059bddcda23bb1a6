import type { Language } from '../../platform/language.js'

export interface Product {
  /** The picture's id in `products.svg`. */
  readonly picture: string
  readonly yuan: number
  readonly name: Readonly<Record<Language, string>>
  readonly line: Readonly<Record<Language, string>>
}

/** What the sample shop shows; invented, like the shop. */
export const PRODUCTS: readonly Product[] = [
  {
    picture: 'kettle',
    yuan: 189,
    name: {
      'zh-Hans': '细嘴陶瓷手冲壶',
      'zh-Hant': '細嘴陶瓷手沖壺',
      en: 'Ceramic pour-over kettle',
    },
    line: {
      'zh-Hans': '600 毫升，水流稳',
      'zh-Hant': '600 毫升，水流穩',
      en: '600 ml, with a steady stream',
    },
  },
  {
    picture: 'blanket',
    yuan: 329,
    name: { 'zh-Hans': '格纹羊毛盖毯', 'zh-Hant': '格紋羊毛蓋毯', en: 'Checked wool throw' },
    line: {
      'zh-Hans': '130 × 180 厘米，可机洗',
      'zh-Hant': '130 × 180 公分，可機洗',
      en: '130 × 180 cm, machine washable',
    },
  },
  {
    picture: 'lamp',
    yuan: 259,
    name: { 'zh-Hans': '折臂护眼台灯', 'zh-Hant': '折臂護眼檯燈', en: 'Folding desk lamp' },
    line: {
      'zh-Hans': '四档亮度，保修两年',
      'zh-Hant': '四段亮度，保固兩年',
      en: 'Four levels, two years of warranty',
    },
  },
  {
    picture: 'tea',
    yuan: 128,
    name: {
      'zh-Hans': '武夷岩茶 · 水仙',
      'zh-Hant': '武夷岩茶 · 水仙',
      en: 'Wuyi rock tea, Shui Xian',
    },
    line: {
      'zh-Hans': '中火，150 克罐装',
      'zh-Hant': '中火，150 克罐裝',
      en: 'Medium roast, 150 g tin',
    },
  },
  {
    picture: 'board',
    yuan: 79,
    name: { 'zh-Hans': '整竹砧板', 'zh-Hant': '整竹砧板', en: 'Bamboo cutting board' },
    line: {
      'zh-Hans': '带挂耳，不用胶水拼接',
      'zh-Hant': '附掛耳，不用膠水拼接',
      en: 'With a handle, made without glue',
    },
  },
  {
    picture: 'cream',
    yuan: 49,
    name: { 'zh-Hans': '山茶花护手霜', 'zh-Hant': '山茶花護手霜', en: 'Camellia hand cream' },
    line: { 'zh-Hans': '75 毫升，不黏手', 'zh-Hant': '75 毫升，不黏手', en: '75 ml, never sticky' },
  },
]
