import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../language.js'
import type { Theme } from './choose-theme.js'
import { uiWords } from './ui-words.js'

export interface PageProps {
  readonly language: Language
  readonly title: string
  /** Addresses of style sheets, tokens and base before the page's own. */
  readonly styles: readonly string[]
  /** Addresses of scripts, run in this order once the page is read. */
  readonly scripts?: readonly string[]
  readonly theme?: Theme
  /** `dense` for people who work in it all day: 14 px. */
  readonly density?: 'dense' | 'roomy'
  /** What stands above the main part, such as a `<header>`. */
  readonly header?: Child
  /** Elements for the head, such as `<meta>`. */
  readonly head?: Child
  /** `fixed`: the page fills the window and its panes scroll, instead of the page. */
  readonly frame?: 'flowing' | 'fixed'
}

/** A speech bubble, inside the address, so that no browser asks for a file that is not there. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#1559bd"><path d="M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"/></svg>',
)}`

/** A whole page. Holds no inline script or style, so that the strictest policy lets it pass. */
export const Page: FC<PropsWithChildren<PageProps>> = (props) => {
  const { language, title, styles, scripts = [], theme = 'system', density = 'roomy' } = props
  const words = uiWords(language)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language} {...(theme === 'system' ? {} : { 'data-theme': theme })}>
        <head>
          <meta charset='utf-8' />
          <meta name='viewport' content='width=device-width, initial-scale=1' />
          <title>{title}</title>
          <link rel='icon' href={ICON} />
          {props.head}
          {styles.map((href) => (
            <link rel='stylesheet' href={href} />
          ))}
          {scripts.map((src) => (
            <script src={src} defer />
          ))}
        </head>
        <body class={`${density} ${props.frame ?? 'flowing'}`}>
          <a class='skip' href='#main'>
            {words('skip')}
          </a>
          {props.header}
          <main id='main' tabindex={-1}>
            {props.children}
          </main>
        </body>
      </html>
    </>
  )
}
