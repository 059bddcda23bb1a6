import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { lazy } from '../../platform/lazy.js'
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
  const places = lazy(() => readPlaces(page.yaml))
  const lineOf: LineOf = (...path) => places().lineOf(path)
  if (page.data === undefined) {
    for (const problem of places().errors) problems.add({ file: page.file, ...problem })
    return undefined
  }
  const checked = schema.safeParse(page.data)
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

/** Where things stand in the YAML: a parse that most pages can do without. */
function readPlaces(yaml: string) {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  // The YAML begins on the line after the first dashes.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1
  return {
    errors: document.errors.map(({ message, pos }) => ({
      line: lineAt(pos[0]),
      message: `Front matter: ${message.split('\n')[0]}`,
    })),
    lineOf(path: readonly PropertyKey[]): number {
      for (let depth = path.length; depth > 0; depth--) {
        const parent = document.getIn(path.slice(0, depth - 1), true)
        const name = path[depth - 1]
        const pair = isMap(parent)
          ? parent.items.find(({ key }) => nameOf(key) === name)
          : undefined
        const node = pair?.key ?? document.getIn(path.slice(0, depth), true)
        if (isNode(node) && node.range) return lineAt(node.range[0])
      }
      return 1
    },
  }
}

function nameOf(key: unknown): unknown {
  return isScalar(key) ? key.value : key
}
