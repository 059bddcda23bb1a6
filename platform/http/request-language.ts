import type { Context } from 'hono'
import { isLanguage, type Language, matchLanguage } from '../language.js'

/** The language of a page: `?lang=` first, then the browser's list, then simplified Chinese. */
export function requestLanguage(c: Context): Language {
  const asked = c.req.query('lang')
  if (isLanguage(asked)) return asked
  return matchLanguage(asked) ?? matchLanguage(c.req.header('accept-language')) ?? 'zh-Hans'
}
