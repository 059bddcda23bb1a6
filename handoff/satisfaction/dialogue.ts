/** One message of a conversation between a customer and whoever served them, bot or person. */
export interface DialogueTurn {
  readonly from: 'customer' | 'service'
  readonly text: string
}

/** The words alone: no times, no survey, no case. */
export type Dialogue = readonly DialogueTurn[]

/** A longer conversation is judged by its end. */
export const MOST_TURNS = 200

/** Turns with words, the newest of a long conversation. */
export function spokenTurns(turns: Dialogue): Dialogue {
  return turns
    .map(({ from, text }) => ({ from, text: text.trim() }))
    .filter(({ text }) => text !== '')
    .slice(-MOST_TURNS)
}

/** The customer's last messages with nothing of the service between them. */
export function lastBlock(turns: Dialogue): Dialogue {
  const last = turns.findLastIndex(({ from }) => from === 'customer')
  const before = turns.findLastIndex(({ from }, i) => i < last && from === 'service')
  return last === -1 ? [] : turns.slice(before + 1, last + 1)
}
