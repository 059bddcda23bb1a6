import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Icon } from '../../platform/ui/icon.js'
import { LanguageLinks } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { siteWords } from './site-words.js'

export interface HelpFrameProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  /** The address of this page in another language. */
  readonly hrefIn: (language: Language) => string
  /** What every customer must know now, above all else. */
  readonly banner?: Child
}

/** What stands around every help page. */
export const HelpFrame: FC<PropsWithChildren<HelpFrameProps & { readonly title: string }>> = (
  props,
) => {
  const { language, theme, styles, hrefIn, title } = props
  const words = siteWords(language)
  return (
    <Page
      language={language}
      title={title}
      theme={theme}
      styles={styles}
      header={
        <header class='help-top'>
          <a class='brand' href={`/help?lang=${language}`}>
            <Icon name='book-open' />
            {words('help')}
          </a>
          <a class='place' href={`/?lang=${language}`}>
            {words('shop')}
          </a>
          <LanguageLinks language={language} hrefIn={hrefIn} />
        </header>
      }
    >
      {props.banner}
      <div class='help'>
        {props.children}
        <p class='notice to-chat'>
          {words('chat-lead')}{' '}
          <a class='button primary' href={`/?lang=${language}#chat`}>
            <Icon name='message-circle' />
            {words('chat')}
          </a>
        </p>
      </div>
    </Page>
  )
}

export const SearchForm: FC<{ language: Language; question: string }> = ({
  language,
  question,
}) => {
  const words = siteWords(language)
  return (
    <search>
      <form class='help-search' action='/help' method='get'>
        <input type='hidden' name='lang' value={language} />
        <label class='only-read-aloud' for='q'>
          {words('search-label')}
        </label>
        <input
          id='q'
          name='q'
          type='search'
          value={question}
          maxlength={200}
          placeholder={words('search')}
        />
        <button class={question === '' ? 'primary' : ''} type='submit'>
          <Icon name='search' />
          {words('search-go')}
        </button>
      </form>
    </search>
  )
}
