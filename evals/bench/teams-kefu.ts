import { once } from 'node:events'
import type { TeamsConfig } from '../../bot/fakes.js'
import { readConfig, startService } from '../../bot/service.js'

// The program as `npm start` runs it, in a Teams that its parent plays: which connector and which
// issuer of tokens it believes comes as JSON, since the settings of operators name only Microsoft's.

const teams = JSON.parse(process.argv[2] ?? 'null') as TeamsConfig
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))
await using service = await startService({ ...readConfig(process.env), teams }, stop.signal)
console.log(service.welcome)
if (!stop.signal.aborted) await once(stop.signal, 'abort')
if (process.connected) process.disconnect()
