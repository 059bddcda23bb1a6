import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { scoreInWords } from '../satisfaction/satisfaction-mark.js'
import { SATISFACTION_CLASSES } from '../satisfaction/satisfaction-model.js'
import type { BoardReport } from './board.js'
import { type BoardFigures, ENOUGH, type SideFigures } from './board-figures.js'
import { ByDay, ByTopic, type PartProps } from './board-tables.js'
import { SPANS, type Span } from './board-time.js'
import { type BoardWords, boardWords } from './board-words.js'
import { BOT_OUTCOMES } from './bot-outcome.js'
import { percent, rangeOf, ShareCell } from './share-cell.js'
import { visitsHref } from './visits-href.js'

export interface BoardFrame {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly frame: StaffFrame
}

interface BoardPageProps extends BoardFrame {
  readonly span: Span
  readonly report: BoardReport
}

/** How customers left, what they said when asked, and what the bot really solved. */
export const BoardPage: FC<BoardPageProps> = (props) => {
  const { language, span, report } = props
  const words = boardWords(language)
  const part = { language, words, span }
  return (
    <Page
      language={language}
      title={`${words('board')} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='sheet-page board'>
        <h1>{words('board')}</h1>
        <p class='soft'>{words('intro', { enough: ENOUGH })}</p>
        <Spans words={words} span={span} />
        {report.all.visits === 0 ? (
          <div class='empty'>
            <p>{words('empty')}</p>
            <p class='soft'>{words('empty-next')}</p>
          </div>
        ) : (
          <>
            <Predicted {...part} figures={report.all} />
            <Surveys {...part} figures={report.all} />
            <Bot {...part} figures={report.all} />
            <ByTopic {...part} report={report} />
            <ByDay {...part} report={report} />
          </>
        )}
        <p>
          <a href='/eval-cases'>{words('eval-cases')}</a>
        </p>
      </div>
    </Page>
  )
}

const Spans: FC<{ words: BoardWords; span: Span }> = ({ words, span }) => (
  <nav class='tabs' aria-label={words('span')}>
    {SPANS.map((days) => (
      <a
        href={`/board?days=${days}`}
        {...(days === span ? { 'aria-current': 'page' as const } : {})}
      >
        {words('last-days', { count: days })}
      </a>
    ))}
  </nav>
)

type FiguresProps = PartProps & { readonly figures: BoardFigures }

const ALL = { topic: null, day: null } as const

const Predicted: FC<FiguresProps> = ({ language, words, span, figures }) => (
  <section aria-labelledby='predicted-title'>
    <h2 id='predicted-title'>{words('predicted')}</h2>
    <p class='soft small'>{words('predicted-hint')}</p>
    <dl class='figures'>
      <div class='figure'>
        <dt>{words('visits')}</dt>
        <dd>
          <a class='value' href={visitsHref({ span, selection: 'visits', ...ALL })}>
            {figures.visits}
          </a>
          <p class='soft small'>{words('read-of', { count: figures.read })}</p>
        </dd>
      </div>
      {SATISFACTION_CLASSES.map((name) => (
        <div class='figure'>
          <dt>{words(`class-${name}`)}</dt>
          <dd>
            <ShareCell
              {...{ language, words }}
              share={figures.predicted[name]}
              href={visitsHref({ span, selection: name, ...ALL })}
              name={words(`class-${name}`)}
            />
          </dd>
        </div>
      ))}
      <div class='figure'>
        <dt>{words('mean')}</dt>
        <dd>
          {figures.mean === null ? (
            <span class='soft'>{words('too-few-of', { count: figures.read })}</span>
          ) : (
            <>
              <span class='value'>{scoreInWords(figures.mean.value, language)}</span>{' '}
              <span class='soft small'>
                {rangeOf(figures.mean, (end) => scoreInWords(end, language))}
              </span>
            </>
          )}
        </dd>
      </div>
    </dl>
  </section>
)

/** What was said when asked, people and bot apart, and whether the model said the same. */
const Surveys: FC<FiguresProps> = ({ language, words, span, figures }) => {
  const compared = [
    ['dissatisfied-answered', figures.dissatisfiedOfAnswered, 'surveyed'],
    ['dissatisfied-silent', figures.dissatisfiedOfSilent, 'silent'],
    ['model-agrees', figures.modelAgrees, 'model-wrong'],
  ] as const
  return (
    <div>
      <h2 id='surveys-title'>{words('surveys')}</h2>
      <p class='soft small'>{words('surveys-hint')}</p>
      <section class='table-scroll' tabindex={0} aria-label={words('surveys')}>
        <table class='data stacks'>
          <thead>
            <tr>
              <th scope='col'>{words('about')}</th>
              <th scope='col'>{words('csat')}</th>
              <th scope='col'>{words('nps')}</th>
              <th scope='col'>{words('response')}</th>
            </tr>
          </thead>
          <tbody>
            <Side {...{ language, words, span }} side='people' figures={figures.people} />
            <Side {...{ language, words, span }} side='bot' figures={figures.bot} />
          </tbody>
        </table>
      </section>
      <dl class='facts'>
        {compared.map(([name, share, selection]) => (
          <>
            <dt>{words(name)}</dt>
            <dd>
              <ShareCell
                {...{ language, words, share }}
                href={visitsHref({ span, selection, ...ALL })}
                name={words(name)}
              />
            </dd>
          </>
        ))}
      </dl>
    </div>
  )
}

type SideProps = PartProps & { readonly side: 'people' | 'bot'; readonly figures: SideFigures }

const Side: FC<SideProps> = ({ language, words, span, side, figures }) => {
  const { nps, recommended } = figures
  const number = new Intl.NumberFormat(language, {
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  })
  const href = visitsHref({ span, selection: `answered-${side}`, ...ALL })
  return (
    <tr>
      <th scope='row' class='line'>
        {words(`side-${side}`)}
      </th>
      <td data-label={words('csat')}>
        <ShareCell {...{ language, words, href }} share={figures.csat} name={words('csat')} />
      </td>
      <td data-label={words('nps')}>
        {nps === null ? (
          <span class='soft'>{words('too-few-of', { count: recommended })}</span>
        ) : (
          <span class='share'>
            <b>{number.format(nps.value)}</b>{' '}
            <span class='soft small'>{rangeOf(nps, (end) => number.format(end))}</span>{' '}
            {recommended}
          </span>
        )}
      </td>
      <td data-label={words('response')}>
        <ShareCell
          {...{ language, words, href }}
          share={figures.response}
          name={words('response')}
        />
      </td>
    </tr>
  )
}

/** What came of the visits in which the bot answered; the solved ones first. */
const Bot: FC<FiguresProps> = ({ language, words, span, figures }) => {
  const all = Object.values(figures.outcomes).reduce((sum, count) => sum + count, 0)
  return (
    <div>
      <h2 id='bot-title'>{words('bot')}</h2>
      <p class='soft small'>{words('bot-hint')}</p>
      <p>
        {words('bot-solved')}{' '}
        <ShareCell
          {...{ language, words }}
          share={figures.botSolved}
          href={visitsHref({ span, selection: 'bot-solved', ...ALL })}
          name={words('bot-solved')}
        />
      </p>
      <section class='table-scroll' tabindex={0} aria-label={words('bot')}>
        <table class='data'>
          <thead>
            <tr>
              <th scope='col'>{words('outcome')}</th>
              <th scope='col' class='number'>
                {words('visits')}
              </th>
              <th scope='col' class='number'>
                {words('part')}
              </th>
            </tr>
          </thead>
          <tbody>
            {BOT_OUTCOMES.map((outcome) => {
              const count = figures.outcomes[outcome] ?? 0
              const href = visitsHref({ span, selection: outcome, ...ALL })
              return (
                <tr>
                  <th scope='row'>{words(`outcome-${outcome}`)}</th>
                  <td class='number'>{count === 0 ? 0 : <a href={href}>{count}</a>}</td>
                  <td class='number'>
                    {all < ENOUGH ? (
                      <span class='soft'>{words('too-few')}</span>
                    ) : (
                      percent(count / all, language)
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </div>
  )
}
