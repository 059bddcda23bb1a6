import type { Migrations } from '../../platform/db/migrate.js'
import { accountMigration } from './2026-11-23-account.js'
import { conversationMigration } from './2026-11-23-conversation.js'
import { serviceCaseMigration } from './2026-11-23-service-case.js'
import { lookupsMigration } from './2026-11-24-lookups.js'
import { correctionMigration } from './2026-11-26-correction.js'
import { handbookMigration } from './2026-11-26-handbook.js'
import { queueMigration } from './2026-11-26-queue.js'
import { shopIdentityMigration } from './2026-11-26-shop-identity.js'

export const handoffMigrations: Migrations = {
  '2026-11-23-account': accountMigration,
  '2026-11-23-conversation': conversationMigration,
  '2026-11-23-service-case': serviceCaseMigration,
  '2026-11-24-lookups': lookupsMigration,
  '2026-11-26-correction': correctionMigration,
  '2026-11-26-handbook': handbookMigration,
  '2026-11-26-queue': queueMigration,
  '2026-11-26-shop-identity': shopIdentityMigration,
}
