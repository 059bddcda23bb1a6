import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { HOUR, MINUTE, type Millis } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import { emergencyWords } from './emergency-words.js'
import { limitWords } from './figure-words.js'
import type { EmergencyPlan, PlanDay, PlanEffects, Topic } from './plan.js'
import type { Trigger } from './trigger.js'

export interface PlanView {
  readonly plan: EmergencyPlan
  /** The reason as HTML. */
  readonly reason: string
  /** The later of what the file and the record say. */
  readonly rehearsed: PlanDay | null
  readonly reviewIsLate: boolean
}

interface PlanCardProps extends PlanView {
  readonly language: Language
  readonly mayDeclare: boolean
}

/** A plan: when, what, who, by what, what customers hear. */
export const PlanCard: FC<PlanCardProps> = ({ language, mayDeclare, plan, ...view }) => {
  const words = emergencyWords(language)
  const { steps, resources } = plan.words[language]
  return (
    <article class='plan' id={`plan-${plan.id}`} aria-labelledby={`title-${plan.id}`}>
      <header>
        <h3 id={`title-${plan.id}`}>{plan.title[language]}</h3>
        <span class={view.reviewIsLate ? 'mark late' : 'mark'}>
          {words(view.reviewIsLate ? 'review-late' : 'review-by', { day: plan.reviewBy })}
        </span>
        <span class={view.rehearsed === null ? 'mark warn' : 'mark'}>
          {view.rehearsed === null
            ? words('never-rehearsed')
            : words('rehearsed', { day: view.rehearsed })}
        </span>
        {mayDeclare && (
          <span class='deeds'>
            <a class='button' href={`/emergency/plans/${plan.id}/declare?mode=rehearsal`}>
              {words('rehearse')}
            </a>
            <a class='button' href={`/emergency/plans/${plan.id}/declare`}>
              {words('declare')}
            </a>
          </span>
        )}
      </header>
      <details>
        <summary>
          {words('steps')} · {words('trigger')} · {words('customer-hears')}
        </summary>
        <h4>{words('why')}</h4>
        <div class='reason'>{raw(view.reason)}</div>
        <p class='soft small'>
          {words('source')}: {plan.source.join(' · ')}
        </p>
        <h4>{words('trigger')}</h4>
        <TriggerWords language={language} trigger={plan.trigger} />
        <h4>{words('steps')}</h4>
        <div class='table-scroll'>
          <table class='data stacks'>
            <thead>
              <tr>
                <th scope='col'>{words('step-what')}</th>
                <th scope='col'>{words('step-who')}</th>
                <th scope='col'>{words('step-by')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ what, who, by }) => (
                <tr>
                  <td class='line'>{what}</td>
                  <td data-label={words('step-who')}>{who}</td>
                  <td data-label={words('step-by')}>{by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <h4>{words('resources')}</h4>
        <ul>
          {resources.map((resource) => (
            <li>{resource}</li>
          ))}
        </ul>
        <h4>{words('customer-hears')}</h4>
        <blockquote>{plan.banner[language]}</blockquote>
        <blockquote>{plan.reply[language]}</blockquote>
        <h4>{words('changes')}</h4>
        <Changes language={language} effects={plan.effects} topic={plan.topic} />
      </details>
    </article>
  )
}

interface ChangesProps {
  readonly language: Language
  readonly effects: PlanEffects
  readonly topic: Topic
}

/** What the emergency changes, as a list. */
export const Changes: FC<ChangesProps> = ({ language, effects, topic }) => {
  const words = emergencyWords(language)
  const { firstResponse, team, urgency, askPatience, topicGoesTo } = effects
  const hasTopic = Object.values(topic).some((names) => names.length > 0)
  const lasts = (time: Millis) => lengthWords(language, time)
  return (
    <ul>
      <li>
        {firstResponse
          ? words('change-first', {
              normal: lasts(firstResponse.normal),
              urgent: lasts(firstResponse.urgent),
            })
          : words('change-none')}
      </li>
      <li>{team === null ? words('change-no-team') : words('change-team', { team })}</li>
      {urgency === 'urgent' && <li>{words('change-urgent')}</li>}
      {askPatience && <li>{words(hasTopic ? 'change-patience' : 'change-everyone')}</li>}
      {hasTopic && <li>{words(`change-${topicGoesTo}`)}</li>}
    </ul>
  )
}

const TriggerWords: FC<{ language: Language; trigger: Trigger }> = ({ language, trigger }) => {
  const words = emergencyWords(language)
  if ('fact' in trigger) return <p>{limitWords(language, trigger.fact, trigger.atLeast)}</p>
  const parts = 'any' in trigger ? trigger.any : trigger.all
  return (
    <>
      <p>{words('any' in trigger ? 'any-of' : 'all-of')}:</p>
      <ul>
        {parts.map((part) => (
          <li>
            <TriggerWords language={language} trigger={part} />
          </li>
        ))}
      </ul>
    </>
  )
}

function lengthWords(language: Language, time: Millis): string {
  const words = emergencyWords(language)
  return time % HOUR === 0
    ? words('hours', { count: time / HOUR })
    : words('minutes', { count: time / MINUTE })
}
