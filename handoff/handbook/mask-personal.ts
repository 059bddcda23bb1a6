/** What stands in the place of what was masked. */
const MASK = '•••'

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Addresses of mail, and of the web with what stands behind them.
  [/[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu, MASK],
  [/https?:\/\/\S+/gi, MASK],
  // Order, phone, card and identity numbers, also written in groups. Amounts are shorter, or grouped by commas.
  [/(?<![\d.,])[A-Za-z]{0,4}\+?\d(?:[ -]?[\dXx]){5,}(?![\d.,]*\d)/g, MASK],
  // A house in a street: 建设路12号3栋501室, 5 Park Road.
  [
    /[\p{Script=Han}]{1,12}?(?:路|街|道|巷|弄|村|小区|小區|花园|花園|大厦|大廈|公寓)\s?[\d一二三四五六七八九十百-]+\s?[号號弄栋棟幢座单單元层層楼樓室户戶\d一二三四五六七八九十-]*/gu,
    MASK,
  ],
  [
    /\b\d{1,5}\s+(?:[A-Z][\w'.-]*\s+){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr)\b\.?/gi,
    MASK,
  ],
  // What somebody says is their name or account.
  [
    /((?:我叫|我的名字是|姓名|收件人|收货人|收貨人|联系人|聯絡人|微信号?|微信號|账号|帳號)[是为為:：\s]*)[\p{L}\d_-]{2,20}/gu,
    `$1${MASK}`,
  ],
  [
    /((?:my name is|name:|i am called|wechat(?: id)?:?)\s+)[\p{L}'-]+(?:\s+[\p{Lu}][\p{L}'-]+)?/giu,
    `$1${MASK}`,
  ],
]

/**
 * Takes what tells who somebody is out of a customer's words, for people who look at many of them
 * at once (H8.1): numbers of orders, phones and cards, addresses, names that are said to be names.
 * Amounts of money and what it is about stay.
 */
export function maskPersonal(text: string): string {
  return PATTERNS.reduce((masked, [pattern, mask]) => masked.replaceAll(pattern, mask), text)
}
