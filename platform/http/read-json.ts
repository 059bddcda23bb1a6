import type { Context } from 'hono'
import { Fault } from '../fault.js'

/**
 * Reads the body of a request as JSON.
 *
 * @throws {Fault} `bad-input` when it is not JSON, or is not an object.
 */
export async function readJson(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new Fault(
      'bad-input',
      `The request body is not JSON (${text.length} characters). Send a JSON object.`,
      { cause },
    )
  }
  if (!isRecord(body)) {
    throw new Fault('bad-input', 'The request body is JSON, but not an object. Send an object.')
  }
  return body
}

/** Whether `value` is an object with fields, not a list and not `null`. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
