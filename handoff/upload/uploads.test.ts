import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newId } from '../../platform/id.js'
import { openTestDesk } from '../tests/open-test-desk.js'
import { openTestUploads, pictureOf } from './open-test-uploads.js'
import type { NewFile, UploadId } from './upload.js'
import { createUploads } from './uploads.js'

/** A customer who sends files over the real record of conversations. */
async function openTest() {
  const desk = await openTestDesk()
  const uploads = openTestUploads(desk.store, newId)
  async function send(files: readonly NewFile[], channelId = 'm-1') {
    return uploads.keep(files, async (kept) => {
      const result = await desk.conversations.receive(desk.conversation.id, {
        channelId,
        text: '',
        files: kept,
      })
      return { used: !result.duplicate, result }
    })
  }
  const rows = () => desk.store.db.selectFrom('upload').selectAll().execute()
  return {
    ...desk,
    uploads,
    send,
    rows,
    async [Symbol.asyncDispose]() {
      await desk.store[Symbol.asyncDispose]()
      uploads[Symbol.dispose]()
    },
  }
}

describe('a file that a customer sends', () => {
  test('stands under a random id, with its digest in the row and its name in the message', async () => {
    await using test = await openTest()

    const { message } = await test.send([pictureOf('red', '../破损.png'), pictureOf('blue')])

    const [first, second] = await test.rows()
    expect(test.uploads.files()).toEqual([first?.id, second?.id].sort())
    expect(first).toMatchObject({
      message_id: message.id,
      session_id: message.session,
      name: '../破损.png',
      size: 3,
      // Of the three letters; `printf red | sha256sum`.
      digest: 'b1f51a511f1da0cd348b8f8598db32e61cb963e5fc69e2b41485bf99590ed75a',
    })
    expect(message.extras.files).toEqual([
      { id: first?.id, name: '../破损.png', type: 'image/png', size: 3, width: 40, height: 30 },
      expect.objectContaining({ id: second?.id, name: 'photo.png' }),
    ])
    const { mode } = await stat(join(test.uploads.folder, first?.id ?? ''))
    expect(mode & 0o077).toBe(0)
  })

  test('that comes twice is kept once', async () => {
    await using test = await openTest()

    const first = await test.send([pictureOf('red')])
    const again = await test.send([pictureOf('red')])

    expect(again.message.id).toBe(first.message.id)
    expect(await test.rows()).toHaveLength(1)
    expect(test.uploads.files()).toHaveLength(1)
  })

  test('is gone again when its message could not be recorded', async () => {
    await using test = await openTest()

    const kept = test.uploads.keep([pictureOf('red')], async () => {
      throw new Error('the disk is full')
    })

    await expect(kept).rejects.toThrow('the disk is full')
    expect(test.uploads.files()).toEqual([])
  })

  test('where nothing can be written is said to the operator', async () => {
    await using test = await openTest()
    await rm(test.uploads.folder, { recursive: true })
    await writeFile(test.uploads.folder, 'a file where the folder was')

    await expect(test.send([pictureOf('red')])).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('Make room, or give permission to write.'),
    })
    expect(await test.rows()).toEqual([])
  })

  test('cannot be read when its bytes are not those that were stored', async () => {
    await using test = await openTest()
    const { message } = await test.send([pictureOf('red')])
    const id = message.extras.files?.[0]?.id as UploadId
    expect((await test.uploads.read(id))?.content.toString()).toBe('red')

    await writeFile(join(test.uploads.folder, id), 'bad')

    await expect(test.uploads.read(id)).rejects.toThrow(`The file ${id}`)
  })
})

describe('sweeping', () => {
  test('removes what no row tells of, and nothing else', async () => {
    await using test = await openTest()
    const { message } = await test.send([pictureOf('red')])
    const orphan = join(test.uploads.folder, newId('upload'))
    await writeFile(orphan, 'of a process that ended')
    await writeFile(join(test.uploads.folder, 'notes.txt'), 'not ours')

    await test.uploads.sweep()

    expect(test.uploads.files()).toEqual(['notes.txt', message.extras.files?.[0]?.id])
  })

  test('leaves a file that is being recorded, however long that takes', async () => {
    await using test = await openTest()
    let record = () => {}
    const recorded = new Promise<void>((resolve) => {
      record = resolve
    })
    const kept = test.uploads.keep([pictureOf('red')], async (files) => {
      await recorded
      return { used: true, result: files }
    })
    await expect.poll(() => test.uploads.files()).toHaveLength(1)

    await test.uploads.sweep()
    record()
    const [file] = await kept

    expect(await readFile(join(test.uploads.folder, file?.id ?? ''), 'utf8')).toBe('red')
  })

  test('finishes at the next start what an erasure began', async () => {
    await using test = await openTest()
    await test.send([pictureOf('red')])
    await test.store.db.deleteFrom('upload').execute()

    const next = createUploads({ folder: test.uploads.folder, db: test.store.db, newId })
    await next.sweep()

    expect(test.uploads.files()).toEqual([])
  })
})

test('a folder that cannot be made stops the start with a sentence', async () => {
  await using test = await openTest()
  await writeFile(join(test.uploads.folder, 'file'), '')
  const folder = join(test.uploads.folder, 'file', 'uploads')

  expect(() => createUploads({ folder, db: test.store.db, newId })).toThrow(
    'for customers’ files cannot be made',
  )
})
