import { lazy } from '../../platform/lazy.js'
import type { Outcome } from './decide.js'
import { type AnswerKind, askedBy, isAsking } from './extract/answer-kind.js'
import { sentenceTerms } from './extract/asked-terms.js'
import type { Hit } from './extract/choose-passage.js'
import { type Figure, figuresIn, withoutFigures } from './extract/figures.js'
import { foldText } from './words/fold-text.js'

/** Two articles that answer one question with different figures. */
export interface Contradiction {
  /** In the order of the hits. */
  readonly between: readonly [Hit, Hit]
  /** The one that replaces the other, or is valid from a later day; `null` where neither is said. */
  readonly newer: Hit | null
}

/**
 * How many hits are looked at, and how likely they must be. Little, since of two articles that say
 * the same, the one that says it a little better takes nearly all of the probability.
 */
const DEPTH = 4
const LEAST_PROBABILITY = 0.02

/**
 * How alike two sentences must be without their figures, as the share of all their terms that both
 * have. Of 1,668 questions to the sample shop, which does not contradict itself, no two reached
 * .30; of 15 to copies of its articles with other figures, 12 reached .40.
 */
const ALIKE = 0.4

/**
 * Of what an article's title and its sentence both name, the share that the other must name too:
 * "退货 7 天" and "换货 15 天" are two rules, not one.
 */
const SAME_SUBJECT = 0.6

/** Kinds of answers that figures give. */
const COUNTED: readonly AnswerKind[] = ['how-long', 'how-much', 'how-many', 'yes-no', 'other']

/**
 * Finds two of the first hits that say the same of the same with other figures, such as 7 and 15
 * days. Versions of one article count once and are never compared.
 *
 * @param areAlike Whether two articles are near enough to each other to say the same.
 * @param concerns Which pairs are looked at.
 */
export function findContradiction(
  folded: string,
  hits: readonly Hit[],
  areAlike: Pairs,
  concerns: Pairs = () => true,
): Contradiction | null {
  if (!COUNTED.includes(askedBy(folded).kind)) return null
  const likely = hits.slice(0, DEPTH).filter(({ probability }) => probability >= LEAST_PROBABILITY)
  const speakers = likely.map(speakerOf)
  for (const [i, one] of speakers.entries()) {
    for (const other of speakers.slice(i + 1)) {
      const mayDiffer = concerns(one.hit, other.hit) && areAlike(one.hit, other.hit)
      if (!mayDiffer || !contradict(one, other)) continue
      return { between: [one.hit, other.hit], newer: newerOf(one.hit, other.hit) }
    }
  }
  return null
}

/** Of two hits, in their order. */
type Pairs = (one: Hit, other: Hit) => boolean

/** The pairs that a decision hangs on: of an answer with any other, and among choices. */
export function concernedBy(decision: Outcome<Hit>): Pairs {
  switch (decision.kind) {
    case 'answer':
      return (one, other) => one === decision.hit || other === decision.hit
    case 'ask-back':
      return (one, other) => decision.choices.includes(one) && decision.choices.includes(other)
    case 'hand-over':
      return () => false
  }
}

/**
 * What the customer gets: the newer of the two, or a person where nothing tells which is newer.
 * Asking them which of two rules they mean would be no help.
 *
 * @param answerFrom The probability from which on both together are sure enough, 0 to 1.
 */
export function settleContradiction(
  decision: Outcome<Hit>,
  contradiction: Contradiction | null,
  answerFrom: number,
): Outcome<Hit> {
  if (!contradiction || decision.kind === 'hand-over') return decision
  const { between, newer } = contradiction
  const concerns = (hit: Hit) => between.includes(hit)
  if (decision.kind === 'answer') {
    if (!concerns(decision.hit)) return decision
    return newer ? { kind: 'answer', hit: newer } : { kind: 'hand-over' }
  }
  if (decision.choices.filter(concerns).length < between.length) return decision
  if (!newer) return { kind: 'hand-over' }
  const oneOfThem = between.reduce((sum, { probability }) => sum + probability, 0)
  if (oneOfThem >= answerFrom) return { kind: 'answer', hit: newer }
  const choices = decision.choices.filter((hit) => hit === newer || !concerns(hit))
  return { kind: 'ask-back', choices }
}

/** How an article stands in a contradiction; `unclear` where nothing tells which is newer. */
export type Standing = 'newer' | 'older' | 'unclear'

/** `null` for an article that nothing contradicts. */
export function standingOf(hit: Hit, contradiction: Contradiction | null): Standing | null {
  if (!contradiction?.between.includes(hit)) return null
  if (!contradiction.newer) return 'unclear'
  return contradiction.newer === hit ? 'newer' : 'older'
}

interface Speaker {
  readonly hit: Hit
  /** Read when somebody asks: that takes half a millisecond. */
  readonly claims: () => readonly Claim[]
  /** Terms of its title. */
  readonly title: () => ReadonlySet<string>
}

/** A sentence or row that would be said, with figures in it. */
interface Claim {
  readonly figures: readonly Figure[]
  /** Of what is said of them. */
  readonly terms: ReadonlySet<string>
}

function speakerOf(hit: Hit): Speaker {
  return {
    hit,
    claims: lazy(() => claimsOf(hit)),
    title: lazy(() => new Set(sentenceTerms(hit.article.title))),
  }
}

function claimsOf({ extract }: Hit): readonly Claim[] {
  const lines = extract.sentences.flatMap(({ text }) => text.split('\n').map(foldText))
  return lines.flatMap((line) => {
    const figures = figuresIn(line)
    if (figures.length === 0) return []
    return [{ figures, terms: new Set(sentenceTerms(withoutFigures(line))) }]
  })
}

function contradict(one: Speaker, other: Speaker): boolean {
  return one
    .claims()
    .some((claim) =>
      other
        .claims()
        .some(
          (counter) =>
            differ(claim.figures, counter.figures) &&
            likeness(claim.terms, counter.terms) >= ALIKE &&
            namesSubject(one, claim, other, counter) &&
            namesSubject(other, counter, one, claim),
        ),
    )
}

/** Whether both count the same and have no value of it in common. */
function differ(these: readonly Figure[], those: readonly Figure[]): boolean {
  return these.some(({ unit }) => {
    const values = new Set(these.filter((each) => each.unit === unit).map(({ value }) => value))
    const others = those.filter((each) => each.unit === unit)
    return others.length > 0 && others.every(({ value }) => !values.has(value))
  })
}

function likeness(these: ReadonlySet<string>, those: ReadonlySet<string>): number {
  const both = [...these].filter((term) => those.has(term)).length
  const all = these.size + those.size - both
  return all === 0 ? 0 : both / all
}

function namesSubject(one: Speaker, claim: Claim, other: Speaker, counter: Claim): boolean {
  const subject = [...one.title()].filter((term) => claim.terms.has(term) && !isAsking(term))
  const named = subject.filter((term) => counter.terms.has(term) || other.title().has(term))
  return named.length >= SAME_SUBJECT * subject.length
}

function newerOf(one: Hit, other: Hit): Hit | null {
  if (one.article.supersedes === other.article.id) return one
  if (other.article.supersedes === one.article.id) return other
  const [from, otherFrom] = [one.article.validFrom, other.article.validFrom]
  if (from === null || otherFrom === null || from === otherFrom) return null
  return from > otherFrom ? one : other
}
