import type { Language } from '../../platform/language.js'
import type { Dialogue } from './dialogue.js'
import { openDirections } from './directions.js'
import { type ReadFeaturesDeps, readFeatures } from './read-features.js'
import { type Reason, reasonsFor } from './reasons.js'
import { type Judgement, judge, type SatisfactionModel } from './satisfaction-model.js'
import learned from './weights.json' with { type: 'json' }

/** How a customer left, read from the dialogue alone. */
export interface ReadSatisfaction extends Judgement {
  /** What speaks for it, the weightiest first. */
  readonly reasons: readonly Reason[]
}

export interface SatisfactionReader {
  /** A dialogue in which the customer says nothing is neutral, and says so. */
  read(dialogue: Dialogue, language: Language, signal: AbortSignal): Promise<ReadSatisfaction>
}

const SILENT: ReadSatisfaction = {
  score: 0,
  class: 'neutral',
  probabilities: { dissatisfied: 0, neutral: 1, satisfied: 0 },
  reasons: ['customer-silent'],
}

/**
 * Opens the reader; it embeds some 140 sentences.
 *
 * @param deps Its signals must have their model: what words alone give is not what was learned from.
 */
export async function openSatisfactionReader(
  deps: Omit<ReadFeaturesDeps, 'directions'>,
  signal: AbortSignal,
  model: SatisfactionModel = learned.model,
): Promise<SatisfactionReader> {
  const directions = await openDirections(deps.embed, signal)
  return {
    async read(dialogue, language, stop) {
      const features = await readFeatures(dialogue, language, { ...deps, directions }, stop)
      if (features === null) return SILENT
      const judged = judge(features, model)
      return { ...judged, reasons: reasonsFor(features, model, judged.class) }
    },
  }
}
