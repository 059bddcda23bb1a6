import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { ChatPanel, type ChatPanelProps } from './chat-panel.js'

export interface ChatFrameProps extends ChatPanelProps {
  readonly language: Language
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
}

/**
 * The page that stands in the frame on a shop's page: the chat and nothing else. It has no main
 * part and no way to skip to it, since those are the shop's page's.
 */
export const ChatFrame: FC<ChatFrameProps> = ({ language, styles, scripts, ...panel }) => (
  <>
    {raw('<!doctype html>')}
    <html lang={language}>
      <head>
        <meta charset='utf-8' />
        <meta name='viewport' content='width=device-width, initial-scale=1' />
        <meta name='robots' content='noindex' />
        <title>{panel.words('chat-title')}</title>
        {styles.map((href) => (
          <link rel='stylesheet' href={href} />
        ))}
        {scripts.map((src) => (
          <script src={src} defer />
        ))}
      </head>
      <body>
        <ChatPanel {...panel} />
      </body>
    </html>
  </>
)
