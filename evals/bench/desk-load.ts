import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ConversationId } from '../../handoff/index.js'
import { MINUTE, SECOND, systemClock } from '../../platform/clock.js'
import { serveHttp } from '../../platform/http/serve.js'
import { quantile } from '../report/bootstrap.js'
import type { Arrival } from './desk-listener.js'
import { openBusyDesk } from './open-busy-desk.js'

// How long after its commit is a message on the pages that show it? A real server over a file, 300
// open cases, 50 messages a second, and eight desks (or as many as named) that listen over SSE from processes of their own.
// What is wanted: 99 of 100 within 100 ms. Run: npx tsx evals/bench/desk-load.ts [desks]

const CASES = 300
const DESKS = Number(process.argv[2] ?? 8)
const MESSAGES_A_SECOND = 50
const SECONDS = 30
/** The first seconds are the compiler's. */
const WARM_UP = 5 * MESSAGES_A_SECOND
/** Every fifth message is for a case that stands open on a desk. */
const EACH_OPEN = 5
const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const LISTENER = fileURLToPath(new URL('./desk-listener.ts', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'kefu-desk-load-'))
const listeners: ChildProcess[] = []
/** The server ends the streams when all is measured. */
let isOver = false
try {
  await using desk = await openBusyDesk({
    contentFolder: CONTENT,
    folder,
    cases: CASES,
    desks: DESKS,
  })
  await using server = await serveHttp(desk.app, { host: '127.0.0.1', port: 0 })
  const arrivals: Arrival[][] = []
  for (const { path, cookie } of desk.pages) {
    const child = fork(LISTENER, [server.url, path, cookie], { execArgv: ['--import', 'tsx'] })
    listeners.push(child)
    await once(child, 'message', { signal: AbortSignal.timeout(MINUTE) })
    const arrived: Arrival[] = []
    child.on('message', (message: Arrival | { readonly failed: string }) => {
      if ('failed' in message) {
        if (isOver) return
        throw new Error(`${path} was not followed: ${message.failed}`)
      }
      arrived.push(message)
    })
    arrivals.push(arrived)
  }

  const commits = new Map<string, { readonly at: number; readonly number: number }>()
  // Listeners are told right after the commit.
  const told = new Map<number, number>()
  const unlisten = desk.store.listen(({ number }) => void told.set(number, systemClock.now()))
  const before = loadavg()[0] ?? 0
  const start = systemClock.now()
  const writing: Promise<void>[] = []
  const write = async (id: ConversationId, mark: string): Promise<void> => {
    const { message } = await desk.receive(id, { channelId: mark, text: `${mark} hello` })
    commits.set(mark, { at: told.get(message.number) ?? Number.NaN, number: message.number })
  }
  const total = SECONDS * MESSAGES_A_SECOND
  for (let i = 0; i < total; i++) {
    const due = start + (i * SECOND) / MESSAGES_A_SECOND
    await sleep(Math.max(0, due - systemClock.now()))
    const mark = `load-${String(i).padStart(5, '0')}`
    const isOpen = i % EACH_OPEN === 0
    const ids = isOpen ? desk.open : desk.conversations
    const id = ids[Math.floor(i / (isOpen ? EACH_OPEN : 1)) % ids.length]
    if (id === undefined) throw new Error('There is no conversation to write in.')
    writing.push(write(id, mark))
  }
  await Promise.all(writing)
  const took = systemClock.now() - start
  await sleep(2 * SECOND)
  unlisten()
  isOver = true

  const shown: number[] = []
  const listed: number[] = []
  let missing = 0
  for (const [mark, commit] of [...commits].slice(WARM_UP)) {
    const page = arrivals.flat().find(({ marks }) => marks.includes(mark))
    if (Number(mark.slice(5)) % EACH_OPEN === 0) {
      if (page) shown.push(Math.max(0, page.at - commit.at))
      else missing++
    }
    for (const arrived of arrivals) {
      const list = arrived.find(({ hasList, number }) => hasList && number >= commit.number)
      if (list) listed.push(Math.max(0, list.at - commit.at))
      else missing++
    }
  }
  console.log(
    [
      `${CASES} open cases, ${arrivals.length} desks, ${(total / (took / SECOND)).toFixed(1)} messages a second for ${(took / SECOND).toFixed(0)} s`,
      line('the open conversation', shown),
      line('the list', listed),
      `did not arrive: ${missing}; load of the machine ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`,
    ].join('\n'),
  )
} finally {
  for (const child of listeners) if (child.connected) child.disconnect()
  await rm(folder, { recursive: true, force: true })
}

function line(what: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => `${(quantile(sorted, share) ?? Number.NaN).toFixed(0)} ms`
  return `${what}: median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, most ${at(1)} (${times.length})`
}
