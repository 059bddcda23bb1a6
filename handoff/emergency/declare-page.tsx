import type { FC } from 'hono/jsx'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { AreaField, TextField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { LONGEST_HOURS, type Mode } from './emergency.js'
import { type EmergencyFrame, EmergencyShell } from './emergency-frame.js'
import { emergencyWords } from './emergency-words.js'
import { figureWords } from './figure-words.js'
import type { EmergencyPlan, Texts } from './plan.js'
import { Changes } from './plan-card.js'
import type { Proposal } from './proposal-table.js'

export interface DeclareForm {
  readonly banner: Texts
  readonly reply: Texts
  /** As browsers write a local time. */
  readonly until: string
  /** Ids with commas between. */
  readonly articles: string
}

interface DeclareProps {
  readonly frame: EmergencyFrame
  readonly alert: string | undefined
  readonly plan: EmergencyPlan
  readonly mode: Mode
  readonly form: DeclareForm
  readonly proposal: Proposal | undefined
}

/** The last look before the words go out. */
export const DeclarePage: FC<DeclareProps> = ({ frame, alert, plan, mode, form, proposal }) => {
  const { language } = frame
  const words = emergencyWords(language)
  const isReal = mode === 'real'
  const values = { title: plan.title[language] }
  const title = words(isReal ? 'declare-title' : 'rehearse-title', values)
  return (
    <EmergencyShell frame={frame} title={title} alert={alert}>
      <h1>{title}</h1>
      <p class={isReal ? 'soft' : 'notice rehearsal'}>
        {words(isReal ? 'declare-lead' : 'rehearse-lead')}
      </p>
      {isReal && proposal && (
        <div class='notice proposal'>
          <p>{words('proposed')}</p>
          <ul>
            {proposal.figures.map((figure) => (
              <li>{figureWords(language, figure)}</li>
            ))}
          </ul>
        </div>
      )}
      <form class='form wide' method='post' action={`/emergency/plans/${plan.id}/declare`}>
        <input type='hidden' name='mode' value={mode} />
        <WordFields language={language} banner={form.banner} reply={form.reply} />
        <UntilField language={language} value={form.until} />
        <TextField
          name='articles'
          label={words('topic-label')}
          hint={words('topic-hint')}
          value={form.articles}
        />
        <section aria-labelledby='changes-title'>
          <h2 id='changes-title'>{words('changes')}</h2>
          <Changes language={language} effects={plan.effects} topic={plan.topic} />
        </section>
        <p class='deeds'>
          <button class='primary' type='submit'>
            {words(isReal ? 'send-out' : 'start-rehearsal')}
          </button>
          <a class='button' href='/emergency'>
            {words('cancel')}
          </a>
        </p>
      </form>
    </EmergencyShell>
  )
}

interface WordFieldsProps {
  readonly language: Language
  readonly banner: Texts
  readonly reply: Texts
}

/** The words in all three languages, the reader's own first. */
export const WordFields: FC<WordFieldsProps> = ({ language, banner, reply }) => {
  const words = emergencyWords(language)
  const languages = [language, ...LANGUAGES.filter((each) => each !== language)]
  return (
    <>
      {languages.map((each) => (
        <div class='pair' lang={each}>
          <AreaField
            name={`banner-${each}`}
            label={words('banner-in', { language: LANGUAGE_NAMES[each] })}
            value={banner[each]}
            required
          />
          <AreaField
            name={`reply-${each}`}
            label={words('reply-in', { language: LANGUAGE_NAMES[each] })}
            value={reply[each]}
            required
          />
        </div>
      ))}
    </>
  )
}

export const UntilField: FC<{ language: Language; value: string }> = ({ language, value }) => {
  const words = emergencyWords(language)
  return (
    <TextField
      name='until'
      type='datetime-local'
      label={words('until-label')}
      hint={words('until-hint', { hours: LONGEST_HOURS })}
      value={value}
      required
    />
  )
}
