import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { BoardReport, VisitFilter } from './board.js'
import type { BoardFigures } from './board-figures.js'
import type { Span } from './board-time.js'
import type { BoardWords } from './board-words.js'
import { DaysChart } from './days-chart.js'
import { ShareCell } from './share-cell.js'
import { visitsHref } from './visits-href.js'

export interface PartProps {
  readonly language: Language
  readonly words: BoardWords
  readonly span: Span
}

type ReportProps = PartProps & { readonly report: BoardReport }

/** The same figures for each topic. */
export const ByTopic: FC<ReportProps> = ({ language, words, span, report }) => (
  <div>
    <h2 id='topics-title'>{words('by-topic')}</h2>
    <section class='table-scroll' tabindex={0} aria-label={words('by-topic')}>
      <table class='data stacks'>
        <thead>
          <Heads words={words} first={words('topic')} />
        </thead>
        <tbody>
          {report.byTopic.map(({ topic, figures }) => (
            <Row
              {...{ language, words, figures }}
              name={words(`topic-${topic}`)}
              filter={{ span, topic, day: null }}
            />
          ))}
        </tbody>
      </table>
    </section>
  </div>
)

/** And for each day, the newest first, with a bar for each. */
export const ByDay: FC<ReportProps> = ({ language, words, span, report }) => (
  <div>
    <h2 id='days-title'>{words('by-day')}</h2>
    <DaysChart words={words} byDay={report.byDay} />
    <section class='table-scroll' tabindex={0} aria-label={words('by-day')}>
      <table class='data held'>
        <thead>
          <Heads words={words} first={words('day')} />
        </thead>
        <tbody>
          {report.byDay.toReversed().map(({ day, figures }) => (
            <Row {...{ language, words, figures }} name={day} filter={{ span, topic: null, day }} />
          ))}
        </tbody>
      </table>
    </section>
  </div>
)

const COLUMNS = [
  'class-dissatisfied',
  'class-satisfied',
  'csat-people',
  'csat-bot',
  'bot-solved',
] as const

const Heads: FC<{ words: BoardWords; first: string }> = ({ words, first }) => (
  <tr>
    <th scope='col'>{first}</th>
    <th scope='col' class='number'>
      {words('visits')}
    </th>
    {COLUMNS.map((column) => (
      <th scope='col'>{words(column)}</th>
    ))}
  </tr>
)

interface RowProps {
  readonly language: Language
  readonly words: BoardWords
  readonly name: string
  readonly figures: BoardFigures
  readonly filter: Omit<VisitFilter, 'selection'>
}

const Row: FC<RowProps> = ({ language, words, name, figures, filter }) => {
  const cells = [
    ['class-dissatisfied', figures.predicted.dissatisfied, 'dissatisfied'],
    ['class-satisfied', figures.predicted.satisfied, 'satisfied'],
    ['csat-people', figures.people.csat, 'answered-people'],
    ['csat-bot', figures.bot.csat, 'answered-bot'],
    ['bot-solved', figures.botSolved, 'bot-solved'],
  ] as const
  return (
    <tr>
      <th scope='row' class='line'>
        {name}
      </th>
      <td class='number' data-label={words('visits')}>
        {figures.visits === 0 ? (
          0
        ) : (
          <a href={visitsHref({ ...filter, selection: 'visits' })}>{figures.visits}</a>
        )}
      </td>
      {cells.map(([column, share, selection]) => (
        <td data-label={words(column)}>
          <ShareCell
            {...{ language, words, share }}
            href={visitsHref({ ...filter, selection })}
            name={`${name} ${words(column)}`}
          />
        </td>
      ))}
    </tr>
  )
}
