import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { Ago } from '../../platform/ui/time.js'
import { ROLES_FOR } from '../account/staff-links.js'
import type { Case } from '../case/case.js'
import { type TurnTrace, WORTH_TELLING } from '../conversation/turn-trace.js'
import { evalCaseHref } from '../eval-case/eval-case-href.js'
import { SatisfactionFacts } from '../satisfaction/satisfaction-mark.js'
import { teamOf } from '../triage/teams.js'
import { ClockForms } from './clock-forms.js'
import { ClockLine } from './clock-marks.js'
import { ForceForm, GiveBackForm, SolveForm, TakeForm, TransferForm } from './deed-forms.js'
import { hrefOf } from './desk-place.js'
import { percent } from './message-line.js'
import type { DeskFrame, OpenCase } from './read-desk.js'
import type { Viewer } from './viewers.js'

interface CaseHeadProps {
  readonly frame: DeskFrame
  readonly open: OpenCase
}

/** What it is about, what is due, why it came, and what can be done. */
export const CaseHead: FC<CaseHeadProps> = ({ frame, open }) => {
  const { words, place } = frame
  const current = open.file.case
  const clocks = frame.clocksOf(current.id)
  return (
    <>
      <div class='head-line'>
        <a class='back' href={hrefOf({ ...place, caseId: null })}>
          <Icon name='arrow-left' label={words('back')} />
        </a>
        <h2 id='case-title'>{current.subject}</h2>
        <span class='soft small' title={current.id}>
          {shortId(current.id)}
        </span>
        {current.urgency === 'urgent' && <span class='mark warn'>{words('urgency-urgent')}</span>}
        <CaseState frame={frame} current={current} />
        <QueueMarks frame={frame} current={current} />
        <a class='to-side small' href='#side-pane'>
          {words('customer')}
        </a>
      </div>
      <WhyMine frame={frame} current={current} />
      <ClockLine frame={frame} clocks={clocks} />
      {open.file.satisfaction && (
        <SatisfactionFacts language={frame.language} satisfaction={open.file.satisfaction} />
      )}
      <Why frame={frame} open={open} />
      <Tried frame={frame} open={open} />
      <div class='deeds'>
        {current.status === 'waiting' && <TakeForm frame={frame} id={current.id} />}
        {isMine(frame, current) && (
          <>
            <SolveForm frame={frame} current={current} />
            <TransferForm frame={frame} id={current.id} />
            <GiveBackForm frame={frame} id={current.id} />
          </>
        )}
        {frame.account.role === 'supervisor' &&
          (current.status === 'waiting' || current.status === 'assigned') && (
            <ForceForm frame={frame} id={current.id} />
          )}
        <ClockForms frame={frame} current={current} clocks={clocks} />
        <a
          class='button quiet'
          href={evalCaseHref({ from: 'desk', case: current.id }, hrefOf(place))}
        >
          {words('eval-case')}
        </a>
        <DraftLink frame={frame} current={current} />
      </div>
    </>
  )
}

/** What was solved may be worth an article (P5.3); the page behind masks who it was about. */
const DraftLink: FC<{ frame: DeskFrame; current: Case }> = ({ frame, current }) => {
  const mayWrite = ROLES_FOR.knowledge.includes(frame.account.role)
  if (!mayWrite || (current.status !== 'solved' && current.status !== 'closed')) return null
  return (
    <a class='button' href={`/knowledge/gaps/cases/${current.id}`}>
      <Icon name='book-open' />
      {frame.words('make-article')}
    </a>
  )
}

/** Why this agent has it. */
const WhyMine: FC<{ frame: DeskFrame; current: Case }> = ({ frame, current }) => {
  if (!isMine(frame, current) || current.status !== 'assigned') return null
  const name = current.by === null ? '' : frame.nameOf(current.by)
  return (
    <p class='why-mine small'>
      <Icon name='user' spaced />
      {frame.words(`because-${current.because}`, { name })} ·{' '}
      <Ago times={frame.times} at={current.since} />
    </p>
  )
}

