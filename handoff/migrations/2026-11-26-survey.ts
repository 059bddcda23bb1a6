import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

const score = (name: string) => sql`${sql.ref(name)} between 1 and 5`

/** From one answer a case to one question a closed visit, which may be about the bot as well. */
export const surveyMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('survey_request')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('session_id', 'text', (column) => column.notNull().references('session.id'))
      // The owner's counter when the visit closed: it grows before the visit can close again.
      .addColumn('owner_turn', 'integer', (column) => column.notNull())
      .addColumn('about_people', 'integer', (column) => column.notNull())
      .addColumn('about_bot', 'integer', (column) => column.notNull())
      // Number of the message that asks; what was said before it is dealt with.
      .addColumn('through', 'integer', (column) => column.notNull())
      .addColumn('asked_at', 'integer', (column) => column.notNull())
      // Once for each close, whatever asks.
      .addUniqueConstraint('survey_once_a_close', ['session_id', 'owner_turn'])
      .execute()
    await db.schema
      .createTable('survey_case')
      .addColumn('survey_id', 'text', (column) => column.notNull().references('survey_request.id'))
      .addColumn('case_id', 'text', (column) => column.notNull().references('service_case.id'))
      // How often the case had come back before it was solved this time.
      .addColumn('round', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('survey_once_a_round', ['case_id', 'round'])
      .execute()
    // Serves the answer to a survey: which cases it closes.
    await db.schema
      .createIndex('survey_case_survey')
      .on('survey_case')
      .column('survey_id')
      .execute()
    await db.schema
      .createTable('survey_answer')
      .addColumn('survey_id', 'text', (column) =>
        column.primaryKey().references('survey_request.id'),
      )
      .addColumn('speed', 'integer', (column) => column.check(score('speed')))
      .addColumn('attitude', 'integer', (column) => column.check(score('attitude')))
      .addColumn('solution', 'integer', (column) => column.check(score('solution')))
      .addColumn('bot_speed', 'integer', (column) => column.check(score('bot_speed')))
      .addColumn('bot_solution', 'integer', (column) => column.check(score('bot_solution')))
      .addColumn('service', 'text')
      .addColumn('solved', 'integer')
      .addColumn('recommend', 'integer', (column) => column.check(sql`recommend between 0 and 10`))
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    // Serves satisfaction over a time (T14).
    await db.schema.createIndex('survey_answer_at').on('survey_answer').column('at').execute()

    await keepEarlier(db)
  },
}

/** Each earlier question is a message of a case; the first belongs to its first round, and so on. */
async function keepEarlier(db: Parameters<Migrations[string]['up']>[0]): Promise<void> {
  await sql`
    create temporary table earlier as
    select 'survey_' || substr(message.id, length('message_') + 1) as id,
      message.id as message_id, message.session_id, message.number, message.at,
      json_extract(message.extras, '$.survey.caseId') as case_id,
      row_number() over (
        partition by json_extract(message.extras, '$.survey.caseId') order by message.number
      ) - 1 as round
    from message
    where json_extract(message.extras, '$.survey.caseId') in (select id from service_case)
  `.execute(db)
  await sql`
    insert into survey_request
    select id, session_id, -number, 1, 0, number, at from earlier
  `.execute(db)
  await sql`insert into survey_case select id, case_id, round from earlier`.execute(db)
  await sql`
    insert into survey_answer (survey_id, speed, attitude, solution, words, at)
    select earlier.id, speed, attitude, solution, words, survey.at
    from survey join earlier using (case_id, round)
  `.execute(db)
  // The cards in the chat go on working: what they post names the question.
  await sql`
    update message set extras = json_set(extras, '$.survey', json_object(
      'id', 'survey_' || substr(id, length('message_') + 1),
      'about', json_array('people'),
      'service', (select service from service_case
        where service_case.id = json_extract(message.extras, '$.survey.caseId'))
    ))
    where id in (select message_id from earlier)
  `.execute(db)
  await sql`drop table earlier`.execute(db)
  await db.schema.dropTable('survey').execute()
}
