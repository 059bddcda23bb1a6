import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { originOf } from '../../platform/http/origin.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { readForm } from '../../platform/ui/read-form.js'
import type { AccountEnv } from './account-env.js'
import type { Accounts } from './accounts.js'
import { ColleaguesPage, type FreshLink } from './colleagues-page.js'
import { signedIn } from './signed-in.js'

export interface ColleagueRoutesDeps {
  readonly accounts: Pick<Accounts, 'accountOf' | 'all' | 'issueLink'>
  readonly assets: Pick<Assets, 'url'>
}

/** Where a supervisor lets people in. To be mounted at `/desk/colleagues`. */
export function colleagueRoutes({ accounts, assets }: ColleagueRoutesDeps): Hono<AccountEnv> {
  const styles = ['tokens.css', 'base.css', 'staff.css'].map((name) => assets.url(name))
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ['supervisor']))

  async function page(c: Context<AccountEnv>, fresh: FreshLink | undefined) {
    return c.html(
      <ColleaguesPage
        language={chooseLanguage(c)}
        theme={chooseTheme(c)}
        styles={styles}
        account={c.get('account')}
        colleagues={await accounts.all()}
        fresh={fresh}
      />,
    )
  }

  app.get('/', (c) => page(c, undefined))

  app.post('/', async (c) => {
    const id = (await readForm(c))('account')
    const colleague = (await accounts.all()).find((each) => each.id === id)
    if (!colleague) {
      throw new Fault(
        'not-found',
        `There is no account ${JSON.stringify(id)}. Go back to the list.`,
      )
    }
    // Drawn at once and never by a redirect: its address would stand in the history.
    const path = `/desk/sign-in/${await accounts.issueLink(colleague.id)}`
    return page(c, { name: colleague.name, url: new URL(path, originOf(c)).href })
  })

  return app
}
