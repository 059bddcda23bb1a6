import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Icon } from '../../platform/ui/icon.js'
import type { Times } from '../../platform/ui/times.js'
import type { DeskEmergencies } from './desk-emergencies.js'
import { emergencyWords } from './emergency-words.js'
import { figureWords } from './figure-words.js'

interface StripProps {
  readonly language: Language
  readonly times: Times
  readonly emergencies: DeskEmergencies
}

/** Across the top of every desk: what is in force, what is rehearsed, and what is proposed. */
export const EmergencyStrip: FC<StripProps> = ({ language, times, emergencies }) => {
  const words = emergencyWords(language)
  const { open, proposals } = emergencies
  if (open.length === 0 && proposals.length === 0) return null
  return (
    <section class='emergency-strip' aria-label={words('title')}>
      {open.map(({ id, mode, plan, until, banner }) => (
        <p class={mode}>
          <span class={mode === 'real' ? 'mark late' : 'mark accent'}>
            <Icon name={mode === 'real' ? 'triangle-alert' : 'info'} />
            {words(`mode-${mode}`)}
          </span>
          <a href={`/emergency/declared/${id}`}>{plan.title[language]}</a>
          <span>{words('until', { time: times.exact(until) })}</span>
          <span class='said'>{banner[language]}</span>
        </p>
      ))}
      {proposals.map(({ plan, proposal }) => (
        <p class='proposed'>
          <span class='mark warn'>
            <Icon name='info' />
            {words('proposed')}
          </span>
          <a href={`/emergency/plans/${plan.id}/declare`}>{plan.title[language]}</a>
          <span class='said'>
            {proposal.figures.map((figure) => figureWords(language, figure)).join(words('and'))}
          </span>
        </p>
      ))}
    </section>
  )
}
