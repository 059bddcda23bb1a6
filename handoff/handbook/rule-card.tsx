import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { toLanguageScript } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { accountWords } from '../account/account-words.js'
import type { EscalationRule } from '../escalation/rule.js'
import type { RuleExample } from '../escalation/rule-example.js'
import { ConditionText, factsText, nameOf } from './condition-words.js'
import { handbookWords } from './handbook-words.js'

/** A rule with what its card shows beside it, ready to show. */
export interface RuleView {
  readonly rule: EscalationRule
  readonly examples: readonly RuleExample[]
  /** What the customer hears, one of several wordings. */
  readonly said: string
  /** The reason as HTML that is safe to show, in Chinese. */
  readonly reason: string
}

interface RuleCardProps extends RuleView {
  readonly language: Language
  readonly mayTry: boolean
}

/** One rule as a service manager reads it: when, then, why, source, examples. */
export const RuleCard: FC<RuleCardProps> = ({ language, rule, said, reason, mayTry, examples }) => {
  const words = handbookWords(language)
  return (
    <article class='rule-card' id={`rule-${rule.id}`} aria-labelledby={`title-${rule.id}`}>
      <header>
        <h2 id={`title-${rule.id}`}>
          <span class='soft number'>{rule.order}</span> {rule.title[language]}
        </h2>
        <Urgency language={language} urgency={rule.urgency} />
        {mayTry && (
          <a class='button push' href={`/handbook/rules/${rule.id}/try`}>
            {words('try')}
          </a>
        )}
      </header>
      <dl>
        <dt>{words('when')}</dt>
        <dd>
          <ConditionText language={language} condition={rule.when} />
        </dd>
        <dt>{words('then')}</dt>
        <dd>
          <Effects language={language} rule={rule} said={said} />
        </dd>
        <dt>{words('why')}</dt>
        <dd lang={language === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans'}>
          {raw(toLanguageScript(reason, language === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans'))}
        </dd>
        <dt>{words('source')}</dt>
        <dd>{rule.source.join(' · ')}</dd>
      </dl>
      <Examples language={language} examples={examples} />
    </article>
  )
}

export const Urgency: FC<{ language: Language; urgency: EscalationRule['urgency'] }> = ({
  language,
  urgency,
}) => (
  <span class={`mark ${urgency === 'urgent' ? 'warn' : ''}`}>
    {handbookWords(language)(`urgency-${urgency}`)}
  </span>
)

const Effects: FC<{ language: Language; rule: EscalationRule; said: string }> = ({
  language,
  rule,
  said,
}) => {
  const words = handbookWords(language)
  const roles = rule.tell.map((role) => accountWords(language)(`role-${role}`))
  const effects = [
    words('hands-to', { team: nameOf(language, 'team', rule.team) }),
    ...(rule.skill === null
      ? []
      : [words('needs-skill', { skill: nameOf(language, 'skill', rule.skill) })]),
    ...(roles.length === 0
      ? []
      : [words('tells', { roles: new Intl.ListFormat(language).format(roles) })]),
    ...(rule.meanwhile === 'answers' ? [words('answers-meanwhile')] : []),
  ]
  return (
    <>
      <p>{effects.join(' · ')}</p>
      <p>
        {words('customer-hears')} <q>{said}</q>
      </p>
    </>
  )
}

const Examples: FC<{ language: Language; examples: readonly RuleExample[] }> = ({
  language,
  examples,
}) => {
  const words = handbookWords(language)
  return (
    <details>
      <summary>{words('examples-count', { count: examples.length })}</summary>
      <ul class='plain rule-examples'>
        {examples.map(({ text, facts, fires }) => (
          <li>
            <span class={`mark ${fires ? 'accent' : ''}`}>
              {words(fires ? 'fires' : 'must-not-fire')}
            </span>
            <span>
              {text !== '' && <q lang={facts.language}>{text}</q>}{' '}
              <span class='soft'>
                {factsText(language, facts) || (text === '' ? words('no-facts') : '')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
