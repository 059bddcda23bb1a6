import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from '../../platform/db/kysely.js'
import { openDb } from '../../platform/db/open-db.js'

/** What the same machine does at the same time with nothing of ours in between; times in ms. */
export interface Rival {
  readonly times: readonly number[]
  readonly perSecond: number
}

const CONNECTIONS = 16
const ROUTE = fileURLToPath(new URL('./bare-route.ts', import.meta.url))

/** Posts to a route of Hono that reads JSON and answers, in a process of its own. */
export async function bareRoute(requests: number): Promise<Rival> {
  const child = fork(ROUTE, { execArgv: ['--import', 'tsx'] })
  const [url] = (await once(child, 'message')) as [string]
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  const start = performance.now()
  let left = requests
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const from = performance.now()
        const sending = request(url, { method: 'POST', agent })
        sending.end(JSON.stringify({ type: 'message', text: '运费怎么算' }))
        const [response] = await once(sending, 'response')
        response.resume()
        await once(response, 'end')
        times.push(performance.now() - from)
      }
    }),
  )
  const took = performance.now() - start
  agent.destroy()
  child.disconnect()
  return { times, perSecond: (requests / took) * 1_000 }
}

/** Inserts one row after another, each on the disk before the next, with the service's settings. */
export async function bareInsert(folder: string, inserts: number): Promise<Rival> {
  const db = await openDb(join(folder, 'bare.sqlite'), [])
  await sql`create table note (id integer primary key, text text not null)`.execute(db)
  const times: number[] = []
  const start = performance.now()
  for (let i = 0; i < inserts; i++) {
    const from = performance.now()
    await sql`insert into note (text) values (${'运费怎么算'})`.execute(db)
    times.push(performance.now() - from)
  }
  const took = performance.now() - start
  await db.destroy()
  return { times, perSecond: (inserts / took) * 1_000 }
}
