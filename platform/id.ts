import { randomInt } from 'node:crypto'

declare const brand: unique symbol

/** Text that names one thing of one kind, so that a case cannot be looked up by an agent. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

/** Makes a new id, such as `case_4k2m9x0a7c1b`. A dependency, so that tests can foresee the ids. */
export type NewId = <Kind extends string>(kind: Kind) => Id<Kind>

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'
const LENGTH = 12

/** The kind, a line and twelve random letters or digits: 62 bits, enough never to meet twice. */
export const newId: NewId = (kind) => {
  let text = `${kind}_`
  for (let i = 0; i < LENGTH; i++) text += ALPHABET[randomInt(ALPHABET.length)]
  return text as Id<typeof kind>
}

const SHAPE = /^([a-z]+)_[0-9a-z]{12}$/

/** Whether `text` has the shape of an id of this kind. Says nothing of whether the thing exists. */
export function isId<Kind extends string>(kind: Kind, text: unknown): text is Id<Kind> {
  return typeof text === 'string' && SHAPE.exec(text)?.[1] === kind
}

/** Whether `text` has the shape of an id of any kind. */
export function isAnyId(text: string): boolean {
  return SHAPE.test(text)
}
