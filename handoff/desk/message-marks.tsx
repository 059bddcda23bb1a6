import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { Message } from '../conversation/message.js'
import type { DeskFrame } from './read-desk.js'

/** What became of a message on its way to the customer. */
export type Undelivered = 'failed' | 'given-up'

interface MarksProps {
  readonly frame: DeskFrame
  readonly message: Message
  /** Not given for one that arrived, or is under way. */
  readonly undelivered: Undelivered | undefined
}

/** What happened to a message after it was written, and what came with it. */
export const MessageMarks: FC<MarksProps> = ({ frame, message, undelivered }) => {
  const { words, times } = frame
  const { linkedFiles = [], earlier = [], deletedAt } = message.extras
  return (
    <>
      {undelivered && (
        <p class='small'>
          <a class={undelivered === 'failed' ? 'mark late' : 'mark'} href={linkOf(undelivered)}>
            {words(`message-${undelivered}`)}
          </a>
        </p>
      )}
      {deletedAt !== undefined && (
        <p class='small'>
          <span class='mark' title={times.exact(deletedAt)}>
            {words('message-deleted')}
          </span>
        </p>
      )}
      {earlier.length > 0 && (
        <details class='small'>
          <summary>{words('message-edited')}</summary>
          {earlier.map(({ text, until }) => (
            <p class='plain-text soft' title={times.exact(until)}>
              {text}
            </p>
          ))}
        </details>
      )}
      {linkedFiles.length > 0 && (
        <ul class='plain small' aria-label={words('files')}>
          {linkedFiles.map(({ name, type, size, url }) => (
            <li>
              <a href={url} target='_blank' rel='noopener noreferrer'>
                <Icon name='sticky-note' spaced />
                {name}
              </a>{' '}
              <span class='soft'>
                {[type, size === null ? words('size-unknown') : bytes(frame, size)]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function linkOf(undelivered: Undelivered): string {
  return `/deliveries?view=${undelivered}`
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function bytes({ language }: Pick<DeskFrame, 'language'>, size: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3))
  const options = { style: 'unit', unit: UNITS[power], maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, options).format(size / 1_000 ** power)
}
