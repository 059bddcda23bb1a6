import { fileURLToPath } from 'node:url'
import { type EmbedderChoice, readEmbedderChoice } from '../knowledge/index.js'
import { MINUTE, type Millis } from '../platform/clock.js'
import { choiceFrom, type Environment, textFrom, wholeNumberFrom } from '../platform/env.js'
import type { LogLevel } from '../platform/log.js'

/** The whole configuration, read once at the start. Figures of the service stand in `content/`. */
export interface Config {
  readonly http: {
    /** 0 lets the machine choose a free one. */
    readonly port: number
    /** Address to listen on; only this machine by default. */
    readonly host: string
  }
  /** The one folder that Kefu writes to. */
  readonly dataFolder: string
  readonly contentFolder: string
  /** Which model makes the vectors. */
  readonly embedder: EmbedderChoice
  readonly logLevel: LogLevel
  readonly bot: {
    /** How long a customer must be quiet before the bot answers. */
    readonly quiet: Millis
  }
}

/** Long enough for "hello", "one question" and the question itself to be one. */
const QUIET: Millis = 700

const CONTENT = fileURLToPath(new URL('../content', import.meta.url))

/** @throws {Fault} `misconfigured` with the variable, its value and what to set instead. */
export function readConfig(env: Environment): Config {
  return {
    http: {
      port: wholeNumberFrom(env, 'KEFU_PORT', 3000, { min: 0, max: 65_535 }),
      host: textFrom(env, 'KEFU_HOST', '127.0.0.1'),
    },
    dataFolder: textFrom(env, 'KEFU_DATA', '.kefu'),
    contentFolder: textFrom(env, 'KEFU_CONTENT', CONTENT),
    embedder: readEmbedderChoice(env),
    logLevel: choiceFrom(env, 'KEFU_LOG', ['debug', 'info', 'warn', 'error', 'silent'], 'warn'),
    bot: {
      quiet: wholeNumberFrom(env, 'KEFU_QUIET_MS', QUIET, { min: 0, max: MINUTE }),
    },
  }
}
