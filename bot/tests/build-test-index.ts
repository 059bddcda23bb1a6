import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'
import { openPipeline } from '../open-pipeline.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with all that is known of the repository's content, and nothing else. */
    readonly indexedFolder: string
  }
}

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** Builds the index once for a run; each service of a test begins with a copy of it. */
export async function setup({ provide }: Pick<TestProject, 'provide'>) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kefu-index-'))
  await using pipeline = await openPipeline(
    {
      contentFolder: CONTENT,
      dataFolder,
      embedder: { kind: 'built-in' },
      clock: systemClock,
      log: silentLog,
      watch: false,
    },
    new AbortController().signal,
  )
  await pipeline.ready()
  provide('indexedFolder', dataFolder)
  return () => rm(dataFolder, { recursive: true, force: true })
}
