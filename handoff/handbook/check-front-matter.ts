import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Page } from './parse-page.js'
import type { ProblemList } from './problem-list.js'

/** Line of the entry at a path of the front matter; of the nearest thing above it if absent. */
export type LineOf = (...path: readonly PropertyKey[]) => number

export interface FrontMatter<Shape> {
  readonly value: Shape
  readonly lineOf: LineOf
}

/**
 * Reads the front matter of a page by a schema.
 *
 * @returns `undefined` when it does not fit; every reason is then in `problems`.
 */
export function checkFrontMatter<Schema extends z.ZodType>(
  page: Page,
  schema: Schema,
  problems: ProblemList,
): FrontMatter<z.output<Schema>> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(page.yaml, { lineCounter: lines })
  // The YAML begins on the line after the first dashes.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1
  const lineOf: LineOf = (...path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = document.getIn(path.slice(0, depth - 1), true)
      const name = path[depth - 1]
      const pair = isMap(parent) ? parent.items.find(({ key }) => nameOf(key) === name) : undefined
      const node = pair?.key ?? document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lineAt(node.range[0])
    }
    return 1
  }
  for (const { message, pos } of document.errors) {
    const reason = message.split('\n')[0]
    problems.add({ file: page.file, line: lineAt(pos[0]), message: `Front matter: ${reason}` })
  }
  if (document.errors.length > 0) return undefined
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return { value: checked.data, lineOf }
  for (const { path, message } of checked.error.issues) {
    const name = path.length === 0 ? '' : `${path.map(String).join('.')}: `
    problems.add({
      file: page.file,
      line: lineOf(...path),
      message: `Front matter: ${name}${message}.`,
    })
  }
  return undefined
}

function nameOf(key: unknown): unknown {
  return isScalar(key) ? key.value : key
}
