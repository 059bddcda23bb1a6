import { ConverterFactory, type DictGroup } from 'opencc-js/core'

/**
 * Converts a short text as the library does, from those words alone that begin with its characters:
 * all of them are 50,000 maps in a tree, 25 MB, for the few that a question has.
 *
 * @param chain Dictionaries that are applied one after the other, as entries `from to|from to|…`.
 */
export function leanConverter(chain: readonly DictGroup[]): (text: string) => string {
  const groups = chain.map((group) => group.map(byFirstCharacter))
  return (text) => {
    const characters = new Set(text)
    const pick = (words: ReadonlyMap<string, string>) =>
      [...characters].flatMap((character) => words.get(character) ?? []).join('|')
    return ConverterFactory(...groups.map((group) => group.map(pick).filter(Boolean)))(text)
  }
}

/** The entries of a dictionary by the first character of what they convert. */
function byFirstCharacter(dictionary: DictGroup[number]): ReadonlyMap<string, string> {
  if (typeof dictionary !== 'string') throw new TypeError('This dictionary is no text.')
  const found = new Map<string, string>()
  // Entries that begin alike stand together, so each part is cut out of the dictionary whole.
  for (let start = 0; start < dictionary.length; ) {
    const first = String.fromCodePoint(dictionary.codePointAt(start) ?? 0)
    let end = start
    do {
      const next = dictionary.indexOf('|', end)
      end = next === -1 ? dictionary.length + 1 : next + 1
    } while (dictionary.startsWith(first, end))
    const part = dictionary.slice(start, end - 1)
    const before = found.get(first)
    found.set(first, before === undefined ? part : `${before}|${part}`)
    start = end
  }
  return found
}
