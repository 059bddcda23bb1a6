import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { WidgetWords } from './widget-words.js'

export interface ChatPanelProps {
  readonly words: WidgetWords
  /** Read by `chat-panel.js`. */
  readonly config: ChatConfig
  readonly nonce: string
  /** One line that says how data is used (H8.1, H10.1). */
  readonly dataNotice: string
}

export interface ChatConfig {
  readonly language: string
  /** Web Chat's name for the language. */
  readonly locale: string
  readonly domain: string
  readonly tokenPath: string
  /** The most characters of one message. */
  readonly textLength: number
  readonly scripts: { readonly react: string; readonly webChat: string }
  /** Those that the script shows by itself. */
  readonly words: Readonly<Record<string, string>>
}

/** The frame around the chat. Nothing of Web Chat is fetched before it is opened. */
export const ChatPanel: FC<ChatPanelProps> = ({ words, config, nonce, dataNotice }) => (
  <>
    <button id='chat-launcher' class='primary' type='button' aria-controls='chat' hidden>
      <Icon name='message-circle' />
      {words('chat-open')}
    </button>
    <section
      id='chat'
      aria-labelledby='chat-title'
      data-config={JSON.stringify(config)}
      data-nonce={nonce}
      hidden
    >
      <header>
        <h2 id='chat-title'>{words('chat-title')}</h2>
        <button id='chat-person' type='button'>
          <Icon name='user' />
          {words('chat-person')}
        </button>
        <button id='chat-close' class='bare' type='button' aria-label={words('chat-close')}>
          <Icon name='chevron-down' />
        </button>
        <p class='soft small'>{words('chat-subtitle')}</p>
      </header>
      <div class='chat-line'>
        <p id='chat-notice' role='status' hidden />
        <button id='chat-again' type='button' hidden>
          {words('chat-again')}
        </button>
      </div>
      <p id='chat-hello'>{words('chat-hello')}</p>
      <div id='chat-body' />
      <p class='chat-data soft'>{dataNotice}</p>
    </section>
  </>
)
