/**
 * The mean of every class's F1, so that a rare class counts as much as a common one.
 *
 * @returns `null` when none of the classes is there.
 */
export function macroF1(
  pairs: readonly { readonly gold: string; readonly told: string }[],
  classes: readonly string[],
): number | null {
  const scores = classes.flatMap((name) => f1(pairs, name) ?? [])
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Twice the hits over all that is or was said to be of the class; `null` when nothing is. */
function f1(
  pairs: readonly { readonly gold: string; readonly told: string }[],
  name: string,
): number | null {
  let hits = 0
  let total = 0
  for (const { gold, told } of pairs) {
    if (gold === name && told === name) hits++
    if (gold === name) total++
    if (told === name) total++
  }
  return total === 0 ? null : (2 * hits) / total
}
