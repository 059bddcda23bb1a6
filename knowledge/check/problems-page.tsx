import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import type { Problem } from '../article/problem.js'
import type { IndexProgress } from '../knowledge.js'
import { EditorNav } from '../site/editor-nav.js'
import { sayProblem } from '../site/say-problem.js'
import { checkWords, sayFinding } from './check-words.js'
import type { Finding, Said } from './finding.js'

const PROBLEM_VIEWS = ['open', 'error', 'advice', 'seen'] as const
export type ProblemView = (typeof PROBLEM_VIEWS)[number]

export function isProblemView(text: string | undefined): text is ProblemView {
  return PROBLEM_VIEWS.some((each) => each === text)
}

interface ProblemsPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly frame: StaffFrame
  readonly view: ProblemView
  readonly findings: readonly Finding[]
  /** Of files, links and front matter. */
  readonly problems: readonly Problem[]
  readonly progress: IndexProgress
  /** What came of what was just done. */
  readonly notice: { readonly state: 'ok' | 'late'; readonly text: string } | undefined
  /** The advice whose form is shown open. */
  readonly open?: string | undefined
}

/** One row of the list, of either check. */
type Row =
  | { readonly level: 'error' | 'advice'; readonly finding: Finding }
  | { readonly level: 'error' | 'advice'; readonly problem: Problem }

/** All that is wrong with the articles: place, words, and what to write instead. */
export const ProblemsPage: FC<ProblemsPageProps> = (props) => {
  const { language, view, progress, notice } = props
  const words = checkWords(language)
  const all = rowsIn(props)
  const rows = all.filter((row) => belongsTo(row, view))
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('title')} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='editor'>
        <EditorNav language={language} current='problems' />
        <h1>{words('title')}</h1>
        <p class='soft'>
          {words('intro')}
          {(progress.step === 'reading' || progress.step === 'embedding') &&
            ` ${words('indexing', { done: progress.done, total: progress.total })}`}
        </p>
        {notice && (
          <p class={`notice ${notice.state}`} role={notice.state === 'ok' ? 'status' : 'alert'}>
            {notice.text}
          </p>
        )}
        <nav class='tabs' aria-label={words('views')}>
          {PROBLEM_VIEWS.map((each) => (
            <a href={hrefOf(each)} {...(each === view ? { 'aria-current': 'page' as const } : {})}>
              {words(`view-${each}`)}{' '}
              <span class='count'>{all.filter((row) => belongsTo(row, each)).length}</span>
            </a>
          ))}
        </nav>
        {rows.length === 0 ? (
          <div class='empty'>
            <p>{words('empty')}</p>
            <p class='soft'>{words('empty-next')}</p>
          </div>
        ) : (
          <>
            <Rows language={language} rows={shownOf(rows, props.open)} open={props.open} />
            {rows.length > MOST_SHOWN && (
              <p class='soft'>{words('shown-first', { count: MOST_SHOWN })}</p>
            )}
          </>
        )}
      </div>
    </Page>
  )
}

/** More are worked off from the top: each that is mended makes room. */
const MOST_SHOWN = 300

/** The first ones, and the one whose form is open. */
function shownOf(rows: readonly Row[], open: string | undefined): readonly Row[] {
  const isOpen = (row: Row) => 'finding' in row && row.finding.key === open
  return rows.filter((row, i) => i < MOST_SHOWN || isOpen(row))
}

/** Errors first, whichever check found them. */
function rowsIn({ problems, findings }: ProblemsPageProps): readonly Row[] {
  const rows: readonly Row[] = [
    ...problems.map((problem): Row => {
      return { level: problem.level === 'error' ? 'error' : 'advice', problem }
    }),
    ...findings.map((finding): Row => ({ level: finding.level, finding })),
  ]
  return [
    ...rows.filter(({ level }) => level === 'error'),
    ...rows.filter(({ level }) => level === 'advice'),
  ]
}

interface RowsProps {
  readonly language: Language
  readonly rows: readonly Row[]
  readonly open: string | undefined
}

const Rows: FC<RowsProps> = ({ language, rows, open }) => {
  const words = checkWords(language)
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('title')}>
      <table class='data stacks problems'>
        <thead>
          <tr>
            <th scope='col'>{words('level')}</th>
            <th scope='col'>{words('where')}</th>
            <th scope='col'>{words('what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            'finding' in row ? (
              <FindingRow language={language} finding={row.finding} open={open} />
            ) : (
              <ProblemRow language={language} level={row.level} problem={row.problem} />
            ),
          )}
        </tbody>
      </table>
    </section>
  )
}

function hrefOf(view: ProblemView): string {
  return view === 'open' ? '/knowledge/problems' : `/knowledge/problems?view=${view}`
}

function belongsTo(row: Row, view: ProblemView): boolean {
  const isSeen = 'finding' in row && row.finding.seen !== null
  if (view === 'seen') return isSeen
  return !isSeen && (view === 'open' || view === row.level)
}

interface FindingRowProps {
  readonly language: Language
  readonly finding: Finding
  readonly open: string | undefined
}

const FindingRow: FC<FindingRowProps> = ({ language, finding, open }) => {
  const words = checkWords(language)
  const { kind, level, at, other, seen, key } = finding
  return (
    <tr id={key}>
      <td>
        <span class={level === 'error' ? 'mark late' : 'mark warn'}>{words(level)}</span>
        <br />
        {words(`kind-${kind}`)}
      </td>
      <td>
        <Place language={language} said={at} />
        {other && <Place language={language} said={other} />}
      </td>
      <td class='line'>
        <p>{sayFinding(finding, language)}</p>
        {kind !== 'broken-anchor' && kind !== 'broken-link' && <Words said={at} />}
        {other && <Words said={other} />}
        {seen && <p class='soft'>{words('seen-by', { ...seen })}</p>}
        {level === 'advice' && !seen && (
          <details open={open === key}>
            <summary>{words('mark-seen')}</summary>
            <form class='filters' method='post' action='/knowledge/problems/seen'>
              <input type='hidden' name='finding' value={key} />
              <label class='field'>
                {words('reason')}
                <input type='text' name='reason' required />
              </label>
              <button type='submit'>{words('save-seen')}</button>
            </form>
          </details>
        )}
      </td>
    </tr>
  )
}

const Place: FC<{ language: Language; said: Said }> = ({ language, said }) => (
  <p>
    <a href={`/help/${encodeURIComponent(said.article)}`}>{said.title}</a>
    <br />
    <span class='soft small'>
      {checkWords(language)('line', { file: said.file, line: String(said.line) })}
    </span>
  </p>
)

const Words: FC<{ said: Said }> = ({ said }) =>
  said.text === said.title ? null : <blockquote class='soft'>{said.text}</blockquote>

const ProblemRow: FC<{
  language: Language
  level: 'error' | 'advice'
  problem: Problem
}> = ({ language, level, problem }) => {
  const words = checkWords(language)
  const { text, lang } = sayProblem(problem, language)
  return (
    <tr>
      <td>
        <span class={level === 'error' ? 'mark late' : 'mark warn'}>{words(level)}</span>
        <br />
        {words('kind-format')}
      </td>
      <td>
        <span class='soft small'>
          {words('line', { file: problem.file, line: String(problem.line) })}
        </span>
      </td>
      <td class='line' lang={lang}>
        {text}
      </td>
    </tr>
  )
}
