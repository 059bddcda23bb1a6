import type { Migrations } from '../../platform/db/migrate.js'
import { articleDraftMigration } from './2026-11-26-article-draft.js'
import { gapDeedMigration } from './2026-11-28-gap-deed.js'

export const knowledgeMigrations: Migrations = {
  '2026-11-26-article-draft': articleDraftMigration,
  '2026-11-28-gap-deed': gapDeedMigration,
}
