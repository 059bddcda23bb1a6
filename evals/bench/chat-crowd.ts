import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../report/random.js'
import { agentFrom, type ChatClient, type ChatRecord, enterAsClient } from './chat-client.js'
import { questionFor } from './chat-questions.js'

/** What the bench asks of a crowd. */
export type CrowdOrder =
  | { readonly do: 'open'; readonly chats: number }
  /** Posts so many messages a second, whatever comes back. */
  | {
      readonly do: 'write'
      readonly rate: number
      readonly seconds: number
      readonly insists: boolean
      /** Whether a chat waits for its answer before it writes again. */
      readonly waits: boolean
    }
  /** Waits until all that was stored is answered, or `patience` is over, and reports. */
  | {
      readonly do: 'report'
      readonly patience: number
      /** When nobody is shown anything for so long, no more is waited for. */
      readonly still?: number
    }

export type CrowdAnswer =
  | { readonly did: 'open' }
  | { readonly did: 'write'; readonly heldBack: number }
  | { readonly did: 'report'; readonly chats: readonly ChatRecord[] }
  | { readonly did: 'fail'; readonly cause: string }

/** The service lets 300 new visitors of one address in each minute; fewer leave from each here. */
const CHATS_OF_AN_ADDRESS = 250

/** Who waits for a person has no answer; when nobody is shown anything for so long, no more comes. */
const STILL = 10_000

// Many customers in a process of their own, each with its token, its socket and its posts.
const [url = '', first = '0', seed = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const chats: ChatClient[] = []

async function obey(order: CrowdOrder): Promise<CrowdAnswer> {
  switch (order.do) {
    case 'open':
      await open(order.chats)
      return { did: 'open' }
    case 'write':
      return { did: 'write', heldBack: await write(order) }
    case 'report':
      await answered(order.patience, order.still)
      return { did: 'report', chats: chats.map((chat) => chat.record()) }
  }
}

async function open(count: number): Promise<void> {
  let agent = agentFrom('127.0.0.1')
  for (let i = 0; i < count; i++) {
    const address = Number(first) + Math.floor(chats.length / CHATS_OF_AN_ADDRESS)
    if (chats.length % CHATS_OF_AN_ADDRESS === 0) agent = agentFrom(`127.0.0.${address}`)
    chats.push(await enterAsClient(url, agent))
  }
}

/** @returns How many messages nobody was free to write. */
async function write(order: CrowdOrder & { do: 'write' }): Promise<number> {
  const start = Date.now()
  const writing: Promise<void>[] = []
  let heldBack = 0
  let next = 0
  for (let i = 0; i < order.rate * order.seconds; i++) {
    const wait = start + (i * 1_000) / order.rate - Date.now()
    if (wait > 0) await sleep(wait)
    let tried = 0
    while (order.waits && tried < chats.length && !chats[next % chats.length]?.isFree()) {
      next++
      tried++
    }
    const chat = chats[next++ % chats.length]
    if (!chat || tried === chats.length) heldBack++
    else writing.push(chat.say(questionFor(chat.record().sent.length, random), order))
  }
  await Promise.all(writing)
  return heldBack
}

async function answered(patience: number, still = STILL): Promise<void> {
  const until = Date.now() + patience
  let shown = -1
  let moved = Date.now()
  while (Date.now() < until && Date.now() < moved + still) {
    if (chats.every((chat) => chat.isFree())) return
    const count = chats.reduce((sum, chat) => sum + chat.record().shown.length, 0)
    if (count !== shown) moved = Date.now()
    shown = count
    await sleep(100)
  }
}

let work = Promise.resolve()
process.on('message', (order: CrowdOrder) => {
  work = work.then(async () => {
    const answer = await obey(order).catch(
      (cause: unknown): CrowdAnswer => ({ did: 'fail', cause: String(cause) }),
    )
    process.send?.(answer)
  })
})
process.once('disconnect', () => process.exit())
