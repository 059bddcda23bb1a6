import { join } from 'node:path'
import { expect, test } from 'vitest'
import { handoffMigrations } from '../../handoff/index.js'
import { knowledgeMigrations } from '../../knowledge/index.js'
import { MINUTE } from '../../platform/clock.js'
import { openDb } from '../../platform/db/open-db.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { enterTeams } from '../channel/teams/enter-teams.js'
import { openFakeTeams } from '../channel/teams/fake-teams.js'
import { openTestFolders } from './open-test-folders.js'
import { spawnService } from './spawn-service.js'

/** Several starts of a process, on a busy machine. */
const PATIENCE = 4 * MINUTE

const CUSTOMERS = 8
const KILLS = 3

const QUESTIONS = ['退款多久到账', '运费怎么算', '怎么开发票', '怎样注册账号', '怎么查物流']

test('a service that is killed while it delivers loses nothing, and doubles only what it marks', {
  timeout: PATIENCE,
}, async ({ annotate }) => {
  await using folders = await openTestFolders()
  await using teams = await openFakeTeams()
  teams.state.isOpen = true
  const service = await spawnService({
    KEFU_DATA: folders.dataFolder,
    KEFU_QUIET_MS: '0',
    KEFU_TEAMS: 'local',
  })
  const customers = Array.from({ length: CUSTOMERS }, (_, at) =>
    enterTeams(teams, service, { user: `customer-${at}` }),
  )

  /** As Teams does: the same activity again, until it is answered with 200. */
  async function tell(customer: (typeof customers)[number], text: string): Promise<void> {
    const raw = customer.activity({ text })
    for (;;) {
      const status = await customer.post({ raw }, '').then(
        (answer) => answer.status,
        () => 0,
      )
      if (status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  for (let kills = 0; kills < KILLS; kills++) {
    const before = teams.shown.length
    const telling = Promise.all(
      customers.map((each, at) => tell(each, QUESTIONS[(at + kills) % QUESTIONS.length] ?? '')),
    )
    // Some are answered, some are under way, some are not begun.
    await teams.next(({ activity }) => activity.type === 'message', before)
    await service.kill9()
    await service.startAgain()
    await telling
    for (const { next } of customers) await next(({ type }) => type === 'message', before)
  }
  await service.kill9()

  const db = await openDb(join(folders.dataFolder, 'kefu.sqlite'), [
    eventMigrations,
    handoffMigrations,
    knowledgeMigrations,
  ])
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.number', 'delivery.message_number')
    .select(['delivery.state', 'delivery.may_be_twice', 'message.text'])
    .execute()
  await db.destroy()
  const shown = teams.shown.flatMap(({ activity }) =>
    activity.text ? [startOf(activity.text)] : [],
  )
  const sent = rows.filter(({ state }) => state === 'sent').map(({ text }) => startOf(text))
  const marked = rows.filter((row) => row.may_be_twice === 1).length
  await annotate(`${rows.length} written, ${shown.length} shown, ${marked} marked as maybe twice`)
  expect(rows.length).toBeGreaterThanOrEqual(CUSTOMERS * KILLS)
  expect(rows.filter(({ state }) => state === 'failed')).toEqual([])
  for (const start of new Set(sent)) {
    expect(countOf(shown, start)).toBeGreaterThanOrEqual(countOf(sent, start))
  }
  expect(shown.length - rows.length).toBeLessThanOrEqual(marked)
})

/** Links get our host on their way, so beginnings are compared. */
function startOf(text: string): string {
  return text.slice(0, 12)
}

function countOf(texts: readonly string[], wanted: string): number {
  return texts.filter((text) => text === wanted).length
}
