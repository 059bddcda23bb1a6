import type { FC } from 'hono/jsx'
import type { Instant } from '../../platform/clock.js'
import { Ago } from '../../platform/ui/time.js'
import type { Case } from '../case/case.js'
import type { CaseId, Message } from '../conversation/message.js'
import { shownText } from '../conversation/shown-text.js'
import { SatisfactionLine } from '../satisfaction/satisfaction-mark.js'
import { teamOf } from '../triage/teams.js'
import { ClockMark } from './clock-marks.js'
import type { DeskLine } from './desk-lines.js'
import { hrefOf } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

/** Rows that were drawn, by their lines; a line that changes is another object. */
export type RowCache = WeakMap<DeskLine, Map<string, DrawnRow>>

interface DrawnRow {
  /** What stands in it beside its line. */
  readonly besides: string
  readonly html: string
}

export function createRowCache(): RowCache {
  return new WeakMap()
}

/** One line of a list as HTML. Pages that show the same draw it once. */
export function drawRow(frame: DeskFrame, line: DeskLine): string {
  const { place, rowCache } = frame
  const draw = () => String(<CaseRow frame={frame} line={line} />)
  // Words that are searched for are anyone's own, and would fill the memory.
  if (place.search !== '' || place.caseId === line.case.id) return draw()
  const drawn = rowCache.get(line) ?? new Map<string, DrawnRow>()
  rowCache.set(line, drawn)
  const variant = `${frame.language} ${place.view}`
  const besides = `${timeOf(frame, line)} ${agentOf(frame, line.case) ?? ''}`
  const kept = drawn.get(variant)
  if (kept?.besides === besides) return kept.html
  const html = draw()
  drawn.set(variant, { besides, html })
  return html
}

/** Of its element on the page. */
export function rowId(id: CaseId): string {
  return `row-${id}`
}

/** What the moment at which it is drawn does to a row. */
function timeOf({ times }: DeskFrame, line: DeskLine): string {
  const { clock } = line
  if (!clock) return times.ago(lastSaid(line))
  if (clock.dueAt === null) return ''
  const isWarned = clock.warnAt !== null && clock.warnAt <= times.now
  return `${clock.dueAt <= times.now} ${isWarned} ${times.span(clock.dueAt)}`
}

/** Who has it, where the list says so. */
export function agentOf({ place, nameOf }: DeskFrame, current: Case): string | undefined {
  return place.view === 'all' && current.status === 'assigned' ? nameOf(current.agent) : undefined
}

function lastSaid({ lastMessage, case: { openedAt } }: DeskLine): Instant {
  return lastMessage?.at ?? openedAt
}

const CaseRow: FC<{ frame: DeskFrame; line: DeskLine }> = ({ frame, line }) => {
  const { words, place, times } = frame
  const { case: current, lastMessage, unread, clock } = line
  const agent = agentOf(frame, current)
  const href = hrefOf({ ...place, caseId: current.id })
  const isOpen = current.id === place.caseId
  return (
    <li id={rowId(current.id)}>
      <a
        class='row quiet'
        href={href}
        hx-get={href}
        {...(isOpen ? { 'aria-current': 'true' as const } : {})}
      >
        <span class='subject'>
          {unread && <span class='dot' role='img' aria-label={words('unread')} />}
          {current.subject}
        </span>
        <span class='clock'>
          {clock ? (
            <ClockMark frame={frame} clock={clock} />
          ) : (
            <Ago times={times} at={lastSaid(line)} />
          )}
        </span>
        <span class='last soft'>{lastMessage && lastLine(frame, lastMessage)}</span>
        <span class='marks'>
          {current.urgency === 'urgent' && <span class='mark warn'>{words('urgency-urgent')}</span>}
          {current.team !== frame.teams.teams[0].id && (
            <span class='mark'>{teamOf(frame.teams, current.team).title[frame.language]}</span>
          )}
          {current.status === 'waiting' && current.reach === 'told' && (
            <span class='mark warn'>{words('row-told')}</span>
          )}
          {place.view === 'mine' && wasGiven(current) && <span class='mark'>{words('given')}</span>}
          {current.reopened > 0 && <span class='mark'>{words('came-back')}</span>}
          {agent !== undefined && <span class='mark'>{agent}</span>}
          {place.view === 'solved' && <span class='mark'>{words(`status-${current.status}`)}</span>}
          <span class='soft small'>{words(`channel-${line.channel}`)}</span>
        </span>
        {line.satisfaction && (
          <SatisfactionLine language={frame.language} satisfaction={line.satisfaction} />
        )}
      </a>
    </li>
  )
}

/** Given by the queue or by others, and not answered yet: its agent may not know of it. */
function wasGiven(current: Case): boolean {
  return (
    current.status === 'assigned' && current.because !== 'took' && current.actedAt === current.since
  )
}

const LAST_LINE_LENGTH = 80

/** Who said what last, in one line. */
function lastLine({ words }: DeskFrame, message: Message): string {
  const { speaker } = message
  const who = speaker.role === 'agent' ? speaker.name : words(`speaker-${speaker.role}`)
  const line = [...shownText(message).replace(/\s+/gu, ' ')].slice(0, LAST_LINE_LENGTH).join('')
  return speaker.role === 'customer' ? line : words('said', { who, line })
}
