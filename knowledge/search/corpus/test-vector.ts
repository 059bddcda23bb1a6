/** For tests: a unit vector that is the same for the same seed. */
export function testVector(seed: number, width = 16): Float32Array {
  const values = Array.from({ length: width }, (_, i) => {
    const value = Math.sin(seed * 12.9898 + i * 78.233) * 43_758.5453
    return value - Math.floor(value) - 0.5
  })
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}
