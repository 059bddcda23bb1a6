import type { Language } from '../../platform/language.js'
import type { Found } from '../search/find-answer.js'
import type { SiteWords } from './site-words.js'

/** Two choices may both be right, so that their probabilities can add up to more than 1. */
const SUREST = 0.99

/** Why search decided as it did, in one sentence. */
export function whyFound(found: Found, words: SiteWords, language: Language): string {
  const { decision, reason, probability, limits } = found
  const share = (value: number) => percent(value, language)
  const figures = {
    probability: share(probability),
    limit: share(limits.answer),
    askBack: share(limits.askBack),
    budget: limits.budget.name,
  }
  switch (reason) {
    case 'contradiction':
      return words(`why-contradiction-${decision.kind}`)
    case 'one-of-these': {
      const choices = decision.kind === 'ask-back' ? decision.choices : []
      const together = choices.reduce((sum, choice) => sum + choice.probability, 0)
      return words('why-one-of-these', {
        ...figures,
        count: choices.length,
        together: share(Math.min(together, SUREST)),
      })
    }
    case 'sure':
    case 'several':
    case 'unsure':
      return words(`why-${reason}`, figures)
    case 'exact':
    case 'subject':
    case 'nothing':
    case 'denied':
      return words(`why-${reason}`)
    default:
      return reason satisfies never
  }
}

/** A share of 1 with one digit after the point, such as 84.3 %. */
export function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  )
}
