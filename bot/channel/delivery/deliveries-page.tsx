import type { FC } from 'hono/jsx'
import type { AgentId } from '../../../handoff/index.js'
import type { Language } from '../../../platform/language.js'
import type { Theme } from '../../../platform/ui/choose-theme.js'
import { Icon } from '../../../platform/ui/icon.js'
import { ListPage } from '../../../platform/ui/list-page.js'
import type { StaffFrame } from '../../../platform/ui/staff-header.js'
import { Ago } from '../../../platform/ui/time.js'
import type { Times } from '../../../platform/ui/times.js'
import { CLOSE_REASONS } from './delivery.js'
import { DELIVERY_VIEWS, type DeliveryView, type ListedDelivery } from './delivery-table.js'
import { type DeliveryWords, deliveryWords } from './delivery-words.js'

export interface DeliveriesPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly frame: StaffFrame
  readonly times: Times
  readonly view: DeliveryView
  readonly rows: readonly ListedDelivery[]
  readonly counts: Readonly<Record<DeliveryView, number>>
  /** Whether the words of messages are shown; else they are read in the case. */
  readonly showsText: boolean
  readonly nameOf: (agent: AgentId) => string
  readonly notice: { readonly state: 'ok' | 'late'; readonly text: string } | undefined
}

/** What did not arrive, why, and what can be done about it. */
export const DeliveriesPage: FC<DeliveriesPageProps> = (props) => {
  const { language, view, rows, counts } = props
  const words = deliveryWords(language)
  return (
    <ListPage
      {...props}
      title={words('deliveries')}
      intro={words('intro')}
      tabs={{
        label: words('which'),
        current: `/deliveries?view=${view}`,
        views: DELIVERY_VIEWS.map((each) => ({
          href: `/deliveries?view=${each}`,
          label: words(each),
          count: counts[each],
        })),
      }}
      empty={rows.length === 0 ? [words(`empty-${view}`), words(`empty-${view}-next`)] : null}
      list={
        <ul class='plain tasks'>
          {rows.map((row) => (
            <Row {...props} row={row} words={words} />
          ))}
        </ul>
      }
    >
      {counts[view] > rows.length && <p class='soft'>{words('more')}</p>}
    </ListPage>
  )
}

type RowProps = DeliveriesPageProps & {
  readonly row: ListedDelivery
  readonly words: DeliveryWords
}

const Row: FC<RowProps> = (props) => {
  const { row, words, times, view } = props
  const { role, agentName, message, caseId } = row
  const who = role === 'agent' ? (agentName ?? '') : words(`from-${role}`)
  return (
    <li class='task' id={message}>
      <p class='task-head'>
        <b>{who}</b>
        <span class='soft small'>
          {words(`channel-${row.channel}`)} · <Ago times={times} at={row.at} />
        </span>
        {caseId !== null && <a href={`/desk/cases/${caseId}`}>{words('open-case')}</a>}
        {row.mayBeTwice && <span class='mark warn'>{words('may-be-twice')}</span>}
      </p>
      <p class='plain-text'>
        {props.showsText ? row.text : <span class='soft'>{words('hidden-text')}</span>}
      </p>
      <p class='soft small'>{whatHappened(props)}</p>
      {view === 'failed' && <Deeds row={row} words={words} />}
    </li>
  )
}

function whatHappened({ row, words, times, view, nameOf }: RowProps): string {
  const { problem, detail, tries, closedBy, closedBecause } = row
  return [
    problem && words(`problem-${problem}`, { detail: detail ?? '' }),
    tries > 0 && words('tried', { count: tries }),
    view === 'waiting' && tries > 0 && words('next-try', { time: times.exact(row.nextTryAt) }),
    closedBy &&
      closedBecause &&
      words('closed-by', { name: nameOf(closedBy), reason: words(`because-${closedBecause}`) }),
  ]
    .filter((part) => part)
    .join(' · ')
}

const Deeds: FC<{ row: ListedDelivery; words: DeliveryWords }> = ({ row, words }) => (
  <div class='task-deeds'>
    {row.problem !== 'erased' && (
      <form method='post' action={`/deliveries/${row.message}/retry`}>
        <button type='submit'>
          <Icon name='refresh-cw' />
          {words('retry')}
        </button>
      </form>
    )}
    <details>
      <summary class='button'>{words('give-up')}</summary>
      <form class='form' method='post' action={`/deliveries/${row.message}/give-up`}>
        <fieldset class='field'>
          <legend>{words('because')}</legend>
          {CLOSE_REASONS.map((reason) => (
            <label class='choice'>
              <input type='radio' name='reason' value={reason} required />
              <span>{words(`because-${reason}`)}</span>
            </label>
          ))}
        </fieldset>
        <button class='primary' type='submit'>
          {words('give-up')}
        </button>
      </form>
    </details>
  </div>
)
