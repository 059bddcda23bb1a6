import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { replaceFile } from '../../platform/replace-file.js'
import type { Finding } from './finding.js'

/** Raise it when the same articles are to be told otherwise. */
const FORMAT = 1

/** Findings about questions by the article that has them. */
export type StolenFindings = ReadonlyMap<string, readonly Finding[]>

/** Where the comparison of all questions is kept: it takes most of what a check costs after a start. */
export interface KeptStolen {
  /** @returns `undefined` unless it was kept under this key. */
  read(key: string): Promise<StolenFindings | undefined>
  /** Replaces what was kept. Never rejects. */
  write(key: string, stolen: StolenFindings): Promise<void>
}

const SAID = z.strictObject({
  article: z.string(),
  title: z.string(),
  file: z.string(),
  line: z.number(),
  text: z.string(),
})

const KEPT = z.strictObject({
  format: z.literal(FORMAT),
  model: z.string(),
  key: z.string(),
  stolen: z.array(
    z.tuple([
      z.string(),
      z.array(
        z.strictObject({
          kind: z.literal('stolen-question'),
          level: z.literal('advice'),
          at: SAID,
          other: SAID,
          facts: z.record(z.string(), z.union([z.string(), z.number()])),
          key: z.string(),
          seen: z.null(),
        }),
      ),
    ]),
  ),
})

/**
 * Keeps one comparison in a file, which can be deleted at any time.
 *
 * @param model Whose vectors were compared.
 * @param report Told why it could not be written; the next start compares again.
 */
export function keepStolen(
  file: string,
  model: string,
  report: (cause: unknown) => void,
): KeptStolen {
  return {
    async read(key) {
      try {
        const kept = KEPT.parse(JSON.parse(await readFile(file, 'utf8')))
        return kept.model === model && kept.key === key ? new Map(kept.stolen) : undefined
      } catch {
        // Missing, torn, or of another format: it holds nothing that cannot be compared again.
        return undefined
      }
    },
    async write(key, stolen) {
      try {
        const kept = { format: FORMAT, model, key, stolen: [...stolen] }
        await replaceFile(file, JSON.stringify(kept))
      } catch (cause) {
        report(cause)
      }
    },
  }
}
