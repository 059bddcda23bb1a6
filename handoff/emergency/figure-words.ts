import type { Language } from '../../platform/language.js'
import { emergencyWords } from './emergency-words.js'
import { type FactName, type Figure, SHARES } from './trigger.js'

/** A figure as a supervisor reads it: "20 cases wait (at least 15)". */
export function figureWords(language: Language, { fact, value, atLeast }: Figure): string {
  const words = emergencyWords(language)
  const measured = words(`fact-${fact}`, { value: numberOf(language, fact, value) })
  return words('figure', { measured, limit: numberOf(language, fact, atLeast) })
}

/** A limit of a trigger: "cases wait: at least 15". */
export function limitWords(language: Language, fact: FactName, atLeast: number): string {
  const limit = emergencyWords(language)('at-least', { limit: numberOf(language, fact, atLeast) })
  return emergencyWords(language)(`fact-${fact}`, { value: limit })
}

function numberOf(language: Language, fact: FactName, value: number): string {
  return new Intl.NumberFormat(
    language,
    SHARES.has(fact)
      ? { style: 'percent', maximumFractionDigits: 0 }
      : { maximumFractionDigits: 1 },
  ).format(value)
}
