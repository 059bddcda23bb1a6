import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { ANY_EMERGENCY, type Condition, type Facts, type Limits } from '../escalation/rule.js'
import { HOLDS } from '../signal/signal.js'
import { handbookWords, isHandbookKey } from './handbook-words.js'

/** The condition of a rule as sentences; joined ones as a list of them. */
export const ConditionText: FC<{ language: Language; condition: Condition }> = ({
  language,
  condition,
}) => {
  if (!('any' in condition) && !('all' in condition)) {
    return <>{sentenceOf(language, condition)}</>
  }
  const [parts, key] =
    'any' in condition ? [condition.any, 'any-of' as const] : [condition.all, 'all-of' as const]
  return (
    <>
      {handbookWords(language)(key)}
      <ul>
        {parts.map((part) => (
          <li>
            <ConditionText language={language} condition={part} />
          </li>
        ))}
      </ul>
    </>
  )
}

type Leaf = Exclude<Condition, { readonly any: unknown } | { readonly all: unknown }>

function sentenceOf(language: Language, condition: Leaf): string {
  const words = handbookWords(language)
  if ('signal' in condition) {
    const signal = nameOf(language, 'signal', condition.signal)
    if (condition.atLeast <= HOLDS) return words('cond-signal', { signal })
    const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(condition.atLeast)
    return words('cond-signal-strong', { signal, percent })
  }
  if ('failures' in condition) return words('cond-failures', { count: condition.failures })
  if ('repeats' in condition) return words('cond-repeats', { count: condition.repeats })
  if ('decision' in condition) return words(`cond-decision-${condition.decision}`)
  if ('service' in condition) {
    return words('cond-service', { service: words(`service-${condition.service}`) })
  }
  if ('money' in condition) {
    return words('cond-money', { limits: limitsText(language, condition.money) })
  }
  if ('departments' in condition) return words('cond-departments', { count: condition.departments })
  if ('value' in condition) return words('cond-value')
  if ('emergency' in condition) {
    const { emergency } = condition
    return emergency === ANY_EMERGENCY
      ? words('cond-emergency-any')
      : words('cond-emergency', { id: emergency })
  }
  return words('cond-language', { language: LANGUAGE_NAMES[condition.language] })
}

/** Facts as the conditions that they meet, in one line; empty when nothing is known. */
export function factsText(language: Language, facts: Facts): string {
  const leaves: Leaf[] = [
    ...facts.signals.map(({ name, strength }) => ({ signal: name, atLeast: strength })),
    ...(facts.failures > 0 ? [{ failures: facts.failures }] : []),
    ...(facts.repeats > 0 ? [{ repeats: facts.repeats }] : []),
    ...(facts.decision ? [{ decision: facts.decision }] : []),
    ...(facts.service ? [{ service: facts.service }] : []),
    // Amounts in the words themselves are read there.
    ...facts.money
      .filter(({ said }) => said === '')
      .map(({ currency, value }) => ({ money: { [currency]: value } })),
    ...(facts.departments.length > 0 ? [{ departments: facts.departments.length }] : []),
    ...(facts.value === 'valued' ? [{ value: facts.value }] : []),
    ...facts.emergencies.map((emergency) => ({ emergency })),
  ]
  const list = new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' })
  return list.format(leaves.map((leaf) => sentenceOf(language, leaf)))
}

/** What a signal, team or skill is called; what an editor added has only its id. */
export function nameOf(language: Language, kind: 'signal' | 'team' | 'skill', id: string): string {
  const key = `${kind}-${id}`
  return isHandbookKey(key) ? handbookWords(language)(key) : id
}

function limitsText(language: Language, limits: Limits): string {
  const amounts = Object.entries(limits).map(([currency, value]) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      maximumFractionDigits: 0,
    }).format(value),
  )
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(amounts)
}
