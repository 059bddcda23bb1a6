import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { enterTeams, openFakeTeams } from '../../bot/fakes.js'
import { seededRandom } from '../report/random.js'
import { auditDeliveries, readTeams } from './audit-deliveries.js'
import { questionFor } from './chat-questions.js'
import { fillIndex } from './fill-index.js'
import { findPort, spawnKefu } from './spawn-kefu.js'
import { tellSpread } from './tell-spread.js'

// How long does a customer in Teams wait while many write, and what becomes of the answers while
// the connector is frozen? The real process over a real file, with real signatures of an issuer
// that this process plays, as it does the connector. Some activities are told twice at once, as
// Teams does; for some seconds the connector neither takes nor refuses anything, and customers go
// on writing. Wanted: everything arrives once, in the order of its conversation. Run:
//   npx tsx evals/bench/teams-load.ts [--chats 100] [--rate 20] [--seconds 20] [--frozen 20]

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '100' },
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    // For so many seconds in the middle.
    frozen: { type: 'string', default: '20' },
    // A data folder whose index is taken, so that none is built.
    index: { type: 'string' },
  },
})
const rate = Number(values.rate)
/** Each so manieth activity is told twice. */
const TWICE = 10
/** The longest wait between two tries that such a time of silence leads to, several times over. */
const PATIENCE = 180_000
/** How often it is looked who has been answered. */
const LOOK = 5

interface Chat {
  readonly teams: ReturnType<typeof enterTeams>
  readonly posts: { readonly at: number; readonly wasFrozen: boolean; repliedAt: number | null }[]
}

const folder = await mkdtemp(join(tmpdir(), 'kefu-teams-load-'))
await using teams = await openFakeTeams()
try {
  const data = join(folder, 'data')
  await fillIndex(data, values.index)
  const kefu = await spawnKefu({ KEFU_DATA: data, KEFU_PORT: await findPort() }, [
    'evals/bench/teams-kefu.ts',
    JSON.stringify(teams.config),
  ])
  try {
    await run(kefu.url, join(data, 'kefu.sqlite'))
    if (kefu.errors().includes('"level":50')) {
      console.log(`errors of the service, the last: ${kefu.errors().slice(-400)}`)
    }
  } finally {
    await kefu.end('SIGTERM')
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function run(url: string, file: string): Promise<void> {
  const random = seededRandom(1)
  const chats = Array.from(
    { length: Number(values.chats) },
    (_, i): Chat => ({ teams: enterTeams(teams, { url }, { user: `customer-${i}` }), posts: [] }),
  )
  const byConversation = new Map(chats.map((chat) => [chat.teams.conversation, chat]))
  const token = await teams.sign()
  const statuses = new Map<number, number>()
  let seen = 0
  let told = 0
  let doubledIn = 0

  /** Who was shown a message has the answer to all that they wrote before it. */
  function look(): void {
    for (const { conversation, activity, at } of teams.shown.slice(seen)) {
      if (activity.type !== 'message') continue
      for (const post of byConversation.get(conversation)?.posts ?? []) post.repliedAt ??= at
    }
    seen = teams.shown.length
  }

  async function post({ teams: { activity, post: send }, posts }: Chat): Promise<void> {
    const raw = activity({ text: questionFor(posts.length, random) })
    posts.push({ at: Date.now(), wasFrozen: teams.state.isStill, repliedAt: null })
    told++
    const tries = told % TWICE === 0 ? 2 : 1
    doubledIn += tries - 1
    const answers = Array.from({ length: tries }, async () => {
      const { status } = await send({ raw }, token)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    })
    await Promise.all(answers)
  }

  /** @param waits Whether a chat waits for its answer before it writes again. */
  async function write(seconds: number, perSecond: number, waits: boolean): Promise<void> {
    const start = Date.now()
    const posting: Promise<void>[] = []
    let next = 0
    for (let i = 0; i < perSecond * seconds; i++) {
      const until = start + (i * 1_000) / perSecond
      while (Date.now() < until) {
        await sleep(LOOK)
        look()
      }
      const isFree = ({ posts }: Chat) => !waits || posts.at(-1)?.repliedAt !== null
      const order = [...chats.slice(next % chats.length), ...chats.slice(0, next % chats.length)]
      const chat = order.find(isFree)
      next = chat ? chats.indexOf(chat) + 1 : next
      if (chat) posting.push(post(chat))
    }
    await Promise.all(posting)
  }

  async function allArrived(): Promise<number> {
    const start = Date.now()
    while (Date.now() < start + PATIENCE) {
      await sleep(250)
      look()
      const { deliveries, unanswered } = await readTeams(file)
      if (unanswered === 0 && deliveries.every(({ state }) => state !== 'waiting')) break
    }
    return Date.now() - start
  }

  const load = loadavg()[0] ?? 0
  await write(5, Math.min(rate, 10), true)
  await allArrived()
  const start = Date.now()
  await write(Number(values.seconds), rate, true)
  const took = (Date.now() - start) / 1_000
  await allArrived()
  teams.state.isStill = true
  await write(Number(values.frozen), rate / 4, false)
  teams.state.isStill = false
  const thawed = await allArrived()
  // What is taken twice would be so by now.
  await sleep(2_000)
  look()

  const posts = chats.flatMap((chat) => chat.posts)
  const measured = posts.filter(({ at, wasFrozen }) => at >= start && !wasFrozen)
  const waits = measured.flatMap(({ at, repliedAt }) => (repliedAt === null ? [] : repliedAt - at))
  console.log(
    `${measured.length} messages in ${took.toFixed(0)} s, ${(measured.length / took).toFixed(0)} a second, from ${chats.length} chats`,
  )
  tellSpread('post → reply at the connector', waits)
  const meanwhile = posts.filter(({ wasFrozen }) => wasFrozen).length
  console.log(
    `frozen for ${values.frozen} s: ${meanwhile} messages meanwhile, ${teams.state.stalls} tries unheard, all delivered ${(thawed / 1_000).toFixed(1)} s after it thawed`,
  )
  const { deliveries, written, unanswered } = await readTeams(file)
  const taken = teams.shown.filter(({ activity }) => activity.type === 'message')
  const audit = {
    ...{ told: posts.length, toldTwice: doubledIn, stored: written, unanswered },
    ...auditDeliveries(taken, deliveries),
    failed: deliveries.filter(({ state }) => state !== 'sent').length,
  }
  const said = Object.entries(audit).map(([name, count]) => `${name} ${count}`)
  console.log(said.join(', '))
  console.log(
    `answers to posts: ${[...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')}; load of the machine ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`,
  )
  const { lost, doubled, outOfOrder, failed } = audit
  if (lost + doubled + outOfOrder + failed + unanswered > 0 || written !== posts.length) {
    process.exitCode = 1
  }
}
