import type { ClaimIndex, KeptClaim } from './claim-index.js'

/** Two claims of two articles that cannot both be true. */
export interface Clash {
  readonly kind: 'contradiction' | 'denial'
  readonly one: KeptClaim
  readonly other: KeptClaim
  /** What is counted differently; empty for a denial. */
  readonly unit: string
  /** How alike they are otherwise, 0 to 1. */
  readonly likeness: number
}

/**
 * How alike two claims must be, as the mean of clause and whole sentence, and their sentences alone.
 * Of the sample shop's claims about one subject with other figures, which are all about different
 * cases, the likest pair has .36; of those with equal figures some 130 reach .4.
 */
const ALIKE = 0.38
const SENTENCES_ALIKE = 0.1

/**
 * A denial has nearly the same words but for the "not": the clause alone, the mean with its sentence,
 * and the share of the subject that both name. Less is a rule for another case.
 */
const DENIAL = { clauses: 0.7, both: 0.5, subject: 0.8 } as const

/** So near to the pair, a claim of the other article that agrees shows that both are of one mind. */
const SETTLED = 0.4

/** Of what a title and its claim both name, the share that the other must name too. */
const SAME_SUBJECT = 0.6

/** Where neither claim names what its title is about, the titles must be alike instead. */
const TITLES_ALIKE = 0.2

/** Other articles that one is told of: the likeliest. With so many, the article itself is the one to look at. */
const MOST_TOLD = 3

/**
 * Finds what one article claims and another one says otherwise: same subject, other number, date or
 * yes and no.
 *
 * @param mayClash Whether two articles say things that must agree; versions of one are compared
 *   elsewhere.
 * @param rest Awaited between claims.
 * @returns The likest first, one for each pair of articles and each unit, of the few articles that
 *   clash most.
 */
export async function findContradictions(
  claims: ClaimIndex,
  id: string,
  mayClash: (other: string) => boolean,
  rest: () => Promise<void>,
): Promise<readonly Clash[]> {
  const found: Clash[] = []
  const known = new Map<string, boolean>([[id, false]])
  const mayBe = ({ article }: KeptClaim) => {
    const may = known.get(article) ?? mayClash(article)
    known.set(article, may)
    return may
  }
  for (const one of claims.claimsOf(id)) {
    for (const other of one.values.size > 0 ? claims.countingLike(one) : []) {
      const clash = mayBe(other) ? countsOtherwise(claims, one, other) : null
      if (clash) found.push(clash)
    }
    for (const other of claims.opposedTo(one)) {
      const clash = mayBe(other) ? deniesIt(claims, one, other) : null
      if (clash) found.push(clash)
    }
    await rest()
  }
  found.sort((a, b) => b.likeness - a.likeness)
  const told = new Set([...new Set(found.map(({ other }) => other.article))].slice(0, MOST_TOLD))
  const seen = new Set<string>()
  return found.filter(({ kind, unit, other }) => {
    const key = `${kind} ${unit} ${other.article}`
    return told.has(other.article) && !seen.has(key) && seen.add(key)
  })
}

function countsOtherwise(claims: ClaimIndex, one: KeptClaim, other: KeptClaim): Clash | null {
  const unit = unitThatDiffers(one, other)
  if (unit === undefined || !nameSameSubject(claims, one, other)) return null
  const sentences = claims.likeness(one.around, other.around)
  if (sentences < SENTENCES_ALIKE) return null
  const likeness = (claims.likeness(one.terms, other.terms) + sentences) / 2
  if (likeness < ALIKE) return null
  const settles = (mine: KeptClaim, theirs: KeptClaim) =>
    agree(mine, theirs, unit) && nearness(claims, mine, theirs) >= SETTLED * likeness
  if (claims.claimsOf(other.article).some((each) => settles(one, each))) return null
  if (claims.claimsOf(one.article).some((each) => settles(other, each))) return null
  return { kind: 'contradiction', one, other, unit, likeness }
}

function deniesIt(claims: ClaimIndex, one: KeptClaim, other: KeptClaim): Clash | null {
  const isOpposite = denies(one, other) !== denies(other, one)
  if (!isOpposite || !nameSameSubject(claims, one, other, DENIAL.subject)) return null
  if (unitThatDiffers(one, other) !== undefined) return null
  const clauses = claims.likeness(one.terms, other.terms)
  const likeness = (clauses + claims.likeness(one.around, other.around)) / 2
  if (clauses < DENIAL.clauses || likeness < DENIAL.both) return null
  return { kind: 'denial', one, other, unit: '', likeness }
}

/** Whether one says of something that it is not so, and the other names it without that. */
function denies({ denied }: KeptClaim, other: KeptClaim): boolean {
  return denied.some((word) => other.clause.includes(word) && !other.denied.includes(word))
}

function unitThatDiffers(one: KeptClaim, other: KeptClaim): string | undefined {
  for (const unit of one.values.keys()) {
    if (other.values.has(unit) && !agree(one, other, unit)) return unit
  }
  return undefined
}

/** Where one names more than the other, such as both ends of a range, they may both be right. */
function agree(one: KeptClaim, other: KeptClaim, unit: string): boolean {
  const [mine = [], theirs = []] = [one.values.get(unit), other.values.get(unit)]
  if (mine.length === 0 || theirs.length === 0) return false
  const [fewer, more] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return fewer.every((value) => more.includes(value))
}

function nearness(claims: ClaimIndex, one: KeptClaim, other: KeptClaim): number {
  const sentences = claims.likeness(one.around, other.around)
  return Math.max(sentences, (claims.likeness(one.terms, other.terms) + sentences) / 2)
}

function nameSameSubject(
  claims: ClaimIndex,
  one: KeptClaim,
  other: KeptClaim,
  share = SAME_SUBJECT,
): boolean {
  if (one.subject.length === 0 && other.subject.length === 0) {
    return claims.likeness(one.title, other.title) >= TITLES_ALIKE
  }
  return namesSubjectOf(one, other, share) && namesSubjectOf(other, one, share)
}

function namesSubjectOf({ subject }: KeptClaim, other: KeptClaim, share: number): boolean {
  let named = 0
  for (const term of subject) if (other.around.includes(term) || other.title.includes(term)) named++
  return named >= share * subject.length
}
