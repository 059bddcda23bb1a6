import type { Case } from '../../../../handoff/index.js'
import type { Instant } from '../../../../platform/clock.js'
import type { Language } from '../../../../platform/language.js'
import { createTimes } from '../../../../platform/ui/times.js'
import { type Card, card } from '../teams-cards.js'
import type { Alarm } from './staff-card-table.js'
import { staffWords } from './staff-words.js'

export interface CaseCardFacts {
  readonly case: Case
  readonly alarm: Alarm
  /** The team's name in the language of the channel. */
  readonly team: string
  /** Whether everyone at the desk may read it; else its words stay there. */
  readonly isOpen: boolean
  /** Who has it; empty for nobody. */
  readonly agent: string
}

/** A case as staff see it in their channel: what it is, how long it waits, and what can be done. */
export function caseCard(
  { case: current, alarm, team, isOpen, agent }: CaseCardFacts,
  place: { readonly language: Language; readonly site: string; readonly zone: string },
  now: Instant,
): { readonly card: Card; readonly summary: string } {
  const words = staffWords(place.language)
  const times = createTimes(place.language, now, place.zone)
  const status = current.status
  const title = isOpen ? current.subject : words('subject-hidden', { team })
  const head =
    alarm === 'none' ? words(`status-${status}`, { name: agent }) : words(`alarm-${alarm}`)
  const isActive = status === 'waiting' || status === 'assigned'
  const facts = [
    { title: words('team'), value: team },
    ...(current.urgency === 'urgent' ? [{ title: words('urgency'), value: words('urgent') }] : []),
    ...(agent === '' ? [] : [{ title: words('agent'), value: agent }]),
    ...(isActive
      ? [
          { title: words('since'), value: times.exact(current.waitingSince) },
          { title: words('promised'), value: times.exact(current.promisedAt) },
        ]
      : []),
  ]
  const color = alarm === 'breached' ? 'attention' : alarm === 'warned' ? 'warning' : 'default'
  const actions = [
    ...(status === 'waiting'
      ? [
          {
            type: 'Action.Submit',
            title: words('take'),
            data: { kind: 'case', deed: 'take', case: current.id },
          },
        ]
      : []),
    {
      type: 'Action.OpenUrl',
      title: words('open'),
      url: `${place.site}/desk/cases/${current.id}`,
    },
  ]
  const body = [
    { type: 'TextBlock', text: head, color, weight: 'Bolder', wrap: true },
    // A text block draws markdown, and these are a customer's words.
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: title, size: 'Medium' }] },
    { type: 'FactSet', facts },
  ]
  const lines = [head, title, ...facts.map((fact) => `${fact.title}: ${fact.value}`)]
  return { card: card(body, actions, lines.join('\n')), summary: `${head} · ${title}` }
}
