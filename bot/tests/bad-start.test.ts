import { chmod, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { handoffMigrations } from '../../handoff/index.js'
import { openDb } from '../../platform/db/open-db.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import { createHttpApp } from '../../platform/http/app.js'
import { serveHttp } from '../../platform/http/serve.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { enterChat } from './enter-chat.js'
import { openTestFolders, type TestFolders } from './open-test-folders.js'
import { sourceUrls } from './read-words.js'
import { spawnRefused } from './spawn-service.js'
import { startTestService } from './start-test-service.js'

/** Starts a service that is expected not to, and gives its sentence. */
async function sentenceOf(folders: TestFolders): Promise<string> {
  const starting = startTestService({ folders }).then(async (service) => {
    await service[Symbol.asyncDispose]()
    throw new Error('The service started.')
  })
  return starting.catch((cause: unknown) => {
    expect(cause).toBeInstanceOf(Fault)
    return reasonOf(cause)
  })
}

describe('a start stops with a sentence', () => {
  test('when its port is in use, and the process ends with 1', async () => {
    await using folders = await openTestFolders()
    const app = createHttpApp({ log: silentLog, newId })
    await using other = await serveHttp(app, { host: '127.0.0.1', port: 0 })

    const { exitCode, errors } = await spawnRefused({
      KEFU_DATA: folders.dataFolder,
      KEFU_PORT: String(other.port),
    })

    expect(exitCode).toBe(1)
    expect(errors.trim()).toBe(
      `Kefu could not run: Port ${other.port} on 127.0.0.1 is in use. Stop the program that listens there, or choose another port.`,
    )
  })

  test('when another Kefu uses the data folder', async () => {
    await using folders = await openTestFolders()
    await using _first = await startTestService({ folders })

    expect(await sentenceOf(folders)).toBe(
      `Another Kefu uses the data folder ${folders.dataFolder}. Stop it, or set KEFU_DATA to another folder.`,
    )
  })

  test('when the data folder cannot be made', async () => {
    await using folders = await openTestFolders()
    const dataFolder = join(folders.dataFolder, 'secret', 'data')
    await writeFile(join(folders.dataFolder, 'secret'), 'a file where a folder should be')

    const sentence = await sentenceOf({ ...folders, dataFolder })

    expect(sentence).toContain(`The data folder ${dataFolder} cannot be made.`)
  })

  // The administrator of a machine may write everywhere.
  test.skipIf(process.getuid?.() === 0)('when the data folder is for reading only', async () => {
    await using folders = await openTestFolders()
    await chmod(folders.dataFolder, 0o500)

    const sentence = await sentenceOf(folders)
    await chmod(folders.dataFolder, 0o700)

    expect(sentence).toMatch(/cannot be (opened|written)\. .*may be written/)
  })

  test('when the database is from a newer version', async () => {
    await using folders = await openTestFolders()
    const future = { '2099-01-01-future': { up: async () => {} } }
    const lists = [eventMigrations, handoffMigrations, future]
    const db = await openDb(join(folders.dataFolder, 'kefu.sqlite'), lists)
    await db.destroy()

    const sentence = await sentenceOf(folders)

    expect(sentence).toMatch(/written by a newer version of Kefu.*2099-01-01-future.*KEFU_DATA/)
  })

  test('when the database is no database', async () => {
    await using folders = await openTestFolders()
    await writeFile(join(folders.dataFolder, 'kefu.sqlite'), 'nonsense '.repeat(1_000))

    expect(await sentenceOf(folders)).toMatch(/kefu\.sqlite.*is damaged.*backup/)
  })

  test('when a reply has mistakes, with each file and line', async () => {
    await using folders = await openTestFolders({ ownContent: true })
    const replies = join(folders.contentFolder, 'replies')
    const text = '---\nid: survey\nfor: asks\n---\n\n## zh-Hans\n\n- 一句\n\n## fr\n\n- un\n'
    await writeFile(join(replies, 'survey.md'), text)
    await rm(join(replies, 'solved.md'))

    const sentence = await sentenceOf(folders)

    expect(sentence).toMatch(/survey\.md:\d+/)
    expect(sentence).toContain('solved')
  })

  test('when there are no articles to read', async () => {
    await using folders = await openTestFolders()
    const contentFolder = join(folders.dataFolder, 'nothing')

    expect(await sentenceOf({ ...folders, contentFolder })).toContain(contentFolder)
  })
})

test('a start with a damaged index builds it anew, and answers', async () => {
  await using folders = await openTestFolders()
  const index = join(folders.dataFolder, 'index')
  await truncate(join(index, 'articles.bin'), 100_000)
  await truncate(join(index, 'vectors.bin'), 100_000)

  await using service = await startTestService({ folders })
  using customer = await enterChat(service.url)

  expect(sourceUrls(await customer.ask('退款多久到账'))).toHaveLength(1)
})
