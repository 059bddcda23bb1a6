import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { type Millis, SECOND } from '../clock.js'
import { isSecure } from './origin.js'

/** One cookie that scripts cannot read and nobody can forge. */
export interface SignedCookie {
  /** `undefined` when there is none, or when its signature is not ours. */
  read(c: Context): Promise<string | undefined>
  write(c: Context, value: string): Promise<void>
  clear(c: Context): void
}

export interface SignedCookieOptions {
  readonly name: string
  readonly secret: string
  /** How long the browser keeps it. */
  readonly keep: Millis
  /** Only requests below this path carry it. */
  readonly path?: string
}

export function signedCookie(options: SignedCookieOptions): SignedCookie {
  const { name, secret, keep, path = '/' } = options
  return {
    read: async (c) => (await getSignedCookie(c, secret, name)) || undefined,
    write: (c, value) =>
      setSignedCookie(c, name, value, secret, {
        path,
        httpOnly: true,
        sameSite: 'Lax',
        secure: isSecure(c),
        maxAge: Math.floor(keep / SECOND),
      }),
    clear: (c) => void deleteCookie(c, name, { path }),
  }
}
