const NEGATED =
  /(?:没有|没|未|不|无法)(\p{Script=Han}{2})|\b(?:not|never|without|isn't|hasn't|haven't|don't|doesn't) (?:been |yet )?(\p{L}{3,})/gu

/**
 * Whether one of two folded texts denies what the other says: 没有发货 and 发货, "not shipped" and
 * "shipped". Their vectors hardly differ, and their words are the same.
 */
export function isOpposed(one: string, other: string): boolean {
  const [mine, theirs] = [negatedIn(one), negatedIn(other)]
  return denies(mine, theirs, other) || denies(theirs, mine, one)
}

function denies(
  negated: ReadonlySet<string>,
  negatedToo: ReadonlySet<string>,
  text: string,
): boolean {
  return [...negated].some((word) => !negatedToo.has(word) && text.includes(word))
}

function negatedIn(folded: string): ReadonlySet<string> {
  return new Set([...folded.matchAll(NEGATED)].map(([, han, latin]) => han ?? latin ?? ''))
}
