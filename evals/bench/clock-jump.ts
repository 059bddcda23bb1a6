import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DAY, HOUR, MINUTE, type Millis } from '../../platform/clock.js'
import { openReader } from '../../platform/db/open-db.js'
import { seededRandom } from '../report/random.js'
import { auditChats, readStored } from './audit-chats.js'
import { auditClocks, countOpen, countUnanswered, lastEvent } from './audit-clocks.js'
import { agentFrom, enterAsClient } from './chat-client.js'
import { questionFor } from './chat-questions.js'
import { fillIndex } from './fill-index.js'
import { findPort, spawnCrowd, spawnKefu } from './spawn-kefu.js'

// What becomes of customers when the clock is set? The real process on a clock that jumps forwards
// and back by hours and days while sockets are open. After each jump everyone writes again. Wanted:
// nothing lost or doubled, nobody locked out by an expired token or a limit, visits and promises
// that are over found at once, and none told before its time or twice. Run:
//   npx tsx evals/bench/clock-jump.ts [--chats 10] [--rate 5] [--waiting 3]

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '10' },
    rate: { type: 'string', default: '5' },
    // Customers who wait for a person.
    waiting: { type: 'string', default: '3' },
    // A data folder whose index is taken, so that none is built.
    index: { type: 'string' },
  },
})
const waiting = Number(values.waiting)
/** A Monday noon at the shop, with ten hours until it closes. */
const NOON = Date.UTC(2026, 10, 23, 4)
/** Beyond the silence that ends a visit, the target of a first answer and the life of a token. */
const BEYOND: Millis = 90 * MINUTE
const JUMPS: readonly Millis[] = [BEYOND, -BEYOND, 3 * DAY, -3 * DAY, -5 * HOUR, 5 * HOUR + BEYOND]
const PATIENCE = 120_000
/** As many messages as are let in at once, and some more. */
const TOO_MANY = 25
const random = seededRandom(1)

const folder = await mkdtemp(join(tmpdir(), 'kefu-clock-jump-'))
try {
  const data = join(folder, 'data')
  await fillIndex(data, values.index)
  let ahead = NOON - Date.now()
  const kefu = await spawnKefu({ KEFU_DATA: data, KEFU_PORT: await findPort() }, [
    'evals/bench/shifted-kefu.ts',
    String(ahead),
  ])
  using crowd = spawnCrowd(kefu.url, 10, 1)
  const db = await openReader(join(data, 'kefu.sqlite'))
  const agent = agentFrom('127.0.0.9')
  const people = await Promise.all(
    Array.from({ length: waiting }, () => enterAsClient(kefu.url, agent)),
  )
  const hasty = await enterAsClient(kefu.url, agent)
  try {
    await crowd.order({ do: 'open', chats: Number(values.chats) })
    await everyoneWrites()
    for (const each of people) await each.say('转人工', { insists: true })
    await until(async () => (await countOpen(db, 'queue')) >= waiting)

    for (const by of JUMPS) {
      // Whoever has just written as much as they may is not to be shut out by the jump.
      await hurry()
      await until(async () => (await countUnanswered(db)) === 0)
      const before = await lastEvent(db)
      const start = performance.now()
      ahead += by
      kefu.tell(ahead)
      // Forward, every visit of the bot has been silent for too long.
      if (by > 0) await until(async () => (await countOpen(db, 'bot')) === 0)
      const found = performance.now() - start
      await hasty.say(questionFor(0, random), { insists: true })
      const letIn = performance.now() - start
      await everyoneWrites()
      const { told } = await auditClocks(db, before)
      console.log(
        [
          `${by > 0 ? 'forward' : 'back'} ${(Math.abs(by) / HOUR).toFixed(1)} h`,
          by > 0 ? `silent visits closed after ${seconds(found)} s` : 'no visit closed',
          `told ${
            Object.entries(told)
              .map(([name, count]) => `${name} ${count}`)
              .join(', ') || 'nothing'
          }`,
          `limit over after ${seconds(letIn)} s`,
        ].join('; '),
      )
    }

    const report = await crowd.order({ do: 'report', patience: PATIENCE })
    const own = [...people, hasty].map((client) => client.record())
    const chats = [...(report.did === 'report' ? report.chats : []), ...own]
    const audit = auditChats(chats, await readStored(join(data, 'kefu.sqlite')))
    const clocks = await auditClocks(db, 0)
    const renewals = chats.reduce((sum, chat) => sum + chat.renewals, 0)
    console.log(
      [
        Object.entries(audit)
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
        `told twice ${clocks.twice}, told too early ${clocks.early}, surveys ${clocks.surveys}; ${renewals} tokens renewed; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`,
      ].join('\n'),
    )
    const wrong = audit.lost + audit.doubled + audit.doubledReplies + audit.unanswered
    // Nothing was solved, and the sample handbook asks nobody about a visit that ended in silence.
    const untimely = clocks.twice + clocks.early + clocks.surveys
    if (wrong + untimely + audit.notShown + audit.shownTwice + audit.rudeRefusals > 0) {
      process.exitCode = 1
    }
  } finally {
    for (const each of [...people, hasty]) each.close()
    agent.destroy()
    await db.destroy()
    await kefu.end('SIGTERM')
  }

  async function everyoneWrites(): Promise<void> {
    const write = { do: 'write', rate: Number(values.rate), seconds: 2 } as const
    await crowd.order({ ...write, insists: true, waits: true })
    await crowd.order({ do: 'report', patience: PATIENCE })
  }

  async function hurry(): Promise<void> {
    for (let i = 0; i < TOO_MANY; i++) await hasty.say(questionFor(i, random), { insists: false })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not so after ${PATIENCE / 1_000} s: ${holds}`)
    await sleep(25)
  }
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1)
}
