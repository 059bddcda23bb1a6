import type { FC } from 'hono/jsx'
import { TextField } from '../../platform/ui/field.js'
import { Icon } from '../../platform/ui/icon.js'
import { UntilField, WordFields } from './declare-page.js'
import type { Emergency } from './emergency.js'
import { type EmergencyFrame, EmergencyShell } from './emergency-frame.js'
import type { DoneStep } from './emergency-table.js'
import { emergencyWords } from './emergency-words.js'
import { Changes } from './plan-card.js'
import type { RehearsalLine } from './rehearsal-table.js'
import { TestChat } from './test-chat.js'

interface DeclaredProps {
  readonly frame: EmergencyFrame
  readonly alert: string | undefined
  readonly emergency: Emergency
  readonly done: readonly DoneStep[]
  /** As browsers write a local time. */
  readonly until: string
  /** The test conversation; empty of a real one. */
  readonly lines: readonly RehearsalLine[]
}

/** One emergency or rehearsal, while it is in force and afterwards. */
export const DeclaredPage: FC<DeclaredProps> = (props) => {
  const { frame, emergency, done } = props
  const { language, times } = frame
  const words = emergencyWords(language)
  const { id, mode, plan, end } = emergency
  const isOpen = end === null
  const title = plan.title[language]
  return (
    <EmergencyShell frame={frame} title={title} alert={props.alert}>
      <h1>
        {title}{' '}
        {(isOpen || mode === 'rehearsal') && (
          <span class={mode === 'real' ? 'mark late' : 'mark accent'}>{words(`mode-${mode}`)}</span>
        )}
      </h1>
      {mode === 'rehearsal' && <p class='notice rehearsal'>{words('rehearsal-mark')}</p>}
      <p class='soft'>
        {words('declared', {
          name: emergency.declaredBy.name,
          time: times.exact(emergency.declaredAt),
        })}{' '}
        · {isOpen ? words('until', { time: times.exact(emergency.until) }) : <Ended {...props} />}
      </p>
      {end?.lesson && (
        <p class='notice ok'>
          <strong>{words('lesson')}</strong> · {end.lesson}
        </p>
      )}
      <div class='columns'>
        <section id='live' aria-labelledby='steps-title'>
          <h2 id='steps-title'>{words('steps')}</h2>
          <p class='soft'>
            {words('progress', { done: done.length, all: plan.words[language].steps.length })}
          </p>
          <ol class='plain steps'>
            {plan.words[language].steps.map((_, index) => (
              <StepLine {...props} index={index} />
            ))}
          </ol>
        </section>
        <section aria-labelledby='says-title'>
          <h2 id='says-title'>{words('customer-hears')}</h2>
          <blockquote class='banner'>{emergency.banner[language]}</blockquote>
          <blockquote>{emergency.reply[language]}</blockquote>
          <h2>{words('changes')}</h2>
          <Changes language={language} effects={plan.effects} topic={emergency.topic} />
          <h2>{words('resources')}</h2>
          <ul>
            {plan.words[language].resources.map((resource) => (
              <li>{resource}</li>
            ))}
          </ul>
        </section>
      </div>
      {mode === 'rehearsal' && (
        <TestChat language={language} id={id} isOpen={isOpen} lines={props.lines} />
      )}
      {frame.isSupervisor && <Deeds {...props} />}
    </EmergencyShell>
  )
}

const Ended: FC<DeclaredProps> = ({ frame, emergency: { end } }) => {
  const words = emergencyWords(frame.language)
  if (end === null) return null
  const time = frame.times.exact(end.at)
  return (
    <>{end.by ? words('ended', { name: end.by.name, time }) : words('ended-by-itself', { time })}</>
  )
}

const StepLine: FC<DeclaredProps & { index: number }> = ({ frame, emergency, done, index }) => {
  const { language } = frame
  const words = emergencyWords(language)
  const step = emergency.plan.words[language].steps[index]
  const ticked = done.find((each) => each.step === index)
  if (!step) return null
  return (
    <li class={ticked ? 'done' : ''}>
      <Icon name={ticked ? 'check' : 'circle'} />
      <div>
        <p>{step.what}</p>
        <p class='soft small'>
          {step.who} · {step.by}
        </p>
        {ticked && (
          <p class='small ticked'>
            {words('done-by', { name: ticked.by.name, time: frame.times.exact(ticked.at) })}
          </p>
        )}
      </div>
      {frame.isSupervisor && emergency.end === null && (
        <form method='post' action={`/emergency/declared/${emergency.id}/steps/${index}`}>
          <button
            type='submit'
            name='done'
            value={ticked ? 'no' : 'yes'}
            class={ticked ? 'bare' : ''}
            aria-label={`${words(ticked ? 'untick' : 'tick')}: ${step.what}`}
          >
            {words(ticked ? 'untick' : 'tick')}
          </button>
        </form>
      )}
    </li>
  )
}

/** What only a supervisor may do. */
const Deeds: FC<DeclaredProps> = ({ frame, emergency, until }) => {
  const { language } = frame
  const words = emergencyWords(language)
  const { mode, end, banner, reply } = emergency
  const action = `/emergency/declared/${emergency.id}`
  if (end !== null && end.lesson !== null) return null
  return (
    <section class='supervise' aria-labelledby='end-title'>
      {end === null && (
        <>
          <details>
            <summary>{words('reword')}</summary>
            <form class='form wide' method='post' action={`${action}/words`}>
              <WordFields language={language} banner={banner} reply={reply} />
              <p>
                <button type='submit'>
                  {words(mode === 'real' ? 'reword-save' : 'reword-save-rehearsal')}
                </button>
              </p>
            </form>
          </details>
          <details>
            <summary>{words('prolong')}</summary>
            <form class='form' method='post' action={`${action}/prolong`}>
              <UntilField language={language} value={until} />
              <p>
                <button type='submit'>{words('prolong')}</button>
              </p>
            </form>
          </details>
        </>
      )}
      <h2 id='end-title'>{words('end-title')}</h2>
      <form class='form' method='post' action={`${action}/end`}>
        <TextField name='lesson' label={words('lesson-label')} required />
        <p>
          <button class='primary' type='submit'>
            {end !== null ? words('lesson-save') : words(mode === 'real' ? 'end' : 'end-rehearsal')}
          </button>
        </p>
      </form>
    </section>
  )
}
