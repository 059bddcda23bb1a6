import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { Fault } from '../../platform/fault.js'

/** A file of labels. */
export interface LabelLines<Line> {
  /** Below the content folder. */
  readonly file: string
  readonly schema: z.ZodType<Line>
  /** What it holds, to go on after "It holds". */
  readonly holds: string
  /** A line as it should be. */
  readonly example: string
}

/**
 * Reads a file of one JSON object a line. A first line with `_about` says where they come from.
 *
 * @throws {Fault} `not-found` without the file, `bad-input` with the first line that cannot be read.
 */
export async function readLabelLines<Line>(
  contentFolder: string,
  { file, schema, holds, example }: LabelLines<Line>,
): Promise<readonly Line[]> {
  const path = join(contentFolder, file)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Fault('not-found', `${path} cannot be read. It holds ${holds}.`)
  })
  return text.split('\n').flatMap((source, i): readonly Line[] => {
    if (source.trim() === '' || (i === 0 && source.includes('"_about"'))) return []
    try {
      return [schema.parse(JSON.parse(source))]
    } catch {
      throw new Fault('bad-input', `${basename(file)}:${i + 1} cannot be read. Write ${example}.`)
    }
  })
}
