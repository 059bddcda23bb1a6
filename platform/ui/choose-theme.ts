import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const COOKIE = 'kefu-theme'
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60

export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value)
}

export function chooseTheme(c: Context): Theme {
  const remembered = getCookie(c, COOKIE)
  return isTheme(remembered) ? remembered : 'system'
}

export function rememberTheme(c: Context, theme: Theme): void {
  setCookie(c, COOKIE, theme, { path: '/', maxAge: YEAR_IN_SECONDS, sameSite: 'Lax' })
}
