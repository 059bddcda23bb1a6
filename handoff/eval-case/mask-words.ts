import { maskPersonal } from '../handbook/mask-personal.js'

/** What is known of who wrote it. */
export interface KnownPerson {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly shopId: string | null
}

const MASK = '•••'

/** How somebody is spoken to by their family name. */
const TITLES = '先生|女士|小姐|太太|老师|老師'
const SHORTEST_WORD = 3

/**
 * Takes out of a customer's words who they are: what looks like an address or a number, and what
 * their file knows of them, their name also in parts.
 */
export function maskWords(text: string, known: readonly KnownPerson[]): string {
  const words = known
    .flatMap(({ name, email, phone, shopId }) => [...namesIn(name), email, phone, shopId])
    .filter((word): word is string => word !== null && word.trim() !== '')
    .toSorted((a, b) => b.length - a.length)
  const masked = words.reduce((left, word) => left.replaceAll(patternOf(word), MASK), text)
  return maskPersonal(masked)
}

function namesIn(name: string): readonly string[] {
  const whole = name.trim()
  if (!/^\p{Script=Han}{2,4}$/u.test(whole)) {
    const parts = whole.split(/[\s·.]+/u).filter((part) => [...part].length >= SHORTEST_WORD)
    return [whole, ...parts].filter((part) => [...part].length >= 2)
  }
  const characters = [...whole]
  const family = characters.length === 4 ? characters.slice(0, 2).join('') : characters[0]
  const given = characters.slice(characters.length === 4 ? 2 : 1).join('')
  // A given name of one character is an ordinary word as well.
  return [
    whole,
    ...TITLES.split('|').map((title) => `${family}${title}`),
    ...([...given].length > 1 ? [given] : []),
  ]
}

/** The word itself, in whatever case; a Latin one not inside another. */
function patternOf(word: string): RegExp {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const isLatin = /^[\p{Script=Latin}\d]/u.test(word) && /[\p{Script=Latin}\d]$/u.test(word)
  return isLatin
    ? new RegExp(`(?<![\\p{Script=Latin}\\d])${escaped}(?![\\p{Script=Latin}\\d])`, 'giu')
    : new RegExp(escaped, 'giu')
}
