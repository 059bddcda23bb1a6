import { KNOWN_FEATURES, OWN_FEATURES } from '../search/confidence/features.js'
import type { ModelPart } from '../search/confidence/fit-trials.js'
import type { Fuse } from '../search/fuse-scores.js'
import { reciprocalRanks, vectorsOrder, wordsOrder } from './fusions.js'

/** How a variant finds. Two that find alike are asked the lessons once. */
export interface Finding {
  readonly name: string
  readonly words: boolean
  readonly vectors: boolean
  /** Whether tokens are matched one by one. */
  readonly tokens: boolean
  /** Whether the articles have their stored questions. */
  readonly stored: boolean
  /** Whether the editors' list of synonyms is there. */
  readonly synonyms: boolean
  /** Whether questions are read in the other language as well. */
  readonly gloss: boolean
  /** Ours, when not given. */
  readonly fuse?: Fuse
}

/** The product with one part taken out, and all that is learned learned anew without it. */
export interface Variant {
  readonly name: string
  readonly finding: Finding
  readonly leftOut?: ModelPart
}

const WHOLE: Finding = {
  name: 'everything',
  words: true,
  vectors: true,
  tokens: true,
  stored: true,
  synonyms: true,
  gloss: true,
}

const FINDINGS: readonly Finding[] = [
  { ...WHOLE, name: 'without words', words: false, synonyms: false, gloss: false },
  { ...WHOLE, name: 'without vectors', vectors: false },
  { ...WHOLE, name: 'without tokens', tokens: false },
  { ...WHOLE, name: 'without stored questions', stored: false },
  { ...WHOLE, name: 'without synonyms', synonyms: false },
  { ...WHOLE, name: 'without the gloss', gloss: false },
  { ...WHOLE, name: 'ordered by reciprocal rank', fuse: reciprocalRanks },
  { ...WHOLE, name: 'ordered by words', fuse: wordsOrder },
  { ...WHOLE, name: 'ordered by vectors', fuse: vectorsOrder },
]

const PARTS: readonly ModelPart[] = [
  ...KNOWN_FEATURES.map((feature) => ({ model: 'known', feature }) as const),
  ...OWN_FEATURES.map((feature) => ({ model: 'own', feature }) as const),
  { model: 'joint' },
]

/** What all others are compared with. */
export const EVERYTHING: Variant = { name: WHOLE.name, finding: WHOLE }

/** Each part of finding left out once, then each part of the probability. */
export const VARIANTS: readonly Variant[] = [
  ...FINDINGS.map((finding) => ({ name: finding.name, finding })),
  ...PARTS.map((leftOut) => ({ name: nameOf(leftOut), finding: WHOLE, leftOut })),
]

function nameOf(part: ModelPart): string {
  return part.model === 'joint' ? 'joint' : `${part.model}: ${part.feature}`
}
