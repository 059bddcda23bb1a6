import type { FC } from 'hono/jsx'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { SelectField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { type Column, DataTable, type Sorting } from '../../platform/ui/table.js'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import { GAP_KINDS, type GapKind, type UnansweredQuestion } from './gap.js'
import { GAP_STATES, type GapState } from './gap-deed.js'
import { GapFrame, type GapFrameProps } from './gap-frame.js'
import type { KnownGap } from './gap-room.js'
import { type GapWords, gapWords } from './gap-words.js'

/** Which groups are shown, kept in the address. Empty text lets all pass. */
export interface GapFilter {
  readonly state: GapState
  readonly kind: string
  readonly language: string
}

export interface GapsPageProps extends GapFrameProps {
  readonly times: Times
  readonly filter: GapFilter
  readonly counts: Readonly<Record<GapState, number>>
  /** Filtered and sorted. */
  readonly rows: readonly KnownGap[]
  readonly sorting: Sorting
  /** This page otherwise: with another state or sorting. */
  readonly hrefWith: (name: 'state' | 'sort', value: string) => string
  readonly columns: readonly Column<KnownGap>[]
  /** Whether questions are still being grouped. */
  readonly isBehind: boolean
  readonly notice: string | null
}

export function gapHref({ gap }: Pick<KnownGap, 'gap'>): string {
  return `/knowledge/gaps/${gap.typical.id}`
}

interface EvalCaseLinkProps {
  readonly words: GapWords
  readonly question: UnansweredQuestion
  /** Not given where no test cases are kept. */
  readonly hrefOf: ((question: UnansweredQuestion) => string) | undefined
}

/** Leads to the form that makes a test case of a question, in its masked words. */
export const EvalCaseLink: FC<EvalCaseLinkProps> = ({ words, question, hrefOf }) =>
  hrefOf ? (
    <a
      class='small gap-eval-case'
      href={hrefOf(question)}
      aria-label={words('eval-case-of', { question: question.text })}
    >
      {words('eval-case')}
    </a>
  ) : null

/** What the list can show and be sorted by. */
export function gapColumns(
  words: GapWords,
  times: Times,
  titleOf: (article: string) => string,
  evalCaseOf?: (question: UnansweredQuestion) => string,
): readonly Column<KnownGap>[] {
  return [
    {
      key: 'question',
      label: words('column-question'),
      cell: (row) => (
        <>
          <a class='gap-question' href={gapHref(row)} lang={row.gap.typical.language}>
            {row.gap.typical.text}
          </a>
          <EvalCaseLink words={words} question={row.gap.typical} hrefOf={evalCaseOf} />
        </>
      ),
      order: ({ gap }) => gap.typical.text,
      stacked: 'line',
    },
    {
      key: 'kind',
      label: words('column-kind'),
      cell: ({ gap }) => <KindMark words={words} kind={gap.kind} />,
      order: ({ gap }) => GAP_KINDS.indexOf(gap.kind),
      stacked: 'line',
    },
    {
      key: 'count',
      label: words('column-count'),
      cell: ({ gap }) => gap.questions.length,
      order: ({ gap }) => gap.questions.length,
      numeric: true,
    },
    {
      key: 'trend',
      label: words('column-trend'),
      cell: ({ gap }) => (
        <>
          {gap.lastWeek} <span class='soft small'>({trendOf(gap, words)})</span>
        </>
      ),
      order: ({ gap }) => gap.lastWeek - gap.weekBefore,
      numeric: true,
    },
    {
      key: 'newest',
      label: words('column-newest'),
      cell: ({ gap }) => <Ago times={times} at={gap.questions[0]?.at ?? 0} />,
      order: ({ gap }) => gap.questions[0]?.at ?? 0,
    },
    {
      key: 'article',
      label: words('column-article'),
      cell: ({ gap }) => (gap.article === null ? '—' : titleOf(gap.article)),
      order: ({ gap }) => (gap.article === null ? '' : titleOf(gap.article)),
    },
  ]
}

export function trendOf({ lastWeek, weekBefore }: KnownGap['gap'], words: GapWords): string {
  const by = lastWeek - weekBefore
  if (by === 0) return words('trend-same')
  return by > 0 ? words('trend-up', { by }) : words('trend-down', { by: -by })
}

const MARKS: Readonly<Record<GapKind, string>> = {
  'no-article': 'mark accent',
  'not-found': 'mark warn',
  unhelpful: 'mark warn',
  'out-of-scope': 'mark',
  'system-trouble': 'mark late',
}

export const KindMark: FC<{ words: GapWords; kind: GapKind }> = ({ words, kind }) => (
  <span class={MARKS[kind]}>{words(`kind-${kind}`)}</span>
)

export const GapsPage: FC<GapsPageProps> = (props) => {
  const { language, filter, counts } = props
  const words = gapWords(language)
  return (
    <GapFrame {...props} title={words('title')}>
      <h1>{words('title')}</h1>
      <p class='soft'>{words('lead')}</p>
      {props.notice !== null && (
        <p class='notice ok' role='status'>
          {props.notice}
        </p>
      )}
      {props.isBehind && (
        <p class='notice' role='status'>
          {words('grouping')}
        </p>
      )}
      <nav class='tabs' aria-label={words('views')}>
        {GAP_STATES.map((state) => (
          <a
            href={props.hrefWith('state', state)}
            {...(state === filter.state ? { 'aria-current': 'page' as const } : {})}
          >
            {words(`state-${state}`)} <span class='count'>{counts[state]}</span>
          </a>
        ))}
      </nav>
      <Filters language={language} filter={filter} />
      <Groups {...props} />
    </GapFrame>
  )
}

const Groups: FC<GapsPageProps> = (props) => {
  const { language, filter, rows, isBehind } = props
  const words = gapWords(language)
  if (rows.length > 0) {
    return (
      <DataTable
        language={language}
        caption={words('title')}
        columns={props.columns}
        rows={rows}
        sorting={props.sorting}
        sortedBy={(sort) => props.hrefWith('sort', sort)}
        stacks
      />
    )
  }
  // What is not looked through yet may hold something.
  if (isBehind) return null
  const isOpen = filter.state === 'open' && filter.kind === '' && filter.language === ''
  return (
    <div class='empty'>
      <p>{words(isOpen ? 'empty-open' : 'empty-other')}</p>
      <p class='soft'>{words(isOpen ? 'empty-open-next' : 'empty-other-next')}</p>
    </div>
  )
}

const Filters: FC<{ language: Language; filter: GapFilter }> = ({ language, filter }) => {
  const words = gapWords(language)
  return (
    <form class='filters' method='get' action='/knowledge/gaps'>
      <input type='hidden' name='state' value={filter.state} />
      <SelectField
        name='kind'
        label={words('filter-kind')}
        value={filter.kind}
        placeholder={words('filter-any')}
        options={GAP_KINDS.map((value) => ({ value, label: words(`kind-${value}`) }))}
      />
      <SelectField
        name='in'
        label={words('filter-language')}
        value={filter.language}
        placeholder={words('filter-any')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <button class='primary' type='submit'>
        {words('filter')}
      </button>
      <a href={`/knowledge/gaps?state=${filter.state}`}>{words('filter-clear')}</a>
    </form>
  )
}
