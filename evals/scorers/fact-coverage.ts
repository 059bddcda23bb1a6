import { comparable } from './comparable.js'

/** One thing that a right answer says: wordings of which any one counts. */
export type Fact = readonly string[]

/** Share of the facts that the text holds, 0 to 1; `null` when nothing was to be said. */
export function factCoverage(text: string, facts: readonly Fact[]): number | null {
  if (facts.length === 0) return null
  return (facts.length - missingFacts(text, facts).length) / facts.length
}

/** Those that the text does not hold, in their order. */
export function missingFacts(text: string, facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((wordings) => !wordings.some((wording) => holdsWords(text, wording)))
}

/** Whether the text has these words. A number counts whole: "5 天" is neither in "15 天" nor "2–5 天". */
export function holdsWords(text: string, words: string): boolean {
  const said = comparable(text)
  const wanted = comparable(words)
  for (let at = said.indexOf(wanted); at !== -1; at = said.indexOf(wanted, at + 1)) {
    const before = said.slice(0, at)
    const after = said.slice(at + wanted.length)
    const cutsBefore = /^\d/.test(wanted) && /\d[-.,:]?$/.test(before)
    const cutsAfter = /\d$/.test(wanted) && /^[-.,:]?\d/.test(after)
    if (!cutsBefore && !cutsAfter) return true
  }
  return false
}
