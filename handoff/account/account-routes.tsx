import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { type Clock, MINUTE, SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { createRateLimit } from '../../platform/http/rate-limit.js'
import { remoteAddress } from '../../platform/http/remote-address.js'
import { isLanguage } from '../../platform/language.js'
import { chooseLanguage, rememberLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme, isTheme, rememberTheme } from '../../platform/ui/choose-theme.js'
import type { FormErrors } from '../../platform/ui/field.js'
import { type ReadField, readForm } from '../../platform/ui/read-form.js'
import { type Account, homeOf, ROLES } from './account.js'
import type { AccountEnv } from './account-env.js'
import { AccountPage } from './account-page.js'
import { accountWords } from './account-words.js'
import { type Accounts, PASSWORD_MIN, type SignIn } from './accounts.js'
import { colleagueRoutes } from './colleague-routes.js'
import type { PresenceService } from './presence.js'
import { SignInPage } from './sign-in-page.js'
import { COOKIE, safeNext, sessionTokenOf, signedIn, writeSessionCookie } from './signed-in.js'

export interface AccountRoutesDeps {
  readonly accounts: Accounts
  readonly presence: Pick<PresenceService, 'set'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Tries to sign in from one address, whatever the names. Checking a password is slow on purpose,
 * and on processors that the chats need too; a whole team behind one proxy stays below this.
 */
const TRIES = { max: 60, per: MINUTE }

/** Signing in and out, one's own account, and letting others in. To be mounted at `/desk`. */
export function accountRoutes(deps: AccountRoutesDeps): Hono<AccountEnv> {
  const { accounts, presence, assets, clock } = deps
  const tries = createRateLimit(TRIES, clock)
  const styles = ['tokens.css', 'base.css', 'staff.css'].map((name) => assets.url(name))
  const app = new Hono<AccountEnv>()
  app.use('/sign-in/*', csrf())
  app.use('/sign-out', csrf())
  app.use('/account/*', csrf())
  app.route('/colleagues', colleagueRoutes({ accounts, assets }))

  async function enter(signIn: Extract<SignIn, { ok: true }>): Promise<void> {
    const { id, role } = signIn.account
    // Who comes to work is there to work. Supervisors are given nothing until they say so.
    if (role !== 'editor') await presence.set(id, role === 'agent' ? 'available' : 'away', '')
  }

  app.get('/sign-in', (c) =>
    c.html(
      <SignInPage
        language={chooseLanguage(c)}
        theme={chooseTheme(c)}
        styles={styles}
        login=''
        next={safeNext(c.req.query('next'))}
        error={undefined}
      />,
    ),
  )

  app.post('/sign-in', async (c) => {
    if (!tries.take(remoteAddress(c))) {
      throw new Fault('too-many', 'Too many tries to sign in from this address. Wait a minute.')
    }
    const form = await readForm(c)
    const login = form('login')
    const next = safeNext(form('next'))
    const signIn = await accounts.signIn(login, form('password'))
    if (signIn.ok) {
      await enter(signIn)
      writeSessionCookie(c, signIn.token)
      return c.redirect(next ?? homeOf(signIn.account.role), 303)
    }
    const language = chooseLanguage(c)
    const words = accountWords(language)
    const error =
      signIn.refusal === 'wait'
        ? words('wait', { seconds: Math.ceil(signIn.wait / SECOND) })
        : words('wrong')
    return c.html(
      <SignInPage
        language={language}
        theme={chooseTheme(c)}
        styles={styles}
        login={login}
        next={next}
        error={error}
      />,
      signIn.refusal === 'wait' ? 429 : 403,
    )
  })

  app.get('/sign-in/:token', async (c) => {
    const signIn = await accounts.signInByLink(c.req.param('token'))
    if (signIn.ok) {
      await enter(signIn)
      writeSessionCookie(c, signIn.token)
      return c.redirect(homeOf(signIn.account.role), 303)
    }
    // A second press on the same link, by someone whom the first has let in.
    const token = sessionTokenOf(c)
    const account = token && (await accounts.accountOf(token))
    if (account) return c.redirect(homeOf(account.role), 303)
    const language = chooseLanguage(c)
    return c.html(
      <SignInPage
        language={language}
        theme={chooseTheme(c)}
        styles={styles}
        login=''
        next={undefined}
        error={accountWords(language)('link-wrong')}
      />,
      403,
    )
  })

  app.post('/sign-out', signedIn(accounts, ROLES), async (c) => {
    const account = c.get('account')
    await presence.set(account.id, 'offline', '')
    await accounts.signOut(c.get('sessionToken'))
    deleteCookie(c, COOKIE, { path: '/' })
    return c.redirect('/desk/sign-in', 303)
  })

  app.get('/account', signedIn(accounts, ROLES), (c) =>
    c.html(
      <AccountPage
        language={chooseLanguage(c)}
        theme={chooseTheme(c)}
        styles={styles}
        account={c.get('account')}
        errors={{}}
        saved={c.req.query('saved') === 'password'}
      />,
    ),
  )

  app.post('/account', signedIn(accounts, ROLES), async (c) => {
    const language = chooseLanguage(c)
    const account = c.get('account')
    const errors = await setPassword(account, c.get('sessionToken'), await readForm(c))
    if (errors === null) return c.redirect('/desk/account?saved=password', 303)
    return c.html(
      <AccountPage
        language={language}
        theme={chooseTheme(c)}
        styles={styles}
        account={account}
        errors={inWords(errors, accountWords(language))}
        saved={false}
      />,
      400,
    )
  })

  app.post('/account/display', signedIn(accounts, ROLES), async (c) => {
    const form = await readForm(c)
    const language = form('language')
    const theme = form('theme')
    if (isLanguage(language)) rememberLanguage(c, language)
    if (isTheme(theme)) rememberTheme(c, theme)
    return c.redirect('/desk/account', 303)
  })

  type Problem = 'too-short' | 'too-long' | 'current-wrong' | 'repeat-wrong'

  async function setPassword(
    account: Account,
    token: string,
    form: ReadField,
  ): Promise<Problem | null> {
    const password = form('password')
    if (password !== form('repeat')) return 'repeat-wrong'
    const outcome = await accounts.setPassword(account, token, form('current'), password)
    return outcome.ok ? null : outcome.refusal
  }

  function inWords(problem: Problem, words: ReturnType<typeof accountWords>): FormErrors {
    const field = { 'current-wrong': 'current', 'repeat-wrong': 'repeat' } as const
    const name =
      problem === 'current-wrong' || problem === 'repeat-wrong' ? field[problem] : 'password'
    return { [name]: words(problem, { count: PASSWORD_MIN }) }
  }

  return app
}
