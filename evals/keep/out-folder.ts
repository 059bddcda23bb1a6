import { join } from 'node:path'
import type { Environment } from '../../platform/env.js'
import type { Command } from '../command.js'

/** Where runs and their page are kept: `--out`, or `evals` in the service's own folder. */
export function outFolder({ out }: Pick<Command, 'out'>, env: Environment): string {
  return out ?? join(env.KEFU_DATA ?? '.kefu', 'evals')
}

/**
 * Where the index is kept for the next run: `--data`, or beside the runs. One of somebody else's
 * articles is thrown away, unless a folder is named for it.
 *
 * @returns `null` for a folder that is thrown away.
 */
export function indexFolder(
  { data, content }: Pick<Command, 'data' | 'content'>,
  out: string,
): string | null {
  if (data !== null) return data
  return content === null ? join(out, 'index') : null
}
