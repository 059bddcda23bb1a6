/** One way of writing a word that is looked for. */
export interface SoughtTerm {
  /** Its number in the vocabulary. */
  readonly term: number
  readonly weight: number
  /** Which word of the question it stands for, from 0. A word counts once, however it is written. */
  readonly word: number
}

/** The documents that have one of the words. */
export interface Scored {
  /** Document numbers, each once, in no order. */
  readonly found: readonly number[]
  /** By document number: BM25+ times the number of words that it has. */
  readonly scores: Float64Array
  /** By document number: BM25F, which sees all fields as one text. */
  readonly joined: Float64Array
  has(document: number, word: number): boolean
}

/** How many documents have a term: in each field, and in any. */
interface Having {
  readonly fields: readonly number[]
  readonly any: number
}

/** Flat arrays that can be written to disk and read back as they are. */
export interface StoredPostings {
  readonly pool: Uint32Array
  /** Of each term: its first chunk, its last one, and how full that is. */
  readonly heads: Uint32Array
  readonly tails: Uint32Array
  readonly fill: Uint32Array
  readonly lengths: Uint32Array
  /** Document numbers that are not in use, and those whose postings are still to be taken out. */
  readonly free: Uint32Array
  readonly gone: Uint32Array
}

/** BM25+: how soon repetition stops telling more, how much length counts, the least for a match. */
const SATURATION = 1.2
const LENGTH_SHARE = 0.7
const LEAST = 0.5

/** How often a field has a term is kept in this many bits; more often tells no more. */
const COUNT_BITS = 10
const MOST = (1 << COUNT_BITS) - 1

/** A chunk begins with the place of the next one and its own capacity. */
const CHUNK_HEAD = 2
const LARGEST_CHUNK = 512

/** The postings of removed documents are taken out when they are this share of all. */
const WASTE_SHARE = 0.2
const LEAST_WASTE = 64

/** Chunks are put together before they are kept, when so many documents came since the last time. */
const SCATTERED_SHARE = 0.1

/**
 * Which documents have which terms, in a few flat arrays, scored by BM25+ as MiniSearch does: maps
 * of maps take five times the memory, and a second to read from disk.
 *
 * A term's documents are a chain of chunks in one pool, each twice as large as the one before: most
 * terms occur once. An entry is the document's number and the counts of its fields, at most three.
 */
export class Postings {
  readonly #boosts: readonly number[]
  #pool: Uint32Array
  /** Place 0 stands for none. */
  #used: number
  #heads: Uint32Array
  #tails: Uint32Array
  #fill: Uint32Array
  /** Different terms in each field, for each document. */
  #lengths: Uint32Array
  #totals: number[]
  #documents = 0
  /** One past the highest document number. */
  #end: number
  readonly #gone: Set<number>
  #free: number[]
  /** Documents added since the chunks were put together. */
  #scattered = 0
  /** In how many documents a term is, as far as somebody asked since the last change. */
  readonly #having = new Map<number, Having>()

