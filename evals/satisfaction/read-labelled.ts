import { type LabelledFeatures, openDirections, readFeatures } from '../../handoff/index.js'
import type { LabelledDialogue } from '../dialogues/dialogue-line.js'
import type { OnProgress, SignalDeps } from '../suite.js'

/** A labelled dialogue as the model sees it. */
export interface ReadDialogue extends LabelledFeatures {
  readonly dialogue: LabelledDialogue
  /** Of the customer's first message, by which dialogues about one thing are known. */
  readonly opening: Float32Array
  /** The customer's last message. */
  readonly last: string
}

/** Reads the features of our own dialogues; those without a customer are left out. */
export async function readLabelled(
  dialogues: readonly LabelledDialogue[],
  { signals, embed }: SignalDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<readonly ReadDialogue[]> {
  const directions = await openDirections(embed, signal)
  const read: ReadDialogue[] = []
  for (const [index, dialogue] of dialogues.entries()) {
    const { turns, language, score } = dialogue
    const deps = { signals, embed, directions }
    const features = await readFeatures(turns, language, deps, signal)
    const said = turns.filter(({ from }) => from === 'customer').map(({ text }) => text)
    const [opening] = await embed([said[0] ?? ''], signal, 'question')
    if (features !== null && opening !== undefined) {
      read.push({ dialogue, features, score, opening, last: said.at(-1) ?? '' })
    }
    onProgress(index + 1, dialogues.length)
  }
  return read
}
