import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { eventStream, type StreamEvent } from '../../platform/http/sse.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { EmergencyBanner } from './emergency-banner.js'
import type { EmergencyBoard } from './emergency-board.js'
import { BANNER_SCRIPT, BANNER_STYLE } from './emergency-files.js'

export interface BannerDeps {
  readonly board: Pick<EmergencyBoard, 'inForce' | 'onChange'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'after'>
}

const STREAM_PATH = '/chat/emergency'

/** The stream of the banner's words for customers' pages, and the banner itself to put in them. */
export function bannerRoutes({ board, assets, clock }: BannerDeps): {
  readonly routes: Hono<HttpEnv>
  readonly banner: (language: Language) => Child
} {
  const textsIn = (language: Language) => [
    ...new Set(board.inForce().map(({ banner }) => banner[language])),
  ]

  async function* follow(language: Language, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    let wake = () => {}
    let changed = true
    const unlisten = board.onChange(() => {
      changed = true
      wake()
    })
    signal.addEventListener('abort', () => wake(), { once: true })
    try {
      while (!signal.aborted) {
        if (changed) {
          changed = false
          yield { data: JSON.stringify(textsIn(language)) }
          continue
        }
        await new Promise<void>((resolve) => {
          wake = resolve
          if (signal.aborted || changed) resolve()
        })
      }
    } finally {
      unlisten()
    }
  }

  return {
    routes: new Hono<HttpEnv>().get(STREAM_PATH, (c) => {
      const language = chooseLanguage(c, { remember: false })
      return eventStream(c, (signal) => follow(language, signal), clock)
    }),
    banner: (language) => (
      <EmergencyBanner
        language={language}
        texts={textsIn(language)}
        stream={`${STREAM_PATH}?lang=${language}`}
        script={assets.url(BANNER_SCRIPT)}
        style={assets.url(BANNER_STYLE)}
      />
    ),
  }
}
