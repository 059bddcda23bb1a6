import type { Standing } from '../../knowledge/index.js'
import type { Facts } from '../escalation/rule.js'

/**
 * What the bot saw and decided in one turn: read by the desk ("why"), the editors' hit test and
 * the evals. Facts only; its words are the message beside it.
 */
export interface TurnTrace {
  /** The customer's messages that this turn answers, joined by line breaks. */
  readonly question: string
  /** What search read otherwise than it was written; not given in older traces. */
  readonly readings?: readonly { readonly said: string; readonly meant: string }[]
  readonly signals: readonly TracedSignal[]
  /** Rules that held, by id, the one that won first. */
  readonly rules: readonly string[]
  /** What the rules looked at beside the signals; not given in older traces. */
  readonly facts?: Omit<Facts, 'signals'>
  readonly passages: readonly TracedPassage[]
  /** Probability that the first passage answers the question, 0 to 1; `null` when not searched. */
  readonly probability: number | null
  readonly decision:
    | 'greet'
    | 'answer'
    | 'ask-back'
    | 'hand-over'
    | 'acknowledge'
    | 'decline'
    | 'skill'
  /** The skill that spoke, and what it did; not given when none did. */
  readonly skill?: { readonly name: string; readonly did: string }
}

export interface TracedSignal {
  readonly name: string
  /** 0 to 1. */
  readonly strength: number
  /** The words or the example that caused it. */
  readonly cause: string
}

/** Of a passage's probability: rounded, anything less is 0 %, and nobody is shown it. */
export const WORTH_TELLING = 0.005

export interface TracedPassage {
  readonly article: string
  readonly title: string
  /** Where the passage stands; the article alone where it is not worth telling. */
  readonly url: string
  readonly probability: number
  /** How it stands to another passage that gives other figures for the same. */
  readonly contradiction?: Standing
}
