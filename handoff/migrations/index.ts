import type { Migrations } from '../../platform/db/migrate.js'
import { accountMigration } from './2026-11-23-account.js'
import { conversationMigration } from './2026-11-23-conversation.js'
import { serviceCaseMigration } from './2026-11-23-service-case.js'
import { lookupsMigration } from './2026-11-24-lookups.js'
import { correctionMigration } from './2026-11-26-correction.js'
import { customerFileMigration } from './2026-11-26-customer-file.js'
import { emergencyMigration } from './2026-11-26-emergency.js'
import { handbookMigration } from './2026-11-26-handbook.js'
import { qualityMigration } from './2026-11-26-quality.js'
import { queueMigration } from './2026-11-26-queue.js'
import { surveyMigration } from './2026-11-26-survey.js'
import { uploadMigration } from './2026-11-26-upload.js'
import { visitMigration } from './2026-11-26-visit.js'
import { deliveryMigration } from './2026-11-27-delivery.js'
import { staffCardMigration } from './2026-11-27-staff-card.js'
import { evalCaseMigration } from './2026-11-28-eval-case.js'
import { satisfactionMigration } from './2026-11-28-satisfaction.js'

export const handoffMigrations: Migrations = {
  '2026-11-23-account': accountMigration,
  '2026-11-23-conversation': conversationMigration,
  '2026-11-23-service-case': serviceCaseMigration,
  '2026-11-24-lookups': lookupsMigration,
  '2026-11-26-correction': correctionMigration,
  '2026-11-26-customer-file': customerFileMigration,
  '2026-11-26-handbook': handbookMigration,
  '2026-11-26-queue': queueMigration,
  '2026-11-26-quality': qualityMigration,
  '2026-11-26-survey': surveyMigration,
  '2026-11-26-visit': visitMigration,
  '2026-11-26-emergency': emergencyMigration,
  '2026-11-26-upload': uploadMigration,
  '2026-11-27-delivery': deliveryMigration,
  '2026-11-27-staff-card': staffCardMigration,
  '2026-11-28-satisfaction': satisfactionMigration,
  '2026-11-28-eval-case': evalCaseMigration,
}
