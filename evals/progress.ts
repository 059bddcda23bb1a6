import { clearLine, cursorTo } from 'node:readline'
import type { OnProgress } from './suite.js'

/** Tells someone who waits what is being done, and how far it is. */
export type Progress = (what: string) => OnProgress

/** Where progress is told, such as standard error. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean }

/**
 * Progress on a stream: one line that rewrites itself on a terminal, and a line for each tenth of
 * the way in a log.
 */
export function progressOn(stream: ProgressStream): Progress {
  return (what) => {
    let tenth = -1
    return (done, of) => {
      const reached = of === 0 ? 10 : Math.floor((10 * done) / of)
      if (stream.isTTY) {
        cursorTo(stream, 0)
        clearLine(stream, 0)
        stream.write(`${what} ${done}/${of}${done === of ? '\n' : ''}`)
      } else if (reached > tenth) {
        stream.write(`${what} ${done}/${of}\n`)
      }
      tenth = reached
    }
  }
}
