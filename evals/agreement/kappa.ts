/** One line's labels, one by each person in the order of the people; `null` where one gave none. */
export type Labels<Label extends string | number> = readonly (Label | null)[]

/**
 * How much two people agree beyond what they would by chance, each labelling as often as they do:
 * Cohen's kappa. 1 is always, 0 what chance gives, below 0 less than that.
 *
 * @returns `null` when they have no line in common, or both gave one and the same label to all.
 *
 * Source: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
 * Measurement 20, 1960.
 */
export function cohensKappa<Label extends string | number>(
  pairs: readonly (readonly [Label, Label])[],
): number | null {
  return weightedKappa(pairs, (a, b) => (a === b ? 0 : 1))
}

/**
 * The same for labels on a scale, where one step apart is a small disagreement: distances count by
 * their squares.
 *
 * Source: Cohen, "Weighted kappa", Psychological Bulletin 70, 1968.
 */
export function quadraticKappa(pairs: readonly (readonly [number, number])[]): number | null {
  return weightedKappa(pairs, (a, b) => (a - b) ** 2)
}

function weightedKappa<Label extends string | number>(
  pairs: readonly (readonly [Label, Label])[],
  distance: (a: Label, b: Label) => number,
): number | null {
  if (pairs.length === 0) return null
  const [first, second] = [countsOf(pairs.map(([a]) => a)), countsOf(pairs.map(([, b]) => b))]
  const observed = pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length
  let expected = 0
  for (const [a, timesA] of first) {
    for (const [b, timesB] of second) expected += distance(a, b) * timesA * timesB
  }
  expected /= pairs.length ** 2
  return expected === 0 ? null : 1 - observed / expected
}

function countsOf<Label>(labels: readonly Label[]): ReadonlyMap<Label, number> {
  const counts = new Map<Label, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return counts
}

/**
 * The same for any number of people, some of whom left lines out: Krippendorff's alpha for labels
 * without an order, or with one where they are numbers.
 *
 * @returns `null` when no line has two labels, or all labels are one and the same.
 *
 * Source: Krippendorff, "Content Analysis", 4th edition, 2018, chapter 12.
 */
export function krippendorffAlpha<Label extends string | number>(
  lines: readonly Labels<Label>[],
): number | null {
  const labelled = lines
    .map((labels) => labels.filter((label): label is Label => label !== null))
    .filter((labels) => labels.length > 1)
  const all = labelled.flat()
  if (all.length === 0) return null
  const distance = (a: Label, b: Label) =>
    typeof a === 'number' && typeof b === 'number' ? (a - b) ** 2 : a === b ? 0 : 1
  let observed = 0
  for (const labels of labelled) observed += sumOfPairs(labels, distance) / (labels.length - 1)
  observed /= all.length
  const expected = sumOfPairs(all, distance) / (all.length * (all.length - 1))
  return expected === 0 ? null : 1 - observed / expected
}

function sumOfPairs<Label>(
  labels: readonly Label[],
  distance: (a: Label, b: Label) => number,
): number {
  const counts = [...countsOf(labels)]
  let sum = 0
  for (const [a, timesA] of counts) {
    for (const [b, timesB] of counts) sum += distance(a, b) * timesA * timesB
  }
  return sum
}
