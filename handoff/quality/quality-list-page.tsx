import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { ListPage } from '../../platform/ui/list-page.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'
import type { AgentId } from '../conversation/message.js'
import { MeansTable } from './means-table.js'
import { CRITERIA } from './quality.js'
import { SAMPLE_VIEWS, type SampleLine, type SampleView, type WeekMean } from './quality-table.js'
import { type QualityWords, qualityWords } from './quality-words.js'

export interface QualityFrame {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly frame: StaffFrame
  readonly times: Times
  readonly isSupervisor: boolean
  readonly nameOf: (agent: AgentId) => string
}

interface QualityListPageProps extends QualityFrame {
  readonly view: SampleView
  readonly lines: readonly SampleLine[]
  readonly means: readonly WeekMean[]
  readonly perAgentWeekly: number
}

/** What was drawn, and how it stands with everyone. */
export const QualityListPage: FC<QualityListPageProps> = (props) => {
  const { language, view, lines, means, isSupervisor } = props
  const words = qualityWords(language)
  return (
    <ListPage
      {...props}
      title={words('quality')}
      intro={
        isSupervisor
          ? words('intro-supervisor', { count: props.perAgentWeekly })
          : words('intro-agent')
      }
      tabs={{
        label: words('which'),
        current: `/quality?view=${view}`,
        views: (isSupervisor ? SAMPLE_VIEWS : []).map((each) => ({
          href: `/quality?view=${each}`,
          label: words(each),
        })),
      }}
      empty={lines.length === 0 ? [words(`empty-${view}`), words(`empty-${view}-next`)] : null}
      list={<Lines {...props} words={words} />}
    >
      <div>
        <h2>{words('means')}</h2>
        <p class='soft small'>{words(means.length === 0 ? 'means-none' : 'means-hint')}</p>
        {means.length > 0 && (
          <MeansTable language={language} words={words} means={means} nameOf={props.nameOf} />
        )}
      </div>
    </ListPage>
  )
}

const Lines: FC<QualityListPageProps & { words: QualityWords }> = (props) => {
  const { lines, words, view, times, isSupervisor, nameOf } = props
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('conversations')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('subject')}</th>
            {isSupervisor && <th scope='col'>{words('agent')}</th>}
            <th scope='col'>{words('solved-at')}</th>
            <th scope='col'>{words('why')}</th>
            {view === 'scored' &&
              CRITERIA.map((criterion) => (
                <th scope='col' class='number'>
                  {words(criterion)}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope='row' class='line'>
                <a href={`/quality/${line.id}`}>{line.subject}</a>{' '}
                {line.score?.answer && <span class='mark'>{words('answered')}</span>}
                {!isSupervisor && line.score?.seenAt === null && (
                  <span class='mark accent'>{words('fresh')}</span>
                )}
              </th>
              {isSupervisor && <td data-label={words('agent')}>{nameOf(line.agent)}</td>}
              <td data-label={words('solved-at')} title={times.exact(line.solvedAt)}>
                {times.ago(line.solvedAt)}
              </td>
              <td>
                <Reasons line={line} words={words} />
              </td>
              {line.score &&
                CRITERIA.map((criterion) => (
                  <td class='number' data-label={words(criterion)}>
                    {line.score?.scores[criterion]}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export const Reasons: FC<{ line: SampleLine; words: QualityWords }> = ({ line, words }) => (
  <>
    {line.reasons.map((reason) => (
      <>
        <span class='mark'>{words(`reason-${reason}`)}</span>{' '}
      </>
    ))}
  </>
)
