import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { type Column, DataTable, type Sorting } from '../../platform/ui/table.js'
import type { EscalationRule } from '../escalation/rule.js'
import { CASE_RESULTS, type RuleFigures } from '../escalation/rule-figures.js'
import { handbookWords } from './handbook-words.js'
import { RuleCard, type RuleView, Urgency } from './rule-card.js'

/** A line of the table on top. */
export interface RuleRow {
  readonly rule: EscalationRule
  readonly figures: RuleFigures
}

interface HandbookPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly staff: StaffFrame
  readonly rows: readonly RuleRow[]
  readonly sorting: Sorting
  /** All rules, by order. */
  readonly rules: readonly RuleView[]
  /** Whether this person may try an edit. */
  readonly mayTry: boolean
}

/** All rules of the handbook: what each did, then what each says. */
export const HandbookPage: FC<HandbookPageProps> = (props) => {
  const { language, rows, rules, mayTry } = props
  const words = handbookWords(language)
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('title')} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.staff} />}
    >
      <div class='handbook'>
        <h1>{words('title')}</h1>
        <p class='soft'>{words('lead')}</p>
        <DataTable
          language={language}
          caption={words('overview')}
          columns={ruleColumns(language)}
          rows={rows}
          sorting={props.sorting}
          sortedBy={(sort) => `/handbook?sort=${encodeURIComponent(sort)}`}
          stacks
        />
        <p class='soft small'>{words('overview-hint')}</p>
        {rules.map((view) => (
          <RuleCard language={language} mayTry={mayTry} {...view} />
        ))}
      </div>
    </Page>
  )
}

/** The columns of the table on top, by which it can be sorted. */
export function ruleColumns(language: Language): readonly Column<RuleRow>[] {
  const words = handbookWords(language)
  const whole = new Intl.NumberFormat(language)
  const mean = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const count = (key: string, label: string, of: (row: RuleRow) => number) => ({
    key,
    label,
    numeric: true,
    order: of,
    cell: (row: RuleRow) => whole.format(of(row)),
  })
  return [
    count('order', words('order'), ({ rule }) => rule.order),
    {
      key: 'rule',
      label: words('rule'),
      stacked: 'line',
      order: ({ rule }) => rule.title[language],
      cell: ({ rule }) => (
        <div class='rule-name'>
          <a href={`#rule-${rule.id}`}>{rule.title[language]}</a>{' '}
          {rule.urgency === 'urgent' && <Urgency language={language} urgency='urgent' />}
        </div>
      ),
    },
    count('week', words('week'), ({ figures }) => figures.week),
    count('month', words('month'), ({ figures }) => figures.month),
    ...CASE_RESULTS.map((result) =>
      count(result, words(`result-${result}`), ({ figures }) => figures.cases[result]),
    ),
    {
      key: 'score',
      label: words('score'),
      numeric: true,
      order: ({ figures }) => figures.score ?? 0,
      cell: ({ figures: { score } }) =>
        score === null ? <span class='soft'>{words('no-score')}</span> : mean.format(score),
    },
  ]
}
