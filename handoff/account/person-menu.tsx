import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Icon } from '../../platform/ui/icon.js'
import type { Account } from './account.js'
import { accountWords } from './account-words.js'

interface PersonMenuProps {
  readonly language: Language
  readonly account: Account
}

/** Who is signed in, with the way to the account and out. Opens without script. */
export const PersonMenu: FC<PropsWithChildren<PersonMenuProps>> = ({
  language,
  account,
  children,
}) => {
  const words = accountWords(language)
  return (
    <details class='menu' id='person'>
      <summary>
        <Icon name='user' />
        {account.name}
        <Icon name='chevron-down' />
      </summary>
      <div class='sheet items'>
        <p class='soft'>{words(`role-${account.role}`)}</p>
        {children}
        <a class='button bare' href='/desk/account'>
          <Icon name='user' />
          {words('account')}
        </a>
        {account.role === 'supervisor' && (
          <a class='button bare' href='/desk/colleagues'>
            <Icon name='users' />
            {words('colleagues')}
          </a>
        )}
        <form method='post' action='/desk/sign-out'>
          <button class='bare' type='submit'>
            <Icon name='log-out' />
            {words('sign-out')}
          </button>
        </form>
      </div>
    </details>
  )
}
