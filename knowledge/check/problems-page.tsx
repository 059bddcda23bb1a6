import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { TextField } from '../../platform/ui/field.js'
import { ListPage, type ListPageProps } from '../../platform/ui/list-page.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Problem } from '../article/problem.js'
import type { IndexProgress } from '../knowledge.js'
import { EditorNav } from '../site/editor-nav.js'
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
  readonly notice: ListPageProps['notice']
  /** The advice whose form is shown open. */
  readonly open?: string | undefined
}

/** One row of the list, of either check. */
type Row =
  | { readonly level: 'error' | 'advice'; readonly finding: Finding }
  | { readonly level: 'error' | 'advice'; readonly problem: Problem }

/** All that is wrong with the articles: place, words, and what to write instead. */
export const ProblemsPage: FC<ProblemsPageProps> = (props) => {
  const { language, view, progress } = props
  const words = checkWords(language)
  const all: readonly Row[] = [
    ...props.problems.map((problem): Row => {
      return { level: problem.level === 'error' ? 'error' : 'advice', problem }
    }),
    ...props.findings.map((finding): Row => ({ level: finding.level, finding })),
  ]
  const rowsOf = (each: ProblemView) => all.filter((row) => belongsTo(row, each))
  const rows = rowsOf(view)
  return (
    <ListPage
      language={language}
      theme={props.theme}
      styles={props.styles}
      frame={props.frame}
      title={words('title')}
      intro={words('intro')}
      notice={props.notice}
      tabs={{
        label: words('views'),
        current: hrefOf(view),
        views: PROBLEM_VIEWS.map((each) => ({
          href: hrefOf(each),
          label: words(`view-${each}`),
          count: rowsOf(each).length,
        })),
      }}
      empty={rows.length === 0 ? [words('empty'), words('empty-next')] : null}
      list={
        <table class='data problems'>
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
                <FindingRow language={language} finding={row.finding} open={props.open} />
              ) : (
                <ProblemRow language={language} level={row.level} problem={row.problem} />
              ),
            )}
          </tbody>
        </table>
      }
    >
      {progress.step !== 'ready' && (
        <p class='soft'>{words('indexing', { done: progress.done, total: progress.total })}</p>
      )}
      <EditorNav language={language} current='problems' />
    </ListPage>
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
      <td>
        <p>{sayFinding(finding, language)}</p>
        <Words said={at} />
        {other && <Words said={other} />}
        {seen && <p class='soft'>{words('seen-by', { ...seen })}</p>}
        {level === 'advice' && !seen && (
          <details open={open === key}>
            <summary>{words('mark-seen')}</summary>
            <form class='filters' method='post' action='/knowledge/problems/seen'>
              <input type='hidden' name='finding' value={key} />
              <TextField name={`reason`} label={words('reason')} required />
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
      <td lang='en'>{problem.message}</td>
    </tr>
  )
}
