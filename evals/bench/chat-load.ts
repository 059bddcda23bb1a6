import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditChats, readStored } from './audit-chats.js'
import { bareInsert, bareRoute } from './bare-rivals.js'
import type { ChatRecord } from './chat-client.js'
import { fillIndex } from './fill-index.js'
import { findPort, spawnCrowd, spawnKefu } from './spawn-kefu.js'
import { tellSpread } from './tell-spread.js'

// How long does a customer wait while many write? The real process over a real file, Direct Line
// over HTTP and sockets from processes of their own, and beside it what the same machine does in
// the same minute with a bare route and a bare insert. Wanted: 99 of 100 replies within 50 ms at
// 200 messages a second. Run:
//   npx tsx evals/bench/chat-load.ts [--chats 500] [--rate 200] [--seconds 30] [--idle 2000]

const { values } = parseArgs({
  options: {
    // The service builds its index while it is measured, as at its very first start.
    cold: { type: 'boolean', default: false },
    // A data folder whose index is taken, so that none is built.
    index: { type: 'string' },
    chats: { type: 'string', default: '500' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    idle: { type: 'string', default: '0' },
    crowds: { type: 'string', default: '2' },
  },
})
const chats = Number(values.chats)
const rate = Number(values.rate)
const seconds = Number(values.seconds)
const idle = Number(values.idle)
const crowdCount = Number(values.crowds)
/** The first messages meet code that is not compiled and an empty store of vectors. */
const WARM_UP_SECONDS = 5
const PATIENCE = 60_000

const folder = await mkdtemp(join(tmpdir(), 'kefu-chat-load-'))
try {
  const data = join(folder, 'data')
  if (!values.cold) await fillIndex(data, values.index)
  const kefu = await spawnKefu({ KEFU_DATA: data, KEFU_PORT: await findPort() })
  // Each crowd has addresses of its own, ten apart.
  const crowds = Array.from({ length: crowdCount }, (_, i) =>
    spawnCrowd(kefu.url, 10 + 10 * i, i + 1),
  )
  try {
    const before = await kefu.memory()
    const all = <T>(work: (crowd: (typeof crowds)[number]) => Promise<T>) =>
      Promise.all(crowds.map(work))
    await all((crowd) => crowd.order({ do: 'open', chats: Math.ceil(chats / crowdCount) }))
    const opened = await kefu.memory()
    tell(
      `${chats} chats open: ${perChat(opened - before, chats)} KB each, ${mb(opened)} MB resident`,
    )

    const route = await bareRoute(5_000)
    const insert = await bareInsert(folder, 500)
    const load = loadavg()[0] ?? 0
    const write = { do: 'write', insists: false, waits: true, rate: rate / crowdCount } as const
    await all((crowd) =>
      crowd.order({ ...write, rate: Math.min(write.rate, 50), seconds: WARM_UP_SECONDS }),
    )
    const memory: number[] = []
    const watch = setInterval(() => {
      void kefu.memory().then((bytes) => memory.push(bytes))
    }, 1_000)
    const start = Date.now()
    // Who may write more than a chat can wait for does not wait.
    const waits = rate / chats <= 1
    const wrote = await all((crowd) => crowd.order({ ...write, waits, seconds }))
    const took = (Date.now() - start) / 1_000
    clearInterval(watch)
    const reports = await all((crowd) => crowd.order({ do: 'report', patience: PATIENCE }))
    const records = reports.flatMap((report) => (report.did === 'report' ? report.chats : []))
    const heldBack = wrote.reduce(
      (sum, each) => sum + (each.did === 'write' ? each.heldBack : 0),
      0,
    )

    const measured = records.flatMap(({ sent }) => sent).filter(({ postedAt }) => postedAt >= start)
    tell(
      `${measured.length} messages in ${took.toFixed(0)} s, ${(measured.length / took).toFixed(0)} a second, ${heldBack} held back`,
    )
    const replies = tellSpread('post → reply', spans(measured, 'replyAt'))
    const echoes = tellSpread('post → echo', spans(measured, 'echoAt'))
    const bare = tellSpread('bare Hono route', route.times)
    const inserted = tellSpread('bare SQLite insert', insert.times)
    tell(
      `  ${route.perSecond.toFixed(0)} requests a second; ${insert.perSecond.toFixed(0)} inserts a second`,
    )
    tell(
      `p50 of reply: ${ratio(replies, bare, 0)} bare routes, ${ratio(replies, inserted, 0)} inserts; p99: ${ratio(replies, bare, 1)}, ${ratio(replies, inserted, 1)}`,
    )
    tell(
      `p50 of echo: ${ratio(echoes, bare, 0)} bare routes, ${ratio(echoes, inserted, 0)} inserts; p99: ${ratio(echoes, bare, 1)}, ${ratio(echoes, inserted, 1)}`,
    )
    tell(
      `memory under load: first ${mb(memory[0] ?? 0)} MB, most ${mb(Math.max(0, ...memory))} MB, after ${mb(await kefu.memory())} MB`,
    )
    await tellAudit(records, join(data, 'kefu.sqlite'))

    if (idle > 0) {
      const less = await kefu.memory()
      await all((crowd) => crowd.order({ do: 'open', chats: Math.ceil(idle / crowdCount) }))
      const more = await kefu.memory()
      tell(
        `${idle} idle chats beside them: ${perChat(more - less, idle)} KB each, ${mb(more)} MB resident`,
      )
    }
    tell(`load of the machine ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`)
    if (kefu.errors().includes('"level":50'))
      tell(`errors of the service, the last: ${kefu.errors().slice(-400)}`)
  } finally {
    for (const crowd of crowds) crowd[Symbol.dispose]()
    await kefu.end('SIGTERM')
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function tellAudit(records: readonly ChatRecord[], file: string): Promise<void> {
  const audit = auditChats(records, await readStored(file))
  tell(
    Object.entries(audit)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  )
  const wrong =
    audit.lost + audit.doubled + audit.doubledReplies + audit.unanswered + audit.notShown
  if (wrong + audit.shownTwice + audit.rudeRefusals > 0) process.exitCode = 1
}

function spans(sent: ChatRecord['sent'], until: 'replyAt' | 'echoAt'): number[] {
  return sent.flatMap((message) => {
    const at = message[until]
    return at === null ? [] : [at - message.postedAt]
  })
}

function ratio(ours: readonly number[], theirs: readonly number[], i: 0 | 1): string {
  return ((ours[i] ?? Number.NaN) / (theirs[i] ?? Number.NaN)).toFixed(1)
}

function perChat(bytes: number, count: number): string {
  return (bytes / count / 1024).toFixed(0)
}

function mb(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}

function tell(text: string): void {
  console.log(text)
}
