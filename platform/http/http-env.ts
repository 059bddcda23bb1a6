import type { Logger } from '../log.js'

/** What every handler behind `createHttpApp` finds with `c.get(…)`. */
export interface HttpEnv {
  Variables: {
    requestId: string
    log: Logger
    /** For the `nonce` of style elements. */
    nonce: string
    /** Aborts when the server stops; streams end then. */
    stopping: AbortSignal
    widenedPolicy?: Readonly<Record<string, readonly string[]>>
  }
}
