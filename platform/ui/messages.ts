import { LANGUAGES, type Language } from '../language.js'

/** A sentence with values in braces, such as `{count} waiting`; English may tell one from many. */
export type Wording = string | { readonly one: string; readonly other: string }

/** The same keys in each language, one file per language. */
export type Catalogs<Key extends string> = Readonly<
  Record<Language, Readonly<Record<Key, Wording>>>
>

export type Values = Readonly<Record<string, string | number>>

/** Looks up a sentence in one language and fills in its values. */
export type Words<Key extends string> = (key: Key, values?: Values) => string

/** The words of a folder, by language. */
export function createWords<Key extends string>(
  catalogs: Catalogs<Key>,
): (language: Language) => Words<Key> {
  const speakers = new Map(
    LANGUAGES.map((language) => [language, speaker(catalogs[language], language)]),
  )
  return (language) => speakers.get(language) ?? speaker(catalogs[language], language)
}

function speaker<Key extends string>(
  catalog: Readonly<Record<Key, Wording>>,
  language: Language,
): Words<Key> {
  const numbers = new Intl.NumberFormat(language)
  const plurals = new Intl.PluralRules(language)
  return (key, values = {}) => {
    const wording: Wording = catalog[key]
    const text =
      typeof wording === 'string'
        ? wording
        : wording[plurals.select(Number(values['count'])) === 'one' ? 'one' : 'other']
    return text.replace(PLACEHOLDER, (whole, name: string) => {
      const value = values[name]
      if (value === undefined) return whole
      return typeof value === 'number' ? numbers.format(value) : value
    })
  }
}

const PLACEHOLDER = /\{(\w+)\}/g

/**
 * What keeps three catalogs from being one: keys or values that are not in all, empty sentences.
 *
 * @returns A sentence for each, in the order of keys; empty when all is well.
 */
export function catalogProblems(
  catalogs: Readonly<Record<Language, Readonly<Record<string, Wording>>>>,
): readonly string[] {
  const keys = [...new Set(LANGUAGES.flatMap((language) => Object.keys(catalogs[language])))]
  return keys.flatMap((key) => {
    const placeholders = LANGUAGES.map((language) => placeholdersOf(catalogs[language][key]))
    return LANGUAGES.flatMap((language, at) => {
      const found = placeholders[at]
      if (found === undefined) return [`${language} has no words for ${key}.`]
      if (found !== placeholders[0]) {
        return [
          `${key} takes {${placeholders[0]}} in ${LANGUAGES[0]} and {${found}} in ${language}.`,
        ]
      }
      return []
    })
  })
}

/** The sorted names in braces, or `undefined` where there are no words. */
function placeholdersOf(wording: Wording | undefined): string | undefined {
  if (wording === undefined) return undefined
  const texts = typeof wording === 'string' ? [wording] : [wording.one, wording.other]
  if (texts.some((text) => text.trim() === '')) return undefined
  const names = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name))
  return [...new Set(names)].sort().join(', ')
}
