import { pino } from 'pino'

/** Facts in fields, a short fixed sentence as the message. Never what a customer wrote (H8.1). */
export type Logger = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (
    facts: Record<string, unknown>,
    message: string,
  ) => void
} & { child(facts: Record<string, unknown>): Logger }

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** A second net: fields by these names are dropped, whoever put them there. */
const PRIVATE = ['text', 'name', 'email', 'phone', 'address', 'password', 'token', 'key', 'secret']

/** Writes one line of JSON per event to standard error, so that standard output stays for people. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { level, redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`]), remove: true } },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** A logger that says nothing. */
export const silentLog: Logger = createLog('silent')
