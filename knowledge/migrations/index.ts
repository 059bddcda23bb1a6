import type { Migrations } from '../../platform/db/migrate.js'
import { gapDeedMigration } from './2026-11-28-gap-deed.js'

export const knowledgeMigrations: Migrations = {
  '2026-11-28-gap-deed': gapDeedMigration,
}
