import type { SkillMemory } from '../../handoff/index.js'
import { foldText } from '../../knowledge/index.js'
import { chosenByPlace } from '../place-in-list.js'
import type { Slots } from './skill.js'

/** Written with spaces or lines between the digits, too. */
const ORDER_NUMBER = /qw[\s-]?((?:\d[\s-]?){11}\d)(?!\d)/
const BARE_NUMBER = /(?<!\d)(\d{12})(?!\d)/
const MOBILE = /(?<!\d)1\d{6}(\d{4})(?!\d)/
const FOUR_DIGITS = /(?<![\da-z])(\d{4})(?![\da-z])/
/** What a message fills in, whatever was asked, and what was asked for; empty when it fills nothing. */
export function readSlots(text: string, memory: SkillMemory | undefined): Slots {
  // `foldText` hides long numbers, so those are read from what was written.
  const written = text
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  const order = orderNumberIn(written)
  const asking = memory?.asking ?? null
  if (asking === null || memory === undefined) return order ? { order } : {}
  const chosen = choiceIn(foldText(text), memory.choices)
  switch (asking) {
    case 'order': {
      const bare = BARE_NUMBER.exec(written)?.[1]
      const number = order ?? (bare ? `QW${bare}` : chosen)
      return number === undefined ? {} : { order: number }
    }
    case 'phone': {
      const digits = MOBILE.exec(written)?.[1] ?? FOUR_DIGITS.exec(written)?.[1]
      return { ...(order && { order }), ...(digits !== undefined && { phone: digits }) }
    }
    case 'item':
    case 'reason':
      return { ...(order && { order }), ...(chosen !== undefined && { [asking]: chosen }) }
    default:
      return {}
  }
}

/** The first order number in a text that may hold more. */
function orderNumberIn(written: string): string | undefined {
  const digits = ORDER_NUMBER.exec(written)?.[1]?.replaceAll(/[\s-]/g, '')
  return digits === undefined ? undefined : `QW${digits}`
}

/** Said in full, as part of a sentence, or by its place in the list. */
function choiceIn(folded: string, choices: SkillMemory['choices']): string | undefined {
  const titles = choices.map(({ title, value }) => ({ title: foldText(title).trim(), value }))
  const said =
    titles.find(({ title }) => title === folded) ??
    titles.find(({ title }) => title !== '' && folded.includes(title)) ??
    titles.find(({ title }) => [...folded].length >= 2 && title.includes(folded))
  if (said) return said.value
  return chosenByPlace(folded, choices)?.value
}
