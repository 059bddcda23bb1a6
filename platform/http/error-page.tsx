import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Language } from '../language.js'
import { errorWords } from './error-words.js'

export interface ErrorPageProps {
  readonly language: Language
  readonly status: number
  /** The sentence of the fault; `null` when it is not for outside. */
  readonly detail: string | null
  readonly requestId: string
  readonly nonce: string
}

/** Needs no asset and no script, so that it also shows when those are what failed. */
export const ErrorPage: FC<ErrorPageProps> = ({ language, status, detail, requestId, nonce }) => {
  const words = errorWords(language, status)
  return (
    <html lang={language}>
      <head>
        <meta charset='utf-8' />
        <meta name='viewport' content='width=device-width, initial-scale=1' />
        <title>{words.title}</title>
        <style nonce={nonce}>{raw(STYLE)}</style>
      </head>
      <body>
        <main>
          <h1>{words.title}</h1>
          <p>{words.advice}</p>
          {detail !== null && <p class='detail'>{detail}</p>}
          <p>
            <a href='/'>{words.home}</a>
          </p>
          <p class='detail'>
            {words.request} {requestId}
          </p>
        </main>
      </body>
    </html>
  )
}

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif }
main { max-width: 34rem; margin: 16vh auto 0; padding: 0 24px }
a { color: inherit }
h1 { font-size: 1.4rem; margin: 0 0 8px }
.detail { font-size: .875rem; opacity: .75; overflow-wrap: anywhere }
`
