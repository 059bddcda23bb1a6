import type { HttpEnv } from '../../platform/http/http-env.js'
import type { Account } from './account.js'

/** What handlers behind `signedIn` find with `c.get(…)`, beside what every handler finds. */
export interface AccountEnv {
  Variables: HttpEnv['Variables'] & {
    account: Account
    /** The token of the session that the request came with. */
    sessionToken: string
  }
}
