import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Icon } from '../../platform/ui/icon.js'
import type { SatisfactionClass } from './satisfaction-model.js'
import type { VisitSatisfaction } from './satisfaction-table.js'
import { reasonsInWords } from './satisfaction-text.js'
import { satisfactionWords } from './satisfaction-words.js'

const LOOKS = {
  dissatisfied: { icon: 'frown', state: ' warn' },
  neutral: { icon: 'meh', state: '' },
  satisfied: { icon: 'smile', state: ' ok' },
} as const satisfies Record<SatisfactionClass, object>

interface MarkProps {
  readonly language: Language
  readonly satisfaction: VisitSatisfaction
}

/** A class with a face beside its word, so that it is not told by colour alone. */
export const ClassMark: FC<{ language: Language; class: SatisfactionClass }> = (props) => {
  const { icon, state } = LOOKS[props.class]
  return (
    <span class={`mark${state}`}>
      <Icon name={icon} />
      {satisfactionWords(props.language)(`class-${props.class}`)}
    </span>
  )
}

/** One line for a list: how the customer feels, and why. */
export const SatisfactionLine: FC<MarkProps> = ({ language, satisfaction }) => {
  const words = satisfactionWords(language)
  const reasons = reasonsInWords(satisfaction, language).join(words('reason-between'))
  return (
    <span class='feels small' title={`${words('predicted')}: ${reasons}`}>
      <ClassMark language={language} class={satisfaction.class} />{' '}
      <span class='soft'>{reasons}</span>
    </span>
  )
}

/** The same on the case itself, where it says what it is and how sure. */
export const SatisfactionFacts: FC<MarkProps> = ({ language, satisfaction }) => {
  const words = satisfactionWords(language)
  return (
    <p class='feels small' id='feels'>
      <span class='soft'>{words('predicted')}</span>{' '}
      <ClassMark language={language} class={satisfaction.class} />{' '}
      {reasonsInWords(satisfaction, language).join(words('reason-between'))}{' '}
      <span class='soft' title={words('predicted-hint')}>
        {words('score-of', { score: scoreInWords(satisfaction.score, language) })}
      </span>
    </p>
  )
}

/** With its sign, and one digit: more would not be true. */
export function scoreInWords(score: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(score)
}
