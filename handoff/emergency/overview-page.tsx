import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { DeskEmergencies, ProposedPlan } from './desk-emergencies.js'
import type { Emergency } from './emergency.js'
import { type EmergencyFrame, EmergencyShell } from './emergency-frame.js'
import { emergencyWords } from './emergency-words.js'
import { figureWords } from './figure-words.js'
import { PlanCard, type PlanView } from './plan-card.js'

interface OverviewProps {
  readonly frame: EmergencyFrame
  readonly alert: string | undefined
  readonly now: DeskEmergencies
  readonly plans: readonly PlanView[]
  /** The newest first. */
  readonly history: readonly Emergency[]
}

/** What is the matter now, the plans, and what was. */
export const OverviewPage: FC<OverviewProps> = ({ frame, alert, now, plans, history }) => {
  const { language } = frame
  const words = emergencyWords(language)
  return (
    <EmergencyShell frame={frame} title={words('title')} alert={alert}>
      <h1>{words('title')}</h1>
      <p class='soft'>{words('lead')}</p>
      <section id='live' aria-labelledby='now-title'>
        <h2 id='now-title'>{words('now')}</h2>
        {now.open.length === 0 && now.proposals.length === 0 && (
          <p class='notice'>
            {words('nothing-open')} {words('nothing-open-next')}
          </p>
        )}
        {now.open.map((emergency) => (
          <OpenLine frame={frame} emergency={emergency} />
        ))}
        {now.proposals.map((proposed) => (
          <ProposalCard frame={frame} {...proposed} />
        ))}
      </section>
      <section aria-labelledby='plans-title'>
        <h2 id='plans-title'>{words('plans')}</h2>
        {plans.map((view) => (
          <PlanCard language={language} mayDeclare={frame.isSupervisor} {...view} />
        ))}
      </section>
      {history.length > 0 && (
        <section aria-labelledby='history-title'>
          <h2 id='history-title'>{words('history')}</h2>
          <ul class='plain history'>
            {history.map((emergency) => (
              <HistoryLine frame={frame} emergency={emergency} />
            ))}
          </ul>
        </section>
      )}
    </EmergencyShell>
  )
}

interface LineProps {
  readonly frame: EmergencyFrame
  readonly emergency: Emergency
}

const OpenLine: FC<LineProps> = ({ frame, emergency }) => {
  const words = emergencyWords(frame.language)
  const { id, mode, plan, until, declaredBy, declaredAt, banner } = emergency
  return (
    <div class={`notice open ${mode}`}>
      <h3>
        <span class={mode === 'real' ? 'mark late' : 'mark accent'}>{words(`mode-${mode}`)}</span>{' '}
        {plan.title[frame.language]}
      </h3>
      <p>{banner[frame.language]}</p>
      <p class='soft small'>
        {words('declared', { name: declaredBy.name, time: frame.times.exact(declaredAt) })} ·{' '}
        {words('until', { time: frame.times.exact(until) })}
      </p>
      <p>
        <a class='button primary' href={`/emergency/declared/${id}`}>
          {words('open')}
        </a>
      </p>
    </div>
  )
}

const ProposalCard: FC<ProposedPlan & { frame: EmergencyFrame }> = ({ frame, plan, proposal }) => {
  const { language } = frame
  const words = emergencyWords(language)
  return (
    <div class='notice proposal' id={`proposal-${plan.id}`}>
      <h3>
        <span class='mark warn'>
          <Icon name='info' />
          {words('proposed')}
        </span>{' '}
        {plan.title[language]}
      </h3>
      <ul>
        {proposal.figures.map((figure) => (
          <li>{figureWords(language, figure)}</li>
        ))}
        {proposal.article !== null && <li>{words('most-article', { id: proposal.article })}</li>}
        {proposal.rule !== null && <li>{words('most-rule', { id: proposal.rule })}</li>}
      </ul>
      <p class='soft small'>{frame.times.exact(proposal.proposedAt)}</p>
      <form class='deeds' method='post' action={`/emergency/plans/${plan.id}/dismiss`}>
        <a class='button primary' href={`/emergency/plans/${plan.id}/declare`}>
          {words('declare')}
        </a>
        <button type='submit'>{words('dismiss')}</button>
      </form>
    </div>
  )
}

const HistoryLine: FC<LineProps> = ({ frame, emergency }) => {
  const words = emergencyWords(frame.language)
  const { id, mode, plan, end, declaredBy, declaredAt } = emergency
  return (
    <li>
      <a href={`/emergency/declared/${id}`}>{plan.title[frame.language]}</a>{' '}
      <span class={mode === 'real' ? 'mark' : 'mark accent'}>
        {mode === 'rehearsal' ? words('mode-rehearsal') : frame.times.day(declaredAt)}
      </span>
      <p class='soft small'>
        {words('declared', { name: declaredBy.name, time: frame.times.exact(declaredAt) })}
      </p>
      <p>{end?.lesson ?? <span class='mark warn'>{words('no-lesson-yet')}</span>}</p>
    </li>
  )
}
