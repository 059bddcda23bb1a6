import type { Mark } from '../report/mark.js'
import { seededRandom } from '../report/random.js'
import { hitAt, reciprocalRank } from '../scorers/hit-at.js'
import type { ComparableSuite } from './compare-runs.js'
import { compareRuns } from './compare-runs.js'
import { keptDraws } from './paired-draws.js'

export interface SimulatedRates {
  readonly comparisons: number
  readonly questions: number
  /** Of pairs of runs that are equally good: share in which some figure was called better or worse. */
  readonly falseAlarms: number
  /** Of pairs of runs of which the second is worse: share in which it was called worse. */
  readonly found: number
  /** And share in which it was called better. */
  readonly misled: number
}

export interface SimulationOptions {
  readonly comparisons: number
  readonly questions: number
  readonly seed: number
}

/** Share of the questions whose first two articles change places in the worse ranking. */
export const SPOILED = 0.12

/**
 * Compares simulated rankings whose truth is known.
 *
 * Every question has a difficulty of its own. Of two equal rankings each puts the right article
 * where this difficulty and its own luck say, so that they differ on many questions and are equally
 * good. The worse ranking is the first one with some right articles moved from the first place to
 * the second.
 */
export function simulateComparisons(options: SimulationOptions): SimulatedRates {
  const random = seededRandom(options.seed)
  const draws = keptDraws()
  let falseAlarms = 0
  let found = 0
  let misled = 0
  for (let i = 0; i < options.comparisons; i++) {
    const difficulties = Array.from({ length: options.questions }, random)
    const first = difficulties.map((difficulty) => drawRanking(difficulty, random))
    const equal = difficulties.map((difficulty) => drawRanking(difficulty, random))
    const worse = first.map((outcome) => spoil(outcome, random))
    const wordFor = (other: readonly Outcome[]) =>
      compareRuns([runOf(first)], [runOf(other)], draws)[0]?.word
    if (wordFor(equal) !== 'no difference') falseAlarms++
    const word = wordFor(worse)
    if (word === 'worse') found++
    if (word === 'better') misled++
  }
  const { comparisons, questions } = options
  return {
    comparisons,
    questions,
    falseAlarms: falseAlarms / comparisons,
    found: found / comparisons,
    misled: misled / comparisons,
  }
}

/** One search: the articles in their order, and how sure it is of the first. */
interface Outcome {
  readonly ranked: readonly string[]
  readonly probability: number
}

const RIGHT = 'right'
const OTHERS = ['b', 'c', 'd', 'e']

function drawRanking(difficulty: number, random: () => number): Outcome {
  // Four in five questions are easy, as in real datasets.
  const chance = difficulty < 0.8 ? 0.97 : 0.4
  const place = random() < chance ? 0 : 1 + Math.floor(random() * OTHERS.length)
  const ranked = [...OTHERS]
  ranked.splice(place, 0, RIGHT)
  const noise = 0.2 * (random() - 0.5)
  return { ranked, probability: Math.min(1, Math.max(0, chance + noise)) }
}

function spoil({ ranked, probability }: Outcome, random: () => number): Outcome {
  const [first, second, ...rest] = ranked
  const isSpoiled = random() < SPOILED
  if (first !== RIGHT || second === undefined || !isSpoiled) return { ranked, probability }
  return { ranked: [second, first, ...rest], probability }
}

function runOf(outcomes: readonly Outcome[]): ComparableSuite {
  return {
    suite: 'simulated',
    datasets: [],
    measures: {
      'hit@1': { unit: 'percent', good: 'high', mark: 'mean' },
      'hit@3': { unit: 'percent', good: 'high', mark: 'mean' },
      mrr: { unit: 'number', good: 'high', mark: 'mean' },
      brier: { unit: 'number', good: 'low', mark: 'mean' },
      ece: { unit: 'number', good: 'low', mark: 'ece' },
    },
    questions: outcomes.map((outcome, i) => ({
      id: `q${i}`,
      // Three groups of unlike size, as languages are.
      groups: ['all', i % 10 < 6 ? 'large' : i % 10 < 9 ? 'middle' : 'small'],
      marks: marksOf(outcome),
    })),
  }
}

function marksOf({ ranked, probability }: Outcome): Readonly<Record<string, Mark | null>> {
  const answer = { ranked, gold: [RIGHT] }
  const right = hitAt(answer, 1) ?? 0
  return {
    'hit@1': right,
    'hit@3': hitAt(answer, 3),
    mrr: reciprocalRank(answer),
    brier: (probability - right) ** 2,
    ece: [probability, right],
  }
}
