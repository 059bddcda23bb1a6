import { Fault } from '../../platform/fault.js'

/**
 * Reads where a client wants to go on from. It is empty at the beginning.
 *
 * @throws {Fault} `bad-input` when it is not one of ours.
 */
export function readWatermark(text: string | undefined): number {
  if (!text) return 0
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  throw new Fault(
    'bad-input',
    `The watermark is ${JSON.stringify(text.slice(0, 40))}. Send the one you got last, or none.`,
  )
}
