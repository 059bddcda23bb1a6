import type { Context } from 'hono'

/** Reads a field of a posted form; empty when it is missing, or a file. */
export type ReadField = (name: string) => string

/** Reads a posted form. A body that is no form has no fields. */
export async function readForm(c: Context): Promise<ReadField> {
  const body = await c.req.parseBody()
  return (name) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    return typeof value === 'string' ? value : ''
  }
}
