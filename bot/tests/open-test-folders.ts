import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

export const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

export interface TestFolders extends AsyncDisposable {
  readonly dataFolder: string
  readonly contentFolder: string
}

/**
 * A data folder with the finished index and nothing else.
 *
 * @param options.ownContent Whether the content is a copy, which the test may change.
 */
export async function openTestFolders({ ownContent = false } = {}): Promise<TestFolders> {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-service-'))
  const dataFolder = join(folder, 'data')
  const contentFolder = ownContent ? join(folder, 'content') : CONTENT
  await cp(inject('indexedFolder'), dataFolder, { recursive: true })
  if (ownContent) await cp(CONTENT, contentFolder, { recursive: true })
  return {
    dataFolder,
    contentFolder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