  /** @param boosts What a field's match counts, for each field; at most three. */
  constructor(boosts: readonly number[], stored?: StoredPostings) {
    this.#boosts = boosts
    this.#pool = stored?.pool ?? new Uint32Array(1)
    this.#used = Math.max(1, this.#pool.length)
    this.#heads = stored?.heads ?? new Uint32Array(0)
    this.#tails = stored?.tails ?? new Uint32Array(0)
    this.#fill = stored?.fill ?? new Uint32Array(0)
    this.#lengths = stored?.lengths ?? new Uint32Array(0)
    this.#end = this.#lengths.length / boosts.length
    this.#free = [...(stored?.free ?? [])]
    this.#gone = new Set(stored?.gone)
    this.#totals = boosts.map(() => 0)
    const absent = new Set([...this.#free, ...this.#gone])
    for (let document = 0; document < this.#end; document++) {
      if (!absent.has(document)) this.#countIn(document, 1)
    }
  }

  get documents(): number {
    return this.#documents
  }

  /** @param fields The terms of each field, repeated where the field repeats them. */
  add(fields: readonly (readonly number[])[]): number {
    const document = this.#free.pop() ?? this.#end++
    const width = this.#boosts.length
    if (this.#lengths.length < this.#end * width) {
      this.#lengths = grown(this.#lengths, this.#end * width)
    }
    const counts = new Map<number, number>()
    fields.forEach((terms, field) => {
      let different = 0
      const shift = field * COUNT_BITS
      for (const term of terms) {
        const before = counts.get(term) ?? 0
        const own = (before >>> shift) & MOST
        if (own === 0) different++
        if (own < MOST) counts.set(term, before + (1 << shift))
      }
      this.#lengths[document * width + field] = different
    })
    for (const [term, packed] of counts) this.#append(term, document, packed)
    this.#scattered++
    this.#countIn(document, 1)
    return document
  }

  remove(document: number): void {
    this.#gone.add(document)
    this.#countIn(document, -1)
    if (this.#gone.size > Math.max(LEAST_WASTE, WASTE_SHARE * this.#documents)) this.#compact()
  }

  score(sought: readonly SoughtTerm[]): Scored {
    const wordCount = sought.reduce((most, { word }) => Math.max(most, word + 1), 0)
    const width = Math.ceil(wordCount / 32)
    const scores = new Float64Array(this.#end)
    const joined = new Float64Array(this.#end)
    const words = new Uint32Array(this.#end * width)
    const found: number[] = []
    for (const { term, weight, word } of sought) {
      const factors = this.#factorsOf(term, weight)
      const joinedFactor = weight * this.#idf(this.#havingOf(term).any)
      this.#each(term, (document, packed) => {
        if (scores[document] === 0) found.push(document)
        scores[document] = (scores[document] ?? 0) + this.#scoreOf(document, packed, factors)
        joined[document] = (joined[document] ?? 0) + joinedFactor * this.#share(document, packed)
        const at = document * width + (word >> 5)
        words[at] = (words[at] ?? 0) | (1 << (word & 31))
      })
    }
    for (const document of found) {
      let matched = 0
      for (let i = 0; i < width; i++) matched += bitsIn(words[document * width + i] ?? 0)
      scores[document] = (scores[document] ?? 0) * matched
    }
    const has = (document: number, word: number) =>
      ((words[document * width + (word >> 5)] ?? 0) & (1 << (word & 31))) !== 0
    return { found, scores, joined, has }
  }

  /** Copies, so that what is written is one state. */
  store(): StoredPostings {
    const isScattered = this.#scattered > SCATTERED_SHARE * this.#documents
    if (isScattered) this.#compact()
    return {
      pool: this.#pool.slice(0, this.#used),
      heads: this.#heads.slice(),
      tails: this.#tails.slice(),
      fill: this.#fill.slice(),
      lengths: this.#lengths.slice(0, this.#end * this.#boosts.length),
      free: Uint32Array.from(this.#free),
      gone: Uint32Array.from(this.#gone),
    }
  }

  /** What a match in each field counts, apart from how often and in how long a field. */
  #factorsOf(term: number, weight: number): readonly number[] {
    return this.#havingOf(term).fields.map(
      (count, field) => this.#idf(count) * weight * (this.#boosts[field] ?? 0),
    )
  }

  /** @param count How many documents have a term. */
  #idf(count: number): number {
    return Math.log(1 + (this.#documents - count + 0.5) / (count + 0.5))
  }

  #havingOf(term: number): Having {
    const known = this.#having.get(term)
    if (known) return known
    const fields = this.#boosts.map(() => 0)
    let any = 0
    this.#each(term, (_, packed) => {
      any++
      for (let field = 0; field < fields.length; field++) {
        if ((packed >>> (field * COUNT_BITS)) & MOST) fields[field] = (fields[field] ?? 0) + 1
      }
    })
    const having = { fields, any }
    this.#having.set(term, having)
    return having
  }

  #scoreOf(document: number, packed: number, factors: readonly number[]): number {
    let score = 0
    for (let field = 0; field < factors.length; field++) {
      const count = (packed >>> (field * COUNT_BITS)) & MOST
      if (count === 0) continue
      const slowed = count + SATURATION * this.#longness(document, field)
      score += (factors[field] ?? 0) * (LEAST + (count * (SATURATION + 1)) / slowed)
    }
    return score
  }

  /**
   * How much of a term a document has, 0 to 1, its fields together: what the title says and the
   * body repeats is said once. Source: Robertson, Zaragoza and Taylor, CIKM 2004.
   */
  #share(document: number, packed: number): number {
    let counted = 0
    for (let field = 0; field < this.#boosts.length; field++) {
      const count = (packed >>> (field * COUNT_BITS)) & MOST
      if (count === 0) continue
      counted += ((this.#boosts[field] ?? 0) * count) / this.#longness(document, field)
    }
    return counted / (counted + SATURATION)
  }

  /** 1 for a field of average length, more for a longer one. */
  #longness(document: number, field: number): number {
    const average = (this.#totals[field] ?? 0) / this.#documents
    const length = (this.#lengths[document * this.#boosts.length + field] ?? 0) / average
    return 1 - LENGTH_SHARE + LENGTH_SHARE * length
  }

  #countIn(document: number, sign: 1 | -1): void {
    this.#having.clear()
    this.#documents += sign
    for (let field = 0; field < this.#totals.length; field++) {
      const length = this.#lengths[document * this.#totals.length + field] ?? 0
      this.#totals[field] = (this.#totals[field] ?? 0) + sign * length
    }
  }

  #each(term: number, visit: (document: number, packed: number) => void): void {
    const pool = this.#pool
    for (let chunk = this.#heads[term] ?? 0; chunk !== 0; chunk = pool[chunk] ?? 0) {
      const isLast = chunk === this.#tails[term]
      const entries = (isLast ? this.#fill[term] : pool[chunk + 1]) ?? 0
      const end = chunk + CHUNK_HEAD + 2 * entries
      for (let at = chunk + CHUNK_HEAD; at < end; at += 2) {
        const document = pool[at] ?? 0
        if (this.#gone.size === 0 || !this.#gone.has(document)) visit(document, pool[at + 1] ?? 0)
      }
    }
  }

  #append(term: number, document: number, packed: number): void {
    if (term >= this.#heads.length) {
      this.#heads = grown(this.#heads, term + 1)
      this.#tails = grown(this.#tails, term + 1)
      this.#fill = grown(this.#fill, term + 1)
    }
    const tail = this.#tails[term] ?? 0
    const capacity = tail === 0 ? 0 : (this.#pool[tail + 1] ?? 0)
    const fill = this.#fill[term] ?? 0
    if (fill < capacity) {
      this.#write(tail, fill, document, packed)
      this.#fill[term] = fill + 1
      return
    }
    const next = this.#newChunk(Math.min(LARGEST_CHUNK, Math.max(1, 2 * capacity)))
    if (tail === 0) this.#heads[term] = next
    else this.#pool[tail] = next
    this.#tails[term] = next
    this.#write(next, 0, document, packed)
    this.#fill[term] = 1
  }

  #newChunk(capacity: number): number {
    const at = this.#used
    this.#used += CHUNK_HEAD + 2 * capacity
    if (this.#pool.length < this.#used) this.#pool = grown(this.#pool, this.#used)
    this.#pool[at + 1] = capacity
    return at
  }

  #write(chunk: number, index: number, document: number, packed: number): void {
    const at = chunk + CHUNK_HEAD + 2 * index
    this.#pool[at] = document
    this.#pool[at + 1] = packed
  }

  /** One full chunk for each term, without what is gone. */
  #compact(): void {
    const pool = new Uint32Array(this.#used + CHUNK_HEAD * this.#heads.length)
    let used = 1
    for (let term = 0; term < this.#heads.length; term++) {
      const chunk = used
      used += CHUNK_HEAD
      this.#each(term, (document, packed) => {
        pool[used++] = document
        pool[used++] = packed
      })
      const entries = (used - chunk - CHUNK_HEAD) / 2
      if (entries === 0) used = chunk
      else pool[chunk + 1] = entries
      this.#fill[term] = entries
      this.#heads[term] = entries === 0 ? 0 : chunk
      this.#tails[term] = entries === 0 ? 0 : chunk
    }
    this.#pool = pool.slice(0, used)
    this.#used = used
    this.#free.push(...this.#gone)
    this.#gone.clear()
    this.#scattered = 0
  }
}

/** At least `length`, and half as much again as before, so that growing costs little. */
function grown(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(Math.max(length, Math.ceil(array.length * 1.5), 16))
  larger.set(array)
  return larger
}

function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
