import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { Fault } from '../../platform/fault.js'
import type { SignedCookie } from '../../platform/http/cookies.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import type { Language } from '../../platform/language.js'
import type { SampleCustomer } from '../skill/sample-shop/sample-orders.js'
import type { Identities } from './identity.js'
import type { WidgetWords } from './widget-words.js'

export interface SampleSignInDeps {
  readonly identities: Pick<Identities, 'sign'>
  readonly customers: readonly SampleCustomer[]
  /** Who is signed in, by the shop's id. A real shop has its own way. */
  readonly cookie: SignedCookie
}

export const SAMPLE_SIGN_IN_PATH = '/sample-shop/sign-in'
export const SAMPLE_IDENTITY_PATH = '/sample-shop/identity'

/**
 * What a shop does for the chat, done by the sample shop: it knows who is signed in, and vouches
 * for them with a short-lived token. Anyone may be anyone here, since the orders are invented.
 */
export function sampleSignInRoutes(deps: SampleSignInDeps): Hono<HttpEnv> {
  const { identities, customers, cookie } = deps
  return new Hono<HttpEnv>()
    .post(SAMPLE_SIGN_IN_PATH, async (c) => {
      if (c.req.header('sec-fetch-site') === 'cross-site') {
        throw new Fault('bad-input', 'Sign in on the sample shop’s own page.')
      }
      const form = await c.req.parseBody()
      const customer = customers.find(({ id }) => id === form['customer'])
      if (customer) await cookie.write(c, customer.id)
      else cookie.clear(c)
      return c.redirect(`/?lang=${encodeURIComponent(String(form['lang'] ?? ''))}`, 303)
    })
    .get(SAMPLE_IDENTITY_PATH, async (c) => {
      const id = await cookie.read(c)
      const customer = customers.find((each) => each.id === id)
      c.header('Cache-Control', 'no-store')
      if (!customer) return c.json({ token: null })
      const { id: shopId, name, email } = customer
      return c.json({ token: await identities.sign({ shopId, name, email }) })
    })
}

export interface SampleSignInProps {
  readonly language: Language
  readonly words: WidgetWords
  readonly customers: readonly Pick<SampleCustomer, 'id' | 'name'>[]
  readonly signedIn: Pick<SampleCustomer, 'id' | 'name'> | undefined
}

/** In the bar of the sample shop: who is signed in, or a button for each who could be. */
export const SampleSignIn: FC<SampleSignInProps> = ({ language, words, customers, signedIn }) => (
  <form id='shop-account' method='post' action={SAMPLE_SIGN_IN_PATH}>
    <input type='hidden' name='lang' value={language} />
    {signedIn ? (
      <>
        <span>{words('account-is', { name: signedIn.name })}</span>
        <button type='submit' class='small' name='customer' value=''>
          {words('account-leave')}
        </button>
      </>
    ) : (
      <>
        <span class='soft small'>{words('account-enter')}</span>
        {customers.map(({ id, name }) => (
          <button type='submit' class='small' name='customer' value={id}>
            {name}
          </button>
        ))}
      </>
    )}
  </form>
)
