import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { GapDeed, GapDeedKind } from './gap-deed.js'

interface GapDeedRow {
  id: Id<'gapdeed'>
  kind: GapDeedKind
  reason: string
  article: string | null
  grows_by: number
  editor_id: string
  editor_name: string
  at: number
}

interface GapDeedQuestionRow {
  deed_id: Id<'gapdeed'>
  question_id: string
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    gap_deed: GapDeedRow
    gap_deed_question: GapDeedQuestionRow
  }
}

export async function insertGapDeed(db: Db, deed: GapDeed): Promise<void> {
  const { id, kind, reason, article, growsBy, editor, at } = deed
  await db
    .insertInto('gap_deed')
    .values({
      ...{ id, kind, reason, article, at },
      ...{ grows_by: growsBy, editor_id: editor.id, editor_name: editor.name },
    })
    .execute()
  await db
    .insertInto('gap_deed_question')
    .values(deed.questions.map((question) => ({ deed_id: id, question_id: question })))
    .execute()
}

/** All since then, newest first. */
export async function gapDeedsSince(db: Db, since: Instant): Promise<readonly GapDeed[]> {
  const rows = await db
    .selectFrom('gap_deed')
    .selectAll()
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const covered = await db
    .selectFrom('gap_deed_question')
    .innerJoin('gap_deed', 'gap_deed.id', 'gap_deed_question.deed_id')
    .select(['deed_id as deed', 'question_id as question'])
    .where('at', '>=', since)
    .execute()
  const questions = new Map<string, string[]>(rows.map(({ id }) => [id, []]))
  for (const { deed, question } of covered) questions.get(deed)?.push(question)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    article: row.article,
    growsBy: row.grows_by,
    editor: { id: row.editor_id, name: row.editor_name },
    at: row.at,
    questions: questions.get(row.id) ?? [],
  }))
}

export async function deleteGapDeed(db: Db, id: Id<'gapdeed'>): Promise<void> {
  await db.deleteFrom('gap_deed_question').where('deed_id', '=', id).execute()
  await db.deleteFrom('gap_deed').where('id', '=', id).execute()
}
