import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { openKnowledge, openOnnxEmbedder } from '../../knowledge/index.js'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the whole index of the repository's articles, and nothing else. */
    readonly indexedFolder: string
  }
}

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** Builds the index once for a run; each service of a test begins with a copy of it. */
export async function setup({ provide }: Pick<TestProject, 'provide'>) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kefu-index-'))
  await using embedder = await openOnnxEmbedder()
  await using knowledge = await openKnowledge(
    {
      contentFolder: CONTENT,
      dataFolder,
      embedder,
      clock: systemClock,
      log: silentLog,
      watch: false,
    },
    new AbortController().signal,
  )
  await knowledge.complete()
  provide('indexedFolder', dataFolder)
  return () => rm(dataFolder, { recursive: true, force: true })
}
