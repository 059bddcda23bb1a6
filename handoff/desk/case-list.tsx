import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { drawRow } from './case-row.js'
import { hrefOf, VIEWS } from './desk-place.js'
import type { ChosenLines, DeskFrame } from './read-desk.js'

interface CaseListProps {
  readonly frame: DeskFrame
  readonly lists: ChosenLines
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
    <>
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
      {frame.account.role === 'supervisor' && lists.told > 0 && (
        <a class='told' href='/desk/people'>
          <Icon name='triangle-alert' />
          {words('told-count', { count: lists.told })}
        </a>
      )}
    </>
  )
}

/** The title of the window: how many wait comes first, where a narrow tab still shows it. */
export function titleOf({ words }: DeskFrame, { counts }: ChosenLines): string {
  const title = `${words('desk')} · Kefu`
  return counts.queue === 0 ? title : `(${counts.queue}) ${title}`
}

export const CaseRows: FC<CaseListProps> = ({ frame, lists }) => {
  const { words, place } = frame
  if (lists.rows.length > 0) {
    return <ul class='plain'>{raw(lists.rows.map((line) => drawRow(frame, line)).join(''))}</ul>
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
