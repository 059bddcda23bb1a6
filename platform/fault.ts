/**
 * What went wrong, as far as the program must tell it apart:
 * `bad-input` the sender can mend it · `unauthorized` nobody is signed in · `forbidden` someone is,
 * but may not · `not-found` · `conflict` somebody was faster · `too-large` ·
 * `wrong-type` a file is not what is taken here · `too-many` slow down ·
 * `upstream-down` try again later · `misconfigured` the operator must mend it.
 */
export type FaultCode =
  | 'bad-input'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'wrong-type'
  | 'too-many'
  | 'upstream-down'
  | 'misconfigured'

/**
 * The one error class: something that nobody at this place can do anything about.
 *
 * The message is a whole sentence that says what happened, with the values, then what to do.
 * It never holds what a customer wrote.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Reads a thrown value as text for a log or a console. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
