import type { Language } from '../../platform/language.js'
import type { Writer } from './draft.js'

/** People as a sentence lists them: "赵明和王佳", "赵明 and 王佳". */
export function listNames(people: readonly Pick<Writer, 'name'>[], language: Language): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return list.format(people.map(({ name }) => name))
}
