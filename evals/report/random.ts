/**
 * Numbers that look random and are the same for the same seed, in [0, 1).
 *
 * Written out here, so that no newer version of a library can move a published interval.
 *
 * Source: Tommy Ettinger, mulberry32, public domain.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
