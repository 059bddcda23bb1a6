import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { isSecure } from '../../platform/http/origin.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { Role } from './account.js'
import type { AccountEnv } from './account-env.js'
import { accountWords } from './account-words.js'
import { type Accounts, SESSION_LASTS } from './accounts.js'

export const COOKIE = 'kefu-desk'

export function sessionTokenOf(c: Context): string | undefined {
  return getCookie(c, COOKIE)
}

export function writeSessionCookie(c: Context, token: string): void {
  setCookie(c, COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: SESSION_LASTS / SECOND,
  })
}

/**
 * Lets only people with one of these roles pass. Others are sent to sign in and come back
 * afterwards, or are told that they may not.
 *
 * @throws {Fault} `unauthorized` for a request that is not a page, `forbidden` for another role.
 */
export function signedIn(
  accounts: Pick<Accounts, 'accountOf'>,
  roles: readonly Role[],
): MiddlewareHandler<AccountEnv> {
  return async (c, next) => {
    const token = sessionTokenOf(c)
    const account = token ? await accounts.accountOf(token) : undefined
    if (!token || !account) return toSignIn(c)
    if (!roles.includes(account.role)) {
      const words = accountWords(chooseLanguage(c))
      throw new Fault('forbidden', words('forbidden', { role: words(`role-${account.role}`) }))
    }
    c.set('account', account)
    c.set('sessionToken', token)
    await next()
    // What customers wrote stays in no cache, also not in the browser's after signing out (H8.1).
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
    return
  }
}

/** Whether someone of the service team is signed in, whatever their role. */
export async function isSignedIn(
  accounts: Pick<Accounts, 'accountOf'>,
  c: Context,
): Promise<boolean> {
  const token = sessionTokenOf(c)
  return token !== undefined && (await accounts.accountOf(token)) !== undefined
}

function toSignIn(c: Context): Response {
  const { pathname, search } = new URL(c.req.url)
  const isPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html')
  const target = isPage ? pathname + search : '/desk'
  const address = `/desk/sign-in?next=${encodeURIComponent(target)}`
  if (c.req.header('hx-request')) {
    // A script's request cannot be redirected by status: it would get the sign-in page as content.
    return c.body(null, 401, { 'HX-Redirect': address })
  }
  if (!isPage) throw new Fault('unauthorized', 'Nobody is signed in. Sign in at /desk/sign-in.')
  return c.redirect(address, 303)
}

const OURS = 'http://kefu.invalid'

/** The path to go to after signing in, when it is one of ours. */
export function safeNext(next: string | undefined): string | undefined {
  if (!next?.startsWith('/') || !URL.canParse(next, OURS)) return undefined
  // Browsers read `//host` and `/\host` as another site, and so does this.
  const url = new URL(next, OURS)
  // `/.//host` is a path here, but what is left of it is not.
  if (url.origin !== OURS || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search
}
