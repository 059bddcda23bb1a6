import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteRing } from './byte-ring.js'

/** Keeps so many bytes, each of this value. */
const put = (ring: ByteRing<Uint8Array>, key: string, length: number, value: number) =>
  ring.put(key, length, (bytes) => bytes.fill(value))

test('keeps what was read last, and lets go of the oldest first', () => {
  const ring = new ByteRing<Uint8Array>(16)
  put(ring, 'a', 6, 1)
  put(ring, 'b', 6, 2)

  expect([...(ring.get('a') ?? [])]).toEqual([1, 1, 1, 1, 1, 1])

  put(ring, 'c', 8, 3)

  expect(ring.get('a')).toBeUndefined()
  expect([...(ring.get('c') ?? [])]).toEqual(new Array(8).fill(3))
})

test('gives what is too long its own memory, and keeps all others', () => {
  const ring = new ByteRing<Uint8Array>(16)
  put(ring, 'a', 4, 1)

  expect(put(ring, 'long', 17, 9)).toHaveLength(17)
  expect(ring.get('long')).toBeUndefined()
  expect(ring.get('a')).toHaveLength(4)
})

test('keeps nothing where nothing could be made', () => {
  const ring = new ByteRing<Uint8Array>(16)

  expect(ring.put('a', 4, () => undefined)).toBeUndefined()
  expect(ring.get('a')).toBeUndefined()
})

test('what it has is whole, whatever was put before', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(lengths, (all) => {
      const ring = new ByteRing<Uint8Array>(64)
      all.forEach((length, i) => {
        const made = put(ring, String(i), length, i)
        expect((made?.byteOffset ?? 0) % 4).toBe(0)
        for (let key = 0; key <= i; key++) {
          const kept = ring.get(String(key))
          if (kept) expect([...kept]).toEqual(new Array(all[key]).fill(key))
        }
        expect(ring.get(String(i))).toHaveLength(length)
      })
    }),
  )
})
