import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { ConversationId, Message, MessageId, SessionId } from '../conversation/message.js'
import type { FileType, KeptFile, UploadId } from './upload.js'

interface UploadRow {
  id: UploadId
  message_id: MessageId
  conversation_id: ConversationId
  session_id: SessionId
  name: string
  type: FileType
  size: number
  digest: string
  at: Instant
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    upload: UploadRow
  }
}

/** A stored file, as it is served. */
export type Upload = Pick<UploadRow, 'id' | 'name' | 'type' | 'size' | 'digest'>

export async function insertUploads(
  db: Db,
  message: Pick<Message, 'id' | 'conversation' | 'session' | 'at'>,
  files: readonly KeptFile[],
): Promise<void> {
  if (files.length === 0) return
  await db
    .insertInto('upload')
    .values(
      files.map(({ id, name, type, size, digest }) => ({
        ...{ id, name, type, size, digest },
        message_id: message.id,
        conversation_id: message.conversation,
        session_id: message.session,
        at: message.at,
      })),
    )
    .execute()
}

export async function uploadById(db: Db, id: UploadId): Promise<Upload | undefined> {
  return db
    .selectFrom('upload')
    .select(['id', 'name', 'type', 'size', 'digest'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function uploadIds(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('upload').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

/** The files themselves go when the folder is next swept. */
export async function deleteUploadsOf(db: Db, sessions: readonly SessionId[]): Promise<void> {
  await db.deleteFrom('upload').where('session_id', 'in', sessions).execute()
}
