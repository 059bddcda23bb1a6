import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { THEMES, type Theme } from '../../platform/ui/choose-theme.js'
import { ErrorSummary, type FormErrors, SelectField, TextField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import { uiWords } from '../../platform/ui/ui-words.js'
import type { Account } from './account.js'
import { accountWords } from './account-words.js'
import { PASSWORD_MIN } from './accounts.js'
import { PersonMenu } from './person-menu.js'
import { staffLinks } from './staff-links.js'

interface AccountPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly account: Account
  readonly errors: FormErrors
  readonly saved: boolean
}

export const AccountPage: FC<AccountPageProps> = (props) => {
  const { language, theme, styles, account, errors, saved } = props
  const words = accountWords(language)
  return (
    <Page
      language={language}
      theme={theme}
      styles={styles}
      title={`${words('account')} · Kefu`}
      header={
        <StaffHeader
          language={language}
          links={staffLinks(account.role, language, null)}
          person={<PersonMenu language={language} account={account} />}
        />
      }
    >
      <div class='narrow'>
        <h1>{account.name}</h1>
        <p class='soft'>
          {account.login} · {words(`role-${account.role}`)} ·{' '}
          {account.languages.map((each) => LANGUAGE_NAMES[each]).join(' · ')}
        </p>
        {saved && (
          <p class='notice ok' role='status'>
            {words('password-saved')}
          </p>
        )}
        <ErrorSummary language={language} errors={errors} />
        <PasswordForm language={language} account={account} errors={errors} />
        <DisplayForm language={language} theme={theme} />
        <form method='post' action='/desk/sign-out'>
          <button type='submit'>{words('sign-out')}</button>
        </form>
      </div>
    </Page>
  )
}

const PasswordForm: FC<Pick<AccountPageProps, 'language' | 'account' | 'errors'>> = ({
  language,
  account,
  errors,
}) => {
  const words = accountWords(language)
  return (
    <form class='form' method='post' action='/desk/account'>
      <h2>{words(account.hasPassword ? 'change-password' : 'set-password')}</h2>
      {account.hasPassword ? (
        <TextField
          name='current'
          type='password'
          label={words('current-password')}
          autocomplete='current-password'
          error={errors['current']}
          required
        />
      ) : (
        <p>{words('no-password')}</p>
      )}
      <TextField
        name='password'
        type='password'
        label={words('new-password')}
        hint={words('new-password-hint', { count: PASSWORD_MIN })}
        autocomplete='new-password'
        error={errors['password']}
        required
      />
      <TextField
        name='repeat'
        type='password'
        label={words('repeat-password')}
        autocomplete='new-password'
        error={errors['repeat']}
        required
      />
      <button class='primary' type='submit'>
        {uiWords(language)('save')}
      </button>
    </form>
  )
}

const DisplayForm: FC<Pick<AccountPageProps, 'language' | 'theme'>> = ({ language, theme }) => {
  const ui = uiWords(language)
  return (
    <form class='form' method='post' action='/desk/account/display'>
      <h2>{accountWords(language)('preferences')}</h2>
      <SelectField
        name='language'
        label={ui('language')}
        value={language}
        options={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name='theme'
        label={ui('theme')}
        value={theme}
        options={THEMES.map((value) => ({ value, label: ui(`theme-${value}`) }))}
      />
      <button type='submit'>{ui('save')}</button>
    </form>
  )
}
