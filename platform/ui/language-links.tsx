import type { FC } from 'hono/jsx'
import { LANGUAGES, type Language } from '../language.js'
import { uiWords } from './ui-words.js'

/** Each language in its own words, so that those who cannot read the page still find theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

interface LanguageLinksProps {
  readonly language: Language
  /** The address of this page in another language. */
  readonly hrefIn: (language: Language) => string
}

export const LanguageLinks: FC<LanguageLinksProps> = ({ language, hrefIn }) => (
  <nav class='languages' aria-label={uiWords(language)('language')}>
    {LANGUAGES.map((each) => (
      <a
        href={hrefIn(each)}
        lang={each}
        hreflang={each}
        {...(each === language ? { class: 'current', 'aria-current': 'true' } : {})}
      >
        {LANGUAGE_NAMES[each]}
      </a>
    ))}
  </nav>
)
