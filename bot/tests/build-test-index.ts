import { spawn } from 'node:child_process'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with all that is known of the repository's content, and nothing else. */
    readonly indexedFolder: string
    /** The file that says how its building ended, empty when well; it is not there before. */
    readonly indexOutcome: string
  }
}

const PROGRAM = fileURLToPath(new URL('write-test-index.ts', import.meta.url))

/**
 * Begins to build the index of a run, of which each service of a test gets a copy. Set-up ends
 * before the first test of any project begins, so that a process of its own builds on beside the
 * unit tests; journeys wait for it in `await-test-index.ts`.
 */
export async function setup({ provide }: Pick<TestProject, 'provide'>) {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-index-'))
  const data = join(folder, 'data')
  const outcome = join(folder, 'outcome')
  provide('indexedFolder', data)
  provide('indexOutcome', outcome)

  const builder = spawn(process.execPath, ['--import', 'tsx', PROGRAM, data], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  builder.stderr.setEncoding('utf8')
  builder.stderr.on('data', (chunk: string) => {
    complaints += chunk
  })
  builder.once('error', ({ message }) => {
    complaints += message
  })
  const told = new Promise<number | null>((resolve) => builder.once('close', resolve)).then(
    async (code) => {
      // Renamed, so that nobody reads half of it.
      await writeFile(`${outcome}.new`, code === 0 ? '' : `It ended with ${code}.\n${complaints}`)
      await rename(`${outcome}.new`, outcome)
    },
  )
  return async () => {
    builder.kill('SIGKILL')
    await told
    await rm(folder, { recursive: true, force: true })
  }
}
