import type { FC } from 'hono/jsx'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'
import { SatisfactionLine } from '../satisfaction/satisfaction-mark.js'
import type { VisitFilter } from './board.js'
import type { CountedVisit } from './board-figures.js'
import type { BoardFrame } from './board-page.js'
import { type BoardWords, boardWords } from './board-words.js'

interface VisitsPageProps extends BoardFrame {
  readonly times: Times
  readonly filter: VisitFilter
  readonly visits: readonly CountedVisit[]
  /** How many there are, of which the newest are shown. */
  readonly count: number
}

/** The conversations behind a number of the board. */
export const VisitsPage: FC<VisitsPageProps> = (props) => {
  const { language, filter, visits, count } = props
  const words = boardWords(language)
  const title = titleOf(filter, words)
  return (
    <Page
      language={language}
      title={`${title} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='sheet-page board'>
        <p>
          <a href={`/board?days=${filter.span}`}>{words('back')}</a>
        </p>
        <h1>{title}</h1>
        <p class='soft'>{words('count', { count })}</p>
        {visits.length === 0 ? (
          <p class='empty'>{words('visits-none')}</p>
        ) : (
          <Lines {...props} words={words} />
        )}
        {count > visits.length && (
          <p class='soft'>{words('shown', { shown: visits.length, count })}</p>
        )}
      </div>
    </Page>
  )
}

/** What is shown, in the words of the board. */
function titleOf({ span, selection, topic, day }: VisitFilter, words: BoardWords): string {
  return [
    words(`select-${selection}`),
    ...(topic === null ? [] : [words(`topic-${topic}`)]),
    day ?? words('last-days', { count: span }),
  ].join(' · ')
}

const Lines: FC<VisitsPageProps & { words: BoardWords }> = ({ visits, words, times, language }) => (
  <section class='table-scroll' tabindex={0} aria-label={words('visits')}>
    <table class='data stacks'>
      <thead>
        <tr>
          <th scope='col'>{words('asked')}</th>
          <th scope='col'>{words('predicted')}</th>
          <th scope='col'>{words('outcome')}</th>
          <th scope='col'>{words('topic')}</th>
          <th scope='col'>{words('closed')}</th>
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr>
            <td class='line'>
              <a class='plain-text' href={hrefOf(visit)}>
                {shorten(visit.firstWords) || words('no-words')}
              </a>
            </td>
            <td>
              {visit.satisfaction ? (
                <SatisfactionLine language={language} satisfaction={visit.satisfaction} />
              ) : (
                <span class='soft'>{words('class-unread')}</span>
              )}
            </td>
            <td data-label={words('outcome')}>
              {visit.outcome === null ? '' : words(`outcome-${visit.outcome}`)}
            </td>
            <td data-label={words('topic')}>{words(`topic-${visit.topic ?? 'none'}`)}</td>
            <td data-label={words('closed')} title={times.exact(visit.closedAt)}>
              {times.ago(visit.closedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** Its case where it has one, else the visit in the customer's file. */
function hrefOf({ caseId, customer, session }: CountedVisit): string {
  return caseId === null
    ? `/customers/${customer}/visits/${session}`
    : `/desk/cases/${caseId}?view=all`
}

const SHOWN = 80

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : characters.join('')
}
