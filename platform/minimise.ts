/** Where a function is looked at, or what direction it rises in. */
type Numbers = Float64Array

export interface MinimiseOptions {
  /** Done when the gradient is so small a part of what it was at the start. */
  readonly tolerance: number
  readonly mostSteps: number
}

/** How many steps the shape of the function is read from. */
const MEMORY = 10
/** A step must gain this part of what the slope promises. */
const WORTHWHILE = 1e-4
const MOST_HALVINGS = 30

interface Move {
  readonly step: Numbers
  /** How the gradient changed over it. */
  readonly change: Numbers
  readonly curvature: number
}

/**
 * Finds the lowest point of a smooth convex function by L-BFGS with halved steps (Nocedal and
 * Wright, Numerical Optimization, algorithms 7.4 and 3.1). Own code because the packages of the
 * registry hold the thread until they are done.
 *
 * @param evaluate Writes the gradient at a point, and resolves with the value there. What it
 *   rejects with ends the search.
 * @param start Not changed.
 * @returns The best point that was found, also when `mostSteps` are not enough.
 */
export async function minimise(
  evaluate: (point: Numbers, gradient: Numbers) => Promise<number>,
  start: Numbers,
  { tolerance, mostSteps }: MinimiseOptions,
): Promise<Numbers> {
  let point = start.slice()
  let gradient = new Float64Array(start.length)
  let value = await evaluate(point, gradient)
  const small = tolerance * lengthOf(gradient)
  const moves: Move[] = []
  for (let step = 0; step < mostSteps && lengthOf(gradient) > small; step++) {
    const direction = downhill(gradient, moves)
    const slope = dot(gradient, direction)
    // Of the first step nothing is known but its direction.
    let size = moves.length === 0 ? Math.min(1, 1 / lengthOf(gradient)) : 1
    for (let halvings = 0; ; halvings++) {
      const next = point.map((x, i) => x + size * (direction[i] ?? 0))
      const rise = new Float64Array(start.length)
      const nextValue = await evaluate(next, rise)
      if (nextValue <= value + WORTHWHILE * size * slope) {
        remember(moves, minus(next, point), minus(rise, gradient))
        point = next
        gradient = rise
        value = nextValue
        break
      }
      // No lower point can be told from this one in the numbers' own precision.
      if (halvings === MOST_HALVINGS) return point
      size /= 2
    }
  }
  return point
}

/** The direction in which a function of the shape that the moves have shown is lowest. */
function downhill(gradient: Numbers, moves: readonly Move[]): Numbers {
  const direction = gradient.map((x) => -x)
  const shares = new Map<Move, number>()
  for (const move of moves.toReversed()) {
    const share = dot(move.step, direction) / move.curvature
    shares.set(move, share)
    add(direction, -share, move.change)
  }
  const last = moves.at(-1)
  const scale = last ? last.curvature / dot(last.change, last.change) : 1
  for (let i = 0; i < direction.length; i++) direction[i] = scale * (direction[i] ?? 0)
  for (const move of moves) {
    const share = dot(move.change, direction) / move.curvature
    add(direction, (shares.get(move) ?? 0) - share, move.step)
  }
  return direction
}

function remember(moves: Move[], step: Numbers, change: Numbers): void {
  const curvature = dot(step, change)
  // A flat step says nothing of the shape, and would be divided by.
  if (curvature <= Number.EPSILON * dot(change, change)) return
  moves.push({ step, change, curvature })
  if (moves.length > MEMORY) moves.shift()
}

function minus(one: Numbers, other: Numbers): Numbers {
  return one.map((x, i) => x - (other[i] ?? 0))
}

function add(to: Numbers, times: number, other: Numbers): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + times * (other[i] ?? 0)
}

function dot(one: Numbers, other: Numbers): number {
  return one.reduce((sum, x, i) => sum + x * (other[i] ?? 0), 0)
}

function lengthOf(numbers: Numbers): number {
  return Math.sqrt(dot(numbers, numbers))
}
