/** A shorter message, such as 好的 or "ok", asks for nothing. */
const SHORTEST_QUESTION = 4

/** A message without a word, such as an order's number, asks for nothing either. */
const HAS_WORDS = /\p{Letter}/u

/** Whether what a customer wrote may be a question, for which articles are worth looking at. */
export function asksSomething(text: string): boolean {
  return text.length >= SHORTEST_QUESTION && HAS_WORDS.test(text)
}
