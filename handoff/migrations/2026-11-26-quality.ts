import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

const SCORES = ['speed', 'attitude', 'effect'] as const

export const qualityMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('quality_day')
      // Such as 2026-11-26: what was solved up to its end has been drawn from.
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('drawn_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('quality_sample')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('case_id', 'text', (column) => column.notNull().references('service_case.id'))
      // Who solved it, also after somebody else has taken it up again.
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('solved_at', 'integer', (column) => column.notNull())
      .addColumn('low_rated', 'integer', (column) => column.notNull())
      .addColumn('reopened', 'integer', (column) => column.notNull())
      .addColumn('long', 'integer', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull().references('quality_day.day'))
      // The Monday of its week.
      .addColumn('week', 'text', (column) => column.notNull())
      // What an agent did with a case is judged once.
      .addUniqueConstraint('quality_once', ['case_id', 'agent_id'])
      .execute()
    // Serves counting what was drawn for each agent in a week, and an agent's own results.
    await db.schema
      .createIndex('quality_sample_agent')
      .on('quality_sample')
      .columns(['agent_id', 'week'])
      .execute()
    let scores = db.schema
      .createTable('quality_score')
      .addColumn('sample_id', 'text', (column) =>
        column.primaryKey().references('quality_sample.id'),
      )
      .addColumn('scorer_id', 'text', (column) => column.notNull())
      .addColumn('scorer_name', 'text', (column) => column.notNull())
    for (const name of SCORES) {
      scores = scores.addColumn(name, 'integer', (column) =>
        column.notNull().check(sql`${sql.ref(name)} between 1 and 5`),
      )
    }
    await scores
      // What the measured times suggested; kept to see how often people agree.
      .addColumn('suggested_speed', 'integer')
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('seen_at', 'integer')
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'integer')
      .execute()
  },
}
