/** Places begin at multiples of so many bytes, as views of four bytes must. */
const STEP = 4

interface Entry<T> {
  readonly at: number
  readonly value: T
}

/**
 * The values that were read last, in one memory of a fixed size that is filled again and again from
 * its start. New memory for each would make the engine look for garbage in everything else.
 */
export class ByteRing<T> {
  readonly #bytes: Uint8Array<ArrayBuffer>
  /** Oldest first. */
  readonly #entries = new Map<string, Entry<T>>()
  #end = 0

  /** @param size In bytes, a multiple of four; what is never filled takes no memory. */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size)
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value
  }

  /**
   * Keeps a value in the place of the oldest ones, whose bytes must not be used any more. What is
   * longer than the ring gets memory of its own, and is not kept.
   *
   * @param length In bytes.
   * @param make Fills the bytes, which begin at a multiple of four; `undefined` where it cannot.
   */
  put(
    key: string,
    length: number,
    make: (bytes: Uint8Array<ArrayBuffer>) => T | undefined,
  ): T | undefined {
    const size = this.#bytes.length
    if (length > size) return make(new Uint8Array(length))
    // Even what is empty has a place of its own.
    const taken = Math.max(1, Math.ceil(length / STEP)) * STEP
    const at = this.#end + taken > size ? 0 : this.#end
    if (at < this.#end) this.#drop(this.#end, size)
    this.#end = at + taken
    this.#drop(at, this.#end)
    const value = make(this.#bytes.subarray(at, at + length))
    if (value !== undefined) this.#entries.set(key, { at, value })
    return value
  }

  /** The oldest, as long as they begin within these bytes. */
  #drop(from: number, to: number): void {
    for (const [key, { at }] of this.#entries) {
      if (at < from || at >= to) return
      this.#entries.delete(key)
    }
  }
}
