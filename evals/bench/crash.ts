import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { quantile } from '../report/bootstrap.js'
import { seededRandom } from '../report/random.js'
import { auditChats, readStored } from './audit-chats.js'
import { fillIndex } from './fill-index.js'
import { findPort, type Kefu, spawnCrowd, spawnKefu } from './spawn-kefu.js'

// What is lost or said twice when the service dies while customers write? The real process over a
// real file is killed with -9 at random moments and started again over the same folder; clients
// come back from their watermark and post again under the same name until they are told an id.
// Wanted: nothing lost, nothing doubled. Run:
//   npx tsx evals/bench/crash.ts [--kills 100] [--chats 40] [--rate 20] [--life 6] [--seed 1]

const { values } = parseArgs({
  options: {
    // The service builds its index while it is measured, as at its very first start.
    cold: { type: 'boolean', default: false },
    // A data folder whose index is taken, so that none is built.
    index: { type: 'string' },
    kills: { type: 'string', default: '100' },
    chats: { type: 'string', default: '40' },
    rate: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    // In seconds. A start takes two, and customers come back after one to three.
    life: { type: 'string', default: '6' },
  },
})
const kills = Number(values.kills)
const seed = Number(values.seed)
const random = seededRandom(seed)
/** Longest time that a service lives; the moments in it are random. */
const longestLife = 1_000 * Number(values.life)
const PATIENCE = 60_000

const folder = await mkdtemp(join(tmpdir(), 'kefu-crash-'))
try {
  const data = join(folder, 'data')
  if (!values.cold) await fillIndex(data, values.index)
  const env = { KEFU_DATA: data, KEFU_PORT: await findPort() }
  let kefu: Kefu = await spawnKefu(env)
  using crowd = spawnCrowd(kefu.url, 10, seed)
  const back: number[] = []
  try {
    await crowd.order({ do: 'open', chats: Number(values.chats) })
    // In short stretches, so that the customers write until the last kill and no longer.
    let isOver = false
    const writing = (async () => {
      while (!isOver) {
        const write = { do: 'write', rate: Number(values.rate), seconds: 1 } as const
        await crowd.order({ ...write, insists: true, waits: true })
      }
    })()
    for (let i = 0; i < kills; i++) {
      await sleep(random() * longestLife)
      const start = performance.now()
      await kefu.end('SIGKILL')
      kefu = await spawnKefu(env)
      back.push(performance.now() - start)
    }
    isOver = true
    await writing
    const report = await crowd.order({ do: 'report', patience: PATIENCE })
    const chats = report.did === 'report' ? report.chats : []
    const audit = auditChats(chats, await readStored(join(data, 'kefu.sqlite')))
    const sorted = back.toSorted((a, b) => a - b)
    const at = (share: number) => ((quantile(sorted, share) ?? Number.NaN) / 1_000).toFixed(1)
    const reconnects = chats.reduce((sum, chat) => sum + chat.reconnects, 0)
    const counts = Object.entries(audit).map(([name, count]) => `${name} ${count}`)
    console.log(
      [
        `${kills} kills, seed ${seed}, ${chats.length} chats, ${reconnects} times a chat came back`,
        counts.join(', '),
        `back after p50 ${at(0.5)} s, most ${at(1)} s; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`,
      ].join('\n'),
    )
    const wrong = audit.lost + audit.doubled + audit.doubledReplies + audit.unanswered
    if (wrong + audit.notShown + audit.shownTwice > 0) process.exitCode = 1
  } finally {
    await kefu.end('SIGTERM')
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
