import type { FC } from 'hono/jsx'
import { Ago } from '../../platform/ui/time.js'
import type { CaseLine } from '../case/case-file.js'
import type { Message } from '../conversation/message.js'
import { ClockMark } from './clock-marks.js'
import { hrefOf, VIEWS } from './desk-place.js'
import type { DeskFrame, DeskLists } from './read-desk.js'

interface CaseListProps {
  readonly frame: DeskFrame
  readonly lists: DeskLists
}

/** The pane on the left: which list, and its cases. Rows and tabs are swapped while it is open. */
export const ListPane: FC<CaseListProps> = ({ frame, lists }) => (
  <section
    id='list-pane'
    class='list-pane'
    aria-label={frame.words('cases')}
    hx-target:inherited='#case-pane'
    hx-select:inherited='#case-pane'
    hx-swap:inherited='outerHTML'
    hx-select-oob:inherited='#list-pane:innerMorph,#side-pane:outerHTML,#stream:outerHTML'
    hx-push-url:inherited='true'
  >
    <div id='views'>
      <Views frame={frame} lists={lists} />
    </div>
    <button
      id='fresh-rows'
      type='button'
      class='bare'
      hidden
      data-words={`${frame.words('fresh-one')}|${frame.words('fresh-many')}`}
    />
    <div id='case-rows' class='rows'>
      <CaseRows frame={frame} lists={lists} />
    </div>
  </section>
)

/** The tabs, with how many cases each holds. */
export const Views: FC<CaseListProps> = ({ frame, lists }) => {
  const { words, place } = frame
  return (
    <nav
      class='views'
      aria-label={words('lists')}
      data-title={titleOf(frame, lists)}
      data-queue={String(lists.counts.queue)}
    >
      {VIEWS.map((view) => {
        const href = hrefOf({ ...place, view })
        return (
          <a
            href={href}
            hx-get={href}
            {...(view === place.view ? { 'aria-current': 'page' as const } : {})}
          >
            {words(`view-${view}`)}
            {view !== 'solved' && <span class='count'>{lists.counts[view]}</span>}
          </a>
        )
      })}
    </nav>
  )
}

/** The title of the window: how many wait comes first, where a narrow tab still shows it. */
export function titleOf({ words }: DeskFrame, { counts }: DeskLists): string {
  const title = `${words('desk')} · Kefu`
  return counts.queue === 0 ? title : `(${counts.queue}) ${title}`
}

export const CaseRows: FC<CaseListProps> = ({ frame, lists }) => {
  const { words, place } = frame
  if (lists.rows.length > 0) {
    return (
      <ul class='plain'>
        {lists.rows.map((line) => (
          <CaseRow frame={frame} line={line} />
        ))}
      </ul>
    )
  }
  if (place.search !== '') {
    return (
      <div class='empty'>
        <p>{words('empty-search', { search: place.search })}</p>
        <p>
          <a href={hrefOf({ ...place, search: '' })}>{words('search-clear')}</a>
        </p>
      </div>
    )
  }
  return (
    <div class='empty'>
      <p>{words(`empty-${place.view}`)}</p>
      <p class='soft'>{words(`empty-${place.view}-next`)}</p>
    </div>
  )
}

const CaseRow: FC<{ frame: DeskFrame; line: CaseLine }> = ({ frame, line }) => {
  const { words, place, times } = frame
  const { case: current, lastMessage, unread } = line
  const href = hrefOf({ ...place, caseId: current.id })
  const isOpen = current.id === place.caseId
  const [clock] = frame.clocksOf(current.id)
  return (
    <li id={`row-${current.id}`}>
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
            <Ago times={times} at={lastMessage?.at ?? current.openedAt} />
          )}
        </span>
        <span class='last soft'>{lastMessage && lastLine(frame, lastMessage)}</span>
        <span class='marks'>
          {current.urgency === 'urgent' && <span class='mark warn'>{words('urgency-urgent')}</span>}
          {current.reopened > 0 && <span class='mark'>{words('came-back')}</span>}
          {place.view === 'all' && current.status === 'assigned' && (
            <span class='mark'>{frame.nameOf(current.agent)}</span>
          )}
          {place.view === 'solved' && <span class='mark'>{words(`status-${current.status}`)}</span>}
          <span class='soft small'>{words(`channel-${line.channel}`)}</span>
        </span>
      </a>
    </li>
  )
}

const LAST_LINE_LENGTH = 80

/** Who said what last, in one line. */
function lastLine({ words }: DeskFrame, { speaker, text }: Message): string {
  const who = speaker.role === 'agent' ? speaker.name : words(`speaker-${speaker.role}`)
  const line = [...text.replace(/\s+/gu, ' ')].slice(0, LAST_LINE_LENGTH).join('')
  return speaker.role === 'customer' ? line : words('said', { who, line })
}
