import { quantile } from '../report/bootstrap.js'

/** Prints the spread of some times in ms, and returns the median and the 99th of 100. */
export function tellSpread(what: string, times: readonly number[]): readonly [number, number] {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => quantile(sorted, share) ?? Number.NaN
  console.log(
    `${what}: p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, most ${at(1).toFixed(1)} ms (${times.length})`,
  )
  return [at(0.5), at(0.99)]
}
