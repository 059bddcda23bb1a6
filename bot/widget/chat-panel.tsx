import type { Child, FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { WidgetWord, WidgetWords } from './widget-words.js'

export interface ChatPanelProps {
  readonly words: WidgetWords
  /** Read by `chat-panel.js`. */
  readonly config: ChatConfig
  readonly nonce: string
  /** One line that says how data is used (H8.1, H10.1). */
  readonly dataNotice: string
  /** What every customer must know now. */
  readonly banner?: Child
}

export interface ChatConfig {
  readonly language: string
  /** Web Chat's name for the language. */
  readonly locale: string
  readonly domain: string
  readonly tokenPath: string
  /** Of the page around the chat; nobody else is listened to, or told anything. */
  readonly origin: string
  /** The most characters of one message. */
  readonly textLength: number
  readonly files: ChatFiles
  readonly scripts: { readonly react: string; readonly webChat: string }
  /** Those that the script shows by itself. */
  readonly words: Readonly<Record<string, string>>
}

/** What may be sent beside words; looked at before it is sent, and on the server again. */
export interface ChatFiles {
  /** For the window in which files are chosen. */
  readonly accept: string
  readonly count: number
  /** In bytes; `most` of a picture or document, `mostOfVideo` of a video, `total` of all. */
  readonly most: number
  readonly mostOfVideo: number
  readonly total: number
  /** Sentences for what is more than that. */
  readonly tooMany: string
  readonly tooLarge: string
  readonly videoTooLarge: string
  readonly allTooLarge: string
}

/** Questions to begin with, each the title of an article. */
export const STARTS = [
  'chat-start-refund',
  'chat-start-delivery',
  'chat-start-return',
  'chat-start-invoice',
] as const satisfies readonly WidgetWord[]

/** The frame around the chat. Nothing of Web Chat is fetched before it is opened. */
export const ChatPanel: FC<ChatPanelProps> = (props) => {
  const { words, config, nonce, dataNotice, banner } = props
  return (
    <section
      id='chat'
      aria-labelledby='chat-title'
      data-config={JSON.stringify(config)}
      data-nonce={nonce}
    >
      <header>
        <h1 id='chat-title'>{words('chat-title')}</h1>
        <button id='chat-person' type='button' data-post={words('chat-person-words')}>
          <Icon name='user' />
          {words('chat-person')}
        </button>
        <button id='chat-back' type='button' hidden>
          <Icon name='bot' />
          {words('chat-back')}
        </button>
        <button id='chat-close' class='bare' type='button' aria-label={words('chat-close')}>
          <Icon name='chevron-down' />
        </button>
        <p class='soft small'>{words('chat-subtitle')}</p>
      </header>
      {banner}
      <div class='chat-line'>
        <p id='chat-notice' role='status' hidden />
        <button id='chat-again' type='button' hidden>
          {words('chat-again')}
        </button>
      </div>
      <div id='chat-hello'>
        <p id='chat-greeting'>{words('chat-hello')}</p>
        <ul class='plain'>
          {STARTS.map((start) => (
            <li>
              <button type='button' data-post={words(start)}>
                {words(start)}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div id='chat-body' />
      <ul id='chat-staged' class='plain' aria-label={words('chat-staged')} hidden />
      <p class='chat-data soft'>{dataNotice}</p>
    </section>
  )
}
