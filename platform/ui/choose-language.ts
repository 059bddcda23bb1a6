import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isLanguage, type Language, matchLanguage } from '../language.js'

const COOKIE = 'kefu-language'
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60

/**
 * The language that this page is shown in: `?lang=` first, which is remembered, then what was
 * remembered, then what the browser asks for.
 */
export function chooseLanguage(c: Context, fallback: Language = 'zh-Hans'): Language {
  const asked = c.req.query('lang')
  if (isLanguage(asked)) {
    rememberLanguage(c, asked)
    return asked
  }
  const remembered = getCookie(c, COOKIE)
  if (isLanguage(remembered)) return remembered
  return matchLanguage(c.req.header('accept-language')) ?? fallback
}

export function rememberLanguage(c: Context, language: Language): void {
  setCookie(c, COOKIE, language, { path: '/', maxAge: YEAR_IN_SECONDS, sameSite: 'Lax' })
}
