import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { ClockMark } from './clock-marks.js'
import { hrefOf } from './desk-place.js'
import type { ChosenLines, DeskFrame, DeskNotices } from './read-desk.js'

const SHOWN = 3

interface DeskAlarmsProps {
  readonly frame: DeskFrame
  readonly lists: Pick<ChosenLines, 'counts'> & DeskNotices
}

/** What this person has to know now; it stands as long as it is so, and goes by itself. */
export const DeskAlarms: FC<DeskAlarmsProps> = ({ frame, lists }) => {
  const { words, place } = frame
  const { alarms, counts, waitingAbove, yearWithoutNotice, unseenResults } = lists
  const isSupervisor = frame.account.role === 'supervisor'
  const tooMany = isSupervisor && counts.queue > waitingAbove
  const hasCalendar = isSupervisor && yearWithoutNotice !== null
  if (!tooMany && alarms.length === 0 && !hasCalendar && unseenResults === 0) return null
  return (
    <section class='alarms' aria-label={words('alarms')}>
      {tooMany && (
        <p class='late'>
          <Icon name='triangle-alert' spaced />
          <a href={hrefOf({ ...place, view: 'queue', search: '', caseId: null })}>
            {words('alarm-waiting', { count: counts.queue, limit: waitingAbove })}
          </a>
        </p>
      )}
      {alarms.slice(0, SHOWN).map(({ caseId, subject, clock }) => (
        <p>
          <Icon name='clock' spaced />
          <span>{words(`clock-${clock.clock}`)}</span> <ClockMark frame={frame} clock={clock} />{' '}
          <a href={hrefOf({ ...place, caseId })}>{subject}</a>
        </p>
      ))}
      {alarms.length > SHOWN && (
        <p class='soft'>{words('alarms-more', { count: alarms.length - SHOWN })}</p>
      )}
      {unseenResults > 0 && (
        <p>
          <Icon name='check' spaced />
          <a href='/quality'>{words('alarm-results', { count: unseenResults })}</a>
        </p>
      )}
      {hasCalendar && (
        <p class='soft'>
          <Icon name='info' spaced />
          {words('alarm-calendar', { year: String(yearWithoutNotice) })}
        </p>
      )}
    </section>
  )
}
