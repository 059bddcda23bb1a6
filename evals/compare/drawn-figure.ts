import type { Mark, MarkKind } from '../report/mark.js'

/**
 * A figure of drawn questions, asked for a thousand times over: what does not change from draw to
 * draw is worked out once, and no list is made in between.
 *
 * Gives what `figureOf` gives for the same marks repeated as often as they were drawn.
 *
 * @returns A function of how often each question was drawn; `null` when the draw cannot say.
 */
export function drawnFigure(
  kind: MarkKind,
  marks: readonly (Mark | null)[],
): (times: Uint16Array) => number | null {
  const applies = marks.flatMap((mark, i) => (mark === null ? [] : [i]))
  const claims = Float64Array.from(
    marks,
    (mark) => (typeof mark === 'number' ? mark : mark?.[0]) ?? 0,
  )
  const came = Uint8Array.from(marks, (mark) => (typeof mark === 'number' ? 0 : mark?.[1]) ?? 0)
  switch (kind) {
    case 'mean':
      return drawnMean(applies, claims)
    case 'ece':
      return drawnEce(applies, claims, came)
    case 'auroc':
      return drawnAuroc(applies, claims, came)
    default:
      return kind satisfies never
  }
}

function drawnMean(applies: readonly number[], claims: Float64Array) {
  return (times: Uint16Array) => {
    let sum = 0
    let count = 0
    for (const i of applies) {
      const often = times[i] ?? 0
      sum += often * (claims[i] ?? 0)
      count += often
    }
    return count === 0 ? null : sum / count
  }
}

/** As in `calibration.ts`. */
const BINS = 10

function drawnEce(applies: readonly number[], claims: Float64Array, came: Uint8Array) {
  const binOf = Uint8Array.from(claims, (claim) => Math.min(BINS - 1, Math.floor(claim * BINS)))
  const surplus = new Float64Array(BINS)
  return (times: Uint16Array) => {
    surplus.fill(0)
    let count = 0
    for (const i of applies) {
      const often = times[i] ?? 0
      const bin = binOf[i] ?? 0
      surplus[bin] = (surplus[bin] ?? 0) + often * ((claims[i] ?? 0) - (came[i] ?? 0))
      count += often
    }
    if (count === 0) return null
    return surplus.reduce((sum, each) => sum + Math.abs(each), 0) / count
  }
}

/** Goes up the claims once; those that tie count half. */
function drawnAuroc(applies: readonly number[], claims: Float64Array, came: Uint8Array) {
  const order = applies.toSorted((a, b) => (claims[a] ?? 0) - (claims[b] ?? 0))
  return (times: Uint16Array) => {
    let below = 0
    let positives = 0
    let wins = 0
    for (let start = 0; start < order.length; ) {
      const claim = claims[order[start] ?? 0]
      let tiedPositives = 0
      let tiedNegatives = 0
      for (; start < order.length && claims[order[start] ?? 0] === claim; start++) {
        const i = order[start] ?? 0
        if (came[i] === 1) tiedPositives += times[i] ?? 0
        else tiedNegatives += times[i] ?? 0
      }
      wins += tiedPositives * (below + tiedNegatives / 2)
      below += tiedNegatives
      positives += tiedPositives
    }
    return positives === 0 || below === 0 ? null : wins / (positives * below)
  }
}
