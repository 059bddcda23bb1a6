import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { NewFile } from './upload.js'
import { createUploads } from './uploads.js'

/** A folder of customers' files beside a test's database, removed with `await using`. */
export function openTestUploads(store: Pick<Store, 'db'>, newId: NewId) {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-uploads-'))
  return {
    ...createUploads({ folder, db: store.db, newId }),
    folder,
    files: () => readdirSync(folder).sort(),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function pictureOf(words: string, name = 'photo.png'): NewFile {
  return { name, type: 'image/png', content: Buffer.from(words), width: 40, height: 30 }
}
