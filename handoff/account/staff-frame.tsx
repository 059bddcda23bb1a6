import type { Context } from 'hono'
import type { Language } from '../../platform/language.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { AccountEnv } from './account-env.js'
import { PersonMenu } from './person-menu.js'
import { type Place, staffLinks } from './staff-links.js'

/** The bar on top for the person who is signed in, for pages of other folders. */
export function staffFrame(c: Context<AccountEnv>, language: Language, place: Place): StaffFrame {
  const account = c.get('account')
  return {
    links: staffLinks(account.role, language, place),
    person: <PersonMenu language={language} account={account} />,
  }
}
