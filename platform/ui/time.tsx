import type { FC } from 'hono/jsx'
import { type Instant, MINUTE, type Millis } from '../clock.js'
import type { Times } from './times.js'

/** How long ago, with the exact time on hover. Kept fresh by `keep-times.js`. */
export const Ago: FC<{ times: Times; at: Instant }> = ({ times, at }) => (
  <time datetime={new Date(at).toISOString()} title={times.exact(at)} data-time='ago'>
    {times.ago(at)}
  </time>
)

export interface DueWords {
  /** Such as `{time} left`. */
  readonly left: string
  /** Such as `{time} late`. */
  readonly late: string
}

const WARN_BEFORE: Millis = 15 * MINUTE

interface DueProps {
  readonly times: Times
  readonly at: Instant
  readonly words: DueWords
  /** What is due, for hovering. */
  readonly name?: string
  /** How long before it warns. */
  readonly warnBefore?: Millis
}

/** How long until something is due, or since it was; red only when it is late. */
export const Due: FC<DueProps> = ({ times, at, words, name, warnBefore = WARN_BEFORE }) => {
  const left = at - times.now
  const state = left <= 0 ? ' late' : left <= warnBefore ? ' warn' : ''
  return (
    <time
      class={`mark${state}`}
      datetime={new Date(at).toISOString()}
      title={name === undefined ? times.exact(at) : `${name} · ${times.exact(at)}`}
      data-time='due'
      data-left={words.left}
      data-late={words.late}
      data-warn={String(warnBefore)}
    >
      {(left <= 0 ? words.late : words.left).replace('{time}', times.span(at))}
    </time>
  )
}
