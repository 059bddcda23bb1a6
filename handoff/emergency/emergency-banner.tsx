import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { emergencyWords } from './emergency-words.js'

export interface BannerProps {
  readonly language: Language
  /** One sentence for each emergency in force; empty while there is none. */
  readonly texts: readonly string[]
  /** Address of the stream with the sentences as they change. */
  readonly stream: string
  readonly script: string
  readonly style: string
}

/**
 * What every customer sees while an emergency is in force. Brings its own script and style, so that
 * a page needs to know nothing of it but its place; a page without script shows what held when it
 * was drawn.
 */
export const EmergencyBanner: FC<BannerProps> = ({ language, texts, stream, script, style }) => (
  <>
    <link rel='stylesheet' href={style} />
    <section
      id='emergency-banner'
      class='emergency-banner'
      aria-label={emergencyWords(language)('banner')}
      data-stream={stream}
      hidden={texts.length === 0}
    >
      <div role='status'>
        {texts.map((text) => (
          <p>{text}</p>
        ))}
      </div>
    </section>
    <script src={script} defer />
  </>
)
