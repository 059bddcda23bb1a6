import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isLanguage, type Language, matchLanguage } from '../language.js'

const COOKIE = 'kefu-language'
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60

/**
 * The language that this page is shown in: `?lang=` first, then what was remembered, then what the
 * browser asks for, then simplified Chinese.
 *
 * @param options.remember Whether `?lang=` is for the pages after this one as well; it is, unless
 *   this says otherwise.
 */
export function chooseLanguage(
  c: Context,
  options: { readonly remember?: boolean } = {},
): Language {
  const asked = c.req.query('lang')
  if (isLanguage(asked)) {
    if (options.remember !== false) rememberLanguage(c, asked)
    return asked
  }
  const remembered = getCookie(c, COOKIE)
  if (isLanguage(remembered)) return remembered
  return matchLanguage(c.req.header('accept-language')) ?? 'zh-Hans'
}

export function rememberLanguage(c: Context, language: Language): void {
  setCookie(c, COOKIE, language, { path: '/', maxAge: YEAR_IN_SECONDS, sameSite: 'Lax' })
}
