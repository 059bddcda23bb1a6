import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { auditChats, readStored } from './audit-chats.js'
import type { ChatRecord } from './chat-client.js'
import { fillIndex } from './fill-index.js'
import { limitFiles, mountSmallFolder } from './small-folder.js'
import { findPort, spawnCrowd, spawnKefu } from './spawn-kefu.js'

// What becomes of customers when the disk is full? The real process on a small file system of its
// own (root is needed to mount it), which is filled up but for some kilobytes. Customers write
// until they are refused; while it is full, pages still open and customers write again and again;
// then there is room, and the same process goes on. Wanted: each refusal says so politely, nothing
// acknowledged is lost, nothing is doubled, everyone is answered in the end. Run:
//   npx tsx evals/bench/full-disk.ts [--times 3] [--chats 20] [--rate 5] [--left 512] [--full 15]

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '3' },
    chats: { type: 'string', default: '20' },
    rate: { type: 'string', default: '5' },
    // Kilobytes that are left, and seconds for which it stays full.
    left: { type: 'string', default: '512' },
    full: { type: 'string', default: '15' },
    // A data folder whose index is taken, so that none is built.
    index: { type: 'string' },
    // As where nothing may be mounted.
    unmounted: { type: 'boolean', default: false },
  },
})
const rate = Number(values.rate)
const left = Number(values.left) * 1024
const SIZE = 96 * 1024 * 1024
/** The bot tries again what it could not store, at most a minute later. */
const PATIENCE = 180_000
const STILL = 75_000

const folder = await mkdtemp(join(tmpdir(), 'kefu-full-disk-'))
const small = values.unmounted ? null : await mountSmallFolder(folder, SIZE)
try {
  if (!small) console.log('Nothing is mounted: the size of files is limited instead.')
  const data = join(small?.path ?? folder, 'data')
  await fillIndex(data, values.index)
  const kefu = await spawnKefu({ KEFU_DATA: data, KEFU_PORT: await findPort() })
  using crowd = spawnCrowd(kefu.url, 10, 1)
  try {
    await crowd.order({ do: 'open', chats: Number(values.chats) })
    const write = { do: 'write', rate, waits: true } as const
    const back: number[] = []
    const statuses = new Map<string, Set<number>>()
    for (let time = 0; time < Number(values.times); time++) {
      await crowd.order({ ...write, seconds: 2, insists: true })
      const before = refusals(await look())
      if (small) await small.fillUp(left)
      else await limitFiles(kefu.pid, left)
      while (refusals(await look()) === before) {
        await crowd.order({ ...write, seconds: 1, insists: false })
      }
      const insisting = crowd.order({ ...write, seconds: 2, insists: true })
      const until = Date.now() + Number(values.full) * 1_000
      while (Date.now() < until) {
        await probe(kefu.url, statuses)
        await sleep(1_000)
      }
      const start = performance.now()
      if (small) await small.makeRoom()
      else await limitFiles(kefu.pid, 'unlimited')
      await insisting
      back.push(performance.now() - start)
    }
    const chats = await look(PATIENCE)
    // It throws when the process is gone.
    await kefu.memory()
    const audit = auditChats(chats, await readStored(join(data, 'kefu.sqlite')))
    const counts = Object.entries(audit).map(([name, count]) => `${name} ${count}`)
    const times = back.map((ms) => (ms / 1_000).toFixed(1))
    console.log(
      [
        `full ${back.length} times on ${small?.kind ?? 'limited files'}, ${refusals(chats)} refusals, ${chats.length} chats`,
        counts.join(', '),
        `while full: ${[...statuses].map(([path, seen]) => `${path} ${[...seen].join('/')}`).join(', ')}`,
        `all that waited stored after ${times.join(', ')} s of room; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`,
      ].join('\n'),
    )
    const wrong = audit.lost + audit.doubled + audit.doubledReplies + audit.unanswered
    if (wrong + audit.notShown + audit.shownTwice + audit.rudeRefusals > 0) process.exitCode = 1
  } finally {
    await kefu.end('SIGTERM')
  }

  async function look(patience = 0): Promise<readonly ChatRecord[]> {
    const report = await crowd.order({ do: 'report', patience, still: STILL })
    return report.did === 'report' ? report.chats : []
  }
} finally {
  await small?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
}

function refusals(chats: readonly ChatRecord[]): number {
  return chats.flatMap(({ sent }) => sent).reduce((sum, message) => sum + message.refusals, 0)
}

/** What needs no room works on; what does is refused and not broken. */
async function probe(url: string, statuses: Map<string, Set<number>>): Promise<void> {
  for (const path of ['/help', '/chat/frame', '/desk/sign-in']) {
    const { status } = await fetch(`${url}${path}`, { redirect: 'manual' })
    statuses.set(path, (statuses.get(path) ?? new Set()).add(status))
  }
}
