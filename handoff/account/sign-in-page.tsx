import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { ErrorSummary, TextField } from '../../platform/ui/field.js'
import { LanguageLinks } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { accountWords } from './account-words.js'

interface SignInPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly login: string
  /** Where to go afterwards. */
  readonly next: string | undefined
  readonly error: string | undefined
}

export const SignInPage: FC<SignInPageProps> = (props) => {
  const { language, theme, styles, login, next, error } = props
  const words = accountWords(language)
  return (
    <Page language={language} theme={theme} styles={styles} title={`${words('sign-in')} · Kefu`}>
      <div class='narrow'>
        <h1>{words('sign-in-title')}</h1>
        <ErrorSummary language={language} errors={error ? { login: error } : {}} />
        <form class='form' method='post' action='/desk/sign-in'>
          {next && <input type='hidden' name='next' value={next} />}
          <TextField
            name='login'
            label={words('login')}
            value={login}
            autocomplete='username'
            required
          />
          <TextField
            name='password'
            type='password'
            label={words('password')}
            autocomplete='current-password'
            required
          />
          <button class='primary' type='submit'>
            {words('sign-in')}
          </button>
        </form>
        <LanguageLinks
          language={language}
          hrefIn={(each) =>
            `/desk/sign-in?lang=${each}${next ? `&next=${encodeURIComponent(next)}` : ''}`
          }
        />
      </div>
    </Page>
  )
}
