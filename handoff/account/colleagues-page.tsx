import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import type { Account } from './account.js'
import { accountWords } from './account-words.js'
import { PersonMenu } from './person-menu.js'
import { staffLinks } from './staff-links.js'

/** A sign-in link that was made just now, whole, to be copied. */
export interface FreshLink {
  readonly name: string
  readonly url: string
}

interface ColleaguesPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly account: Account
  readonly colleagues: readonly Account[]
  readonly fresh: FreshLink | undefined
}

/** Everyone who can sign in, and a way in for those who have no password or forgot it. */
export const ColleaguesPage: FC<ColleaguesPageProps> = (props) => {
  const { language, account, colleagues, fresh } = props
  const words = accountWords(language)
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('colleagues')} · Kefu`}
      header={
        <StaffHeader
          language={language}
          links={staffLinks(account.role, language, null)}
          person={<PersonMenu language={language} account={account} />}
        />
      }
    >
      <div class='narrow wide'>
        <h1>{words('colleagues')}</h1>
        <p class='soft'>{words('link-hint')}</p>
        {fresh && <Fresh language={language} fresh={fresh} />}
        <div class='table-scroll'>
          <table class='data stacks'>
            <thead>
              <tr>
                <th scope='col'>{words('name')}</th>
                <th scope='col'>{words('role')}</th>
                <th scope='col'>{words('languages')}</th>
                <th scope='col'>{words('sign-in-link')}</th>
              </tr>
            </thead>
            <tbody>
              {colleagues.map((colleague) => (
                <Row language={language} colleague={colleague} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Page>
  )
}

const Fresh: FC<{ language: Language; fresh: FreshLink }> = ({ language, fresh }) => {
  const words = accountWords(language)
  return (
    <div class='notice ok field' role='status'>
      <label for='fresh-link'>{words('link-made', { name: fresh.name })}</label>
      <input id='fresh-link' value={fresh.url} readonly />
    </div>
  )
}

const Row: FC<{ language: Language; colleague: Account }> = ({ language, colleague }) => {
  const words = accountWords(language)
  return (
    <tr>
      <th scope='row' class='line'>
        {colleague.name}
        <br />
        <span class='soft small'>{colleague.login}</span>
      </th>
      <td>{words(`role-${colleague.role}`)}</td>
      <td data-label={words('languages')}>
        {colleague.languages.map((each) => LANGUAGE_NAMES[each]).join(' · ')}
      </td>
      <td>
        <form method='post' action='/desk/colleagues'>
          <input type='hidden' name='account' value={colleague.id} />
          <button type='submit' aria-label={words('make-link-for', { name: colleague.name })}>
            {words('make-link')}
          </button>
        </form>
      </td>
    </tr>
  )
}
