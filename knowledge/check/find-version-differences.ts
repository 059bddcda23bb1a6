import type { ClaimIndex, KeptClaim } from './claim-index.js'

/** A figure of one version in whose place the other language has another one. */
export interface VersionDifference {
  readonly unit: string
  readonly one: KeptClaim
  readonly value: string
  readonly other: KeptClaim
  readonly otherValue: string
}

/**
 * Finds figures that two versions of one article do not share. A version may say less than the
 * other, or give another example; so a figure counts as changed only where each has one that the
 * other lacks, and nothing else of this unit or of the sentence around it tells them apart.
 */
export function findVersionDifferences(
  claims: ClaimIndex,
  id: string,
  version: string,
): readonly VersionDifference[] {
  const here = onlyIn(claims.claimsOf(id), claims.claimsOf(version))
  const there = onlyIn(claims.claimsOf(version), claims.claimsOf(id))
  const found: VersionDifference[] = []
  for (const unit of new Set(here.map((each) => each.unit))) {
    const mine = here.filter((each) => each.unit === unit)
    const theirs = there.filter((each) => each.unit === unit)
    const values = (figures: readonly Lone[]) => new Set(figures.map(({ value }) => value)).size
    const isPair = values(mine) === 1 && values(theirs) === 1
    for (const one of mine) {
      const other = theirs.find((each) => isPair || isSameButFor(claims, one, each))
      if (!other || found.some((each) => each.unit === unit && each.value === one.value)) continue
      const [{ claim, value }, { claim: otherClaim, value: otherValue }] = [one, other]
      found.push({ unit, one: claim, value, other: otherClaim, otherValue })
    }
  }
  return found
}

/** A figure that stands in one version alone. */
interface Lone {
  readonly claim: KeptClaim
  readonly unit: string
  readonly value: string
}

function onlyIn(these: readonly KeptClaim[], those: readonly KeptClaim[]): readonly Lone[] {
  const known = new Set(those.flatMap(figuresOf))
  return these.flatMap((claim) =>
    [...claim.values].flatMap(([unit, values]) =>
      values.flatMap((value) => (known.has(`${unit} ${value}`) ? [] : [{ claim, unit, value }])),
    ),
  )
}

/** Whether the sentences around two figures hold the same figures otherwise, and at least one. */
function isSameButFor(claims: ClaimIndex, one: Lone, other: Lone): boolean {
  const mine = besides(claims, one)
  const theirs = besides(claims, other)
  return mine.size > 0 && mine.size === theirs.size && [...mine].every((each) => theirs.has(each))
}

function besides(claims: ClaimIndex, { claim, unit, value }: Lone): ReadonlySet<string> {
  const sentence = claims
    .claimsOf(claim.article)
    .filter(({ line, text }) => line === claim.line && text === claim.text)
  const figures = new Set(sentence.flatMap(figuresOf))
  figures.delete(`${unit} ${value}`)
  return figures
}

function figuresOf({ values }: KeptClaim): readonly string[] {
  return [...values].flatMap(([unit, each]) => each.map((value) => `${unit} ${value}`))
}