/** Whose work it is, what it asks for, and how far it has widened. */
export const QueueMarks: FC<{ frame: DeskFrame; current: Case }> = ({ frame, current }) => {
  const { words, teams, language } = frame
  const skill = teams.skills.find(({ id }) => id === current.skill)?.title[language]
  return (
    <>
      <span class='mark'>{teamOf(teams, current.team).title[language]}</span>
      {current.skill !== null && (
        <span class='mark' title={words('skill')}>
          {skill ?? current.skill}
        </span>
      )}
      {current.status === 'waiting' && current.reach !== 'skilled' && (
        <span class={current.reach === 'told' ? 'mark warn' : 'mark'}>
          {words(`reach-${current.reach}`)}
        </span>
      )}
    </>
  )
}

/** The rule in one line; one click shows the whole reason. */
const Why: FC<CaseHeadProps> = ({ frame, open }) => {
  const { title, text, source } = open.reason
  return (
    <details class='why small' id='why'>
      <summary>
        <Icon name='info' />
        <span class='line'>
          {frame.words('why')} <b>{title}</b> <span class='soft'>{text}</span>
        </span>
        {source && <span class='mark'>{source}</span>}
      </summary>
      <p>{text}</p>
    </details>
  )
}

/** Enough of an id to speak of it. */
function shortId(id: string): string {
  return `C-${id.slice('case_'.length, 'case_'.length + 5).toUpperCase()}`
}

export function isMine({ account }: DeskFrame, current: Case): boolean {
  return current.status === 'assigned' && current.agent === account.id
}

const CaseState: FC<{ frame: DeskFrame; current: Case }> = ({ frame, current }) => {
  const { words, times } = frame
  switch (current.status) {
    case 'waiting':
      return null
    case 'assigned':
      if (isMine(frame, current)) return null
      return <span class='mark'>{words('assigned-to', { name: frame.nameOf(current.agent) })}</span>
    case 'solved':
      return (
        <span class='mark ok'>
          {words('status-solved')} <Ago times={times} at={current.solvedAt} />
        </span>
      )
    case 'returned':
    case 'closed':
      return <span class='mark'>{words(`status-${current.status}`)}</span>
    default:
      return current satisfies never
  }
}

const TRIES_SHOWN = 5

/** Nothing was looked for, so what search found beside it says nothing. */
const SMALL_TALK: ReadonlySet<TurnTrace['decision']> = new Set(['greet', 'acknowledge'])

/** What the bot did in this session before it handed over, with how sure it was. */
const Tried: FC<CaseHeadProps> = ({ frame, open }) => {
  const { words } = frame
  const { file } = open
  const traces = file.messages
    .filter(({ session }) => session === file.case.session)
    .map(({ id }) => file.traces.get(id))
    .filter((trace): trace is TurnTrace => trace !== undefined)
  if (traces.length === 0) return null
  return (
    <details class='tried small' id='tried'>
      <summary>
        <Icon name='bot' spaced />
        {words('tried', { count: traces.length })}
      </summary>
      <ol class='plain'>
        {traces.slice(-TRIES_SHOWN).map((trace) => (
          <li>
            <q>{trace.question}</q> {words(`decision-${trace.decision}`)}{' '}
            <Nearest frame={frame} trace={trace} />
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What the bot answered with, or would have, had it been surer. */
const Nearest: FC<{ frame: DeskFrame; trace: TurnTrace }> = ({ frame, trace }) => {
  const [passage] = trace.passages
  const probability = trace.probability ?? 0
  if (!passage || probability < WORTH_TELLING || SMALL_TALK.has(trace.decision)) return null
  return (
    <>
      <a href={passage.url} target='_blank' rel='noopener'>
        {passage.title}
      </a>{' '}
      <span class='mark'>{percent(frame, probability)}</span>
    </>
  )
}

/** Who else has the case open, told before both write. */
export const Others: FC<{ frame: DeskFrame; others: readonly Viewer[] }> = ({ frame, others }) => {
  const { words } = frame
  if (others.length === 0) return null
  const writing = others.filter(({ isWriting }) => isWriting)
  const names = (list: readonly Viewer[]) => list.map(({ name }) => name).join(words('and'))
  return (
    <p class='others small'>
      <Icon name='users' spaced />
      {writing.length > 0
        ? words('others-writing', { names: names(writing) })
        : words('others-here', { names: names(others) })}
    </p>
  )
}
