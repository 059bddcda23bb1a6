/*
 * One vector of small whole numbers against many, sixteen numbers at a time: WebAssembly has the
 * instruction, JavaScript has not, and takes eight times as long (`dot-rows.bench.ts`).
 *
 * The module is put together here, from this text, because Node reads no such text:
 *
 *   (func (export "dots") (param $one i32) (param $rows i32) (param $count i32)
 *                         (param $length i32) (param $out i32)
 *     (local $i i32) (local $sum v128) (local $a v128) (local $b v128)
 *     (loop $row
 *       sum = 0, i = 0
 *       (loop $step
 *         a = 16 numbers at one + i, b = 16 numbers at rows + i
 *         sum += the low halves' products in pairs + the high halves'
 *         i += 16, again while i < length)
 *       store the four sums of `sum` as one at out
 *       out += 4, rows += length, count -= 1, again while count is not 0))
 */

/** Rows begin at multiples of so many bytes, and are as long. */
export const STEP = 16

/** A page of memory, in bytes. */
const PAGE = 65_536

/** Largest number that a row may hold, so that no sum of 65,536 products runs over. */
export const LARGEST = 127

/**
 * Numbers from -127 to 127 in a memory of its own, which grows, and their dot products.
 *
 * Places are bytes from the start of the memory. Rows and `one` are `length` bytes long, a multiple
 * of `STEP`; `out` takes four bytes for each row, a whole number each.
 */
export class DotRows {
  readonly #memory = new WebAssembly.Memory({ initial: 1 })
  readonly #dots: Dots
  #numbers: Int8Array
  #products: Int32Array

  constructor() {
    this.#dots = instantiate(this.#memory)
    this.#numbers = new Int8Array(this.#memory.buffer)
    this.#products = new Int32Array(this.#memory.buffer)
  }

  /** All of the memory, until it next grows. */
  get numbers(): Int8Array {
    return this.#numbers
  }

  /** The same memory as whole numbers of four bytes. */
  get products(): Int32Array {
    return this.#products
  }

  /** Makes at least so many bytes usable. */
  grow(bytes: number): void {
    const missing = bytes - this.#memory.buffer.byteLength
    if (missing <= 0) return
    this.#memory.grow(Math.ceil(missing / PAGE))
    this.#numbers = new Int8Array(this.#memory.buffer)
    this.#products = new Int32Array(this.#memory.buffer)
  }

  /** Writes the dot products of `one` and each of `count` rows, at least one, to `out`. */
  dots(one: number, rows: number, count: number, length: number, out: number): void {
    this.#dots(one, rows, count, length, out)
  }
}

type Dots = (one: number, rows: number, count: number, length: number, out: number) => void

let compiled: WebAssembly.Module | undefined

function instantiate(memory: WebAssembly.Memory): Dots {
  compiled ??= new WebAssembly.Module(Uint8Array.from(assemble()))
  const { exports } = new WebAssembly.Instance(compiled, { host: { memory } })
  return exports['dots'] as Dots
}

const I32 = 0x7f
const V128 = 0x7b
const FUNCTION = 0x60
const EMPTY = 0x40

const ONE = 0
const ROWS = 1
const COUNT = 2
const LENGTH = 3
const OUT = 4
const I = 5
const SUM = 6
const A = 7
const B = 8

const LOOP = 0x03
const END = 0x0b
const AGAIN_IF = [0x0d, 0]
const LESS = 0x48
const ADD = 0x6a
const SUBTRACT = 0x6b
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const constant = (value: number) => [0x41, value]
const increase = (local: number, by: readonly number[]) => [
  ...get(local),
  ...by,
  ADD,
  ...set(local),
]

/** Wide instructions have a byte before their number. */
const wide = (code: number, ...rest: number[]) => [0xfd, ...unsigned(code), ...rest]
const LOAD = wide(0x00, 0, 0)
const ZERO = wide(0x0c, ...new Array<number>(STEP).fill(0))
const LOW_HALF = wide(0x87)
const HIGH_HALF = wide(0x88)
const PRODUCTS_IN_PAIRS = wide(0xba)
const ADD_WIDE = wide(0xae)
const lane = (i: number) => wide(0x1b, i)
const STORE = [0x36, 2, 0]

function assemble(): readonly number[] {
  const half = (which: readonly number[]) => [
    ...[...get(A), ...which, ...get(B), ...which],
    ...[...PRODUCTS_IN_PAIRS, ...ADD_WIDE],
  ]
  const step = [
    ...[...get(ONE), ...get(I), ADD, ...LOAD, ...set(A)],
    ...[...get(ROWS), ...get(I), ADD, ...LOAD, ...set(B)],
    ...[...get(SUM), ...half(LOW_HALF), ...half(HIGH_HALF), ...set(SUM)],
    ...[...get(I), ...constant(STEP), ADD, ...tee(I), ...get(LENGTH), LESS, ...AGAIN_IF],
  ]
  const total = [0, 1, 2, 3].flatMap((i) => [...get(SUM), ...lane(i), ...(i > 0 ? [ADD] : [])])
  const row = [
    ...[...ZERO, ...set(SUM), ...constant(0), ...set(I)],
    ...[LOOP, EMPTY, ...step, END],
    ...[...get(OUT), ...total, ...STORE],
    ...[...increase(OUT, constant(4)), ...increase(ROWS, get(LENGTH))],
    ...[...get(COUNT), ...constant(1), SUBTRACT, ...tee(COUNT), ...AGAIN_IF],
  ]
  const locals = [2, 1, I32, 3, V128]
  const body = [...locals, LOOP, EMPTY, ...row, END, END]
  return [
    ...[0x00, ...name('asm').slice(1), 1, 0, 0, 0],
    ...section(1, [1, FUNCTION, 5, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...name('host'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('dots'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...unsigned(content.length), ...content]
}

function name(text: string): readonly number[] {
  return [text.length, ...Buffer.from(text, 'latin1')]
}

/** Seven bits a byte, the lowest first, as the format has it. */
function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}
