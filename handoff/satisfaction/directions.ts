import type { Embed } from '../signal/embed-sentences.js'
import sentences from './directions.json' with { type: 'json' }

export type CustomerDirection = keyof typeof sentences.customer
export type ServiceDirection = keyof typeof sentences.service

export const CUSTOMER_DIRECTIONS = Object.keys(sentences.customer) as CustomerDirection[]
export const SERVICE_DIRECTIONS = Object.keys(sentences.service) as ServiceDirection[]

/** The vectors of sentences that mean alike, by what they mean. */
export type Directions<Name extends string> = ReadonlyMap<Name, readonly Float32Array[]>

export interface BothDirections {
  readonly customer: Directions<CustomerDirection>
  readonly service: Directions<ServiceDirection>
}

/** A text is as near as its three nearest sentences: one alone may share a word by chance. */
const NEAREST = 3

/** Embeds the sentences one at a time, since in a batch a vector depends on its company. */
export async function openDirections(embed: Embed, signal: AbortSignal): Promise<BothDirections> {
  return {
    customer: await embedAll(sentences.customer, embed, signal),
    service: await embedAll(sentences.service, embed, signal),
  }
}

async function embedAll<Name extends string>(
  side: Readonly<Record<Name, readonly string[]>>,
  embed: Embed,
  signal: AbortSignal,
): Promise<Directions<Name>> {
  const all = new Map<Name, readonly Float32Array[]>()
  for (const [name, texts] of Object.entries(side) as [Name, readonly string[]][]) {
    const vectors: Float32Array[] = []
    for (const text of texts) vectors.push(...(await embed([text], signal, 'passage')))
    all.set(name, vectors)
  }
  return all
}

/**
 * How much nearer a text is to what each direction means than to their mean; about −0.3 to 0.3, and
 * so of the same size with whatever model made the vectors.
 */
export function towards<Name extends string>(
  vector: Float32Array,
  directions: Directions<Name>,
): ReadonlyMap<Name, number> {
  const near = [...directions].map(([name, vectors]) => {
    const best = vectors
      .map((other) => cosine(vector, other))
      .sort((a, b) => b - a)
      .slice(0, NEAREST)
    return [name, best.reduce((sum, value) => sum + value, 0) / (best.length || 1)] as const
  })
  const mean = near.reduce((sum, [, value]) => sum + value, 0) / (near.length || 1)
  return new Map(near.map(([name, value]) => [name, value - mean]))
}

/** Of vectors of length 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
