import type { LogisticModel } from './confidence.js'

/** One example: what was seen, and whether it was right. */
export interface Example {
  readonly values: readonly number[]
  readonly right: boolean
  /** How often it counts; a share of one is fine. */
  readonly weight: number
}

/** Newton's method is done after a handful of steps; this many means that it will not be. */
const MOST_STEPS = 30
const SMALL_STEP = 1e-6

/**
 * Fits a logistic model by penalised maximum likelihood, pulled towards a model that is believed
 * beforehand: few examples move it little, many make it their own.
 *
 * Own code because the packages of the registry know neither weights nor a prior.
 *
 * @param belief How many examples the prior is worth, for each weight in units of its deviation.
 * @param spreads The least deviation that each value is taken to have, so that one that hardly
 *   differs in these examples keeps about the weight that it had.
 */
export function fitLogistic(
  examples: readonly Example[],
  prior: LogisticModel,
  belief: number,
  spreads: readonly number[],
): LogisticModel {
  const { means, deviations } = momentsOf(examples, spreads)
  const rows = examples.map(({ values }) => [
    1,
    ...values.map((value, i) => (value - (means[i] ?? 0)) / (deviations[i] ?? 1)),
  ])
  const start = [
    prior.bias + prior.weights.reduce((sum, weight, i) => sum + weight * (means[i] ?? 0), 0),
    ...prior.weights.map((weight, i) => weight * (deviations[i] ?? 1)),
  ]

  let model = [...start]
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = model.map((weight, i) => belief * ((start[i] ?? 0) - weight))
    const hessian = model.map((_, i) => model.map((_, j) => (i === j ? belief : 0)))
    rows.forEach((row, n) => {
      const { right, weight } = examples[n] ?? { right: false, weight: 0 }
      const expected = 1 / (1 + Math.exp(-dot(model, row)))
      const error = weight * ((right ? 1 : 0) - expected)
      const curve = weight * expected * (1 - expected)
      row.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + error * value
        const line = hessian[i]
        if (!line) return
        row.forEach((other, j) => {
          line[j] = (line[j] ?? 0) + curve * value * other
        })
      })
    })
    const move = solve(hessian, gradient)
    model = model.map((weight, i) => weight + (move[i] ?? 0))
    if (Math.max(...move.map(Math.abs)) < SMALL_STEP) break
  }

  const weights = model.slice(1).map((weight, i) => weight / (deviations[i] ?? 1))
  const bias = (model[0] ?? 0) - dot(weights, means)
  return { bias, weights }
}

function momentsOf(examples: readonly Example[], spreads: readonly number[]) {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0) || 1
  const means = spreads.map(
    (_, i) =>
      examples.reduce((sum, { values, weight }) => sum + weight * (values[i] ?? 0), 0) / total,
  )
  const deviations = means.map((mean, i) => {
    const square = (value: number) => (value - mean) ** 2
    const variance = examples.reduce(
      (sum, { values, weight }) => sum + weight * square(values[i] ?? 0),
      0,
    )
    return Math.max(Math.sqrt(variance / total), spreads[i] ?? 1)
  })
  return { means, deviations }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** Gaussian elimination; the penalty on the diagonal keeps the matrix positive, so no pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((pivot, i) => {
    for (const row of rows.slice(i + 1)) {
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let j = i; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  })
  const solution = right.map(() => 0)
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] ?? []
    let rest = row[rows.length] ?? 0
    for (let j = i + 1; j < rows.length; j++) rest -= (row[j] ?? 0) * (solution[j] ?? 0)
    solution[i] = rest / (row[i] ?? 1)
  }
  return solution
}
