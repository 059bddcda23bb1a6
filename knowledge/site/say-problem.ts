import type { Language } from '../../platform/language.js'
import { daysOf } from '../../platform/ui/times.js'
import type { Problem } from '../article/problem.js'
import { siteWords } from './site-words.js'

/** What a problem says, and in which language: of a file that is no article, it is told in English. */
export function sayProblem(
  { message, reason }: Pick<Problem, 'message' | 'reason'>,
  language: Language,
): { readonly text: string; readonly lang: Language } {
  if (!reason) return { text: message, lang: 'en' }
  const words = siteWords(language)
  const text = () => {
    switch (reason.kind) {
      case 'names-none':
        return words('problem-says-names-none', {
          label: words(`problem-field-${reason.field}`),
          target: reason.target,
        })
      case 'expired':
        return words('problem-says-expired', {
          label: words(`problem-field-${reason.field}`),
          day: daysOf(language)(reason.day),
        })
      case 'field': {
        const { field, found, wanted, choices } = reason
        const state =
          found === null
            ? words('problem-says-field-missing', { field })
            : words('problem-says-field-is', { field, found })
        const space = language === 'en' ? ' ' : ''
        return `${state}${space}${words(`problem-wants-${wanted}`, { choices })}`
      }
      default: {
        const { kind, ...values } = reason
        return words(`problem-says-${kind}`, values)
      }
    }
  }
  return { text: text(), lang: language }
}
