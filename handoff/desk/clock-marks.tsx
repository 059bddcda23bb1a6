import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { Ago, Due } from '../../platform/ui/time.js'
import type { OpenClock } from '../clock/clock-board.js'
import type { DeskFrame } from './read-desk.js'

interface ClockMarkProps {
  readonly frame: DeskFrame
  readonly clock: OpenClock
}

/** How long is left, or that and why it stands. */
export const ClockMark: FC<ClockMarkProps> = ({ frame, clock }) => {
  const { words, times } = frame
  const { dueAt, warnAt, paused, state } = clock
  if (state === 'paused' && paused) {
    return (
      <span class='mark' title={words(`clock-paused-${paused.reason}`)}>
        <Icon name='pause' spaced />
        {words('clock-paused')}
      </span>
    )
  }
  if (dueAt === null) return null
  return (
    <Due
      times={times}
      at={dueAt}
      words={{ left: words('due-left'), late: words('due-late') }}
      name={words(`clock-${clock.clock}`)}
      warnBefore={warnAt === null ? 0 : dueAt - warnAt}
    />
  )
}

/** All clocks of a case that are not done, with their names; one that stands says why. */
export const ClockLine: FC<{ frame: DeskFrame; clocks: readonly OpenClock[] }> = (props) => {
  const { frame, clocks } = props
  const { words, times } = frame
  if (clocks.length === 0) return null
  return (
    <ul class='clocks plain small' aria-label={words('clocks')}>
      {clocks.map((clock) => (
        <li>
          <span class='soft'>{words(`clock-${clock.clock}`)}</span>{' '}
          <ClockMark frame={frame} clock={clock} />
          {clock.state === 'paused' && clock.paused && (
            <span class='soft'>
              {' '}
              {words(`clock-paused-${clock.paused.reason}`)} ·{' '}
              <Ago times={times} at={clock.paused.from} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
