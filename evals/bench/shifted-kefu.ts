import { once } from 'node:events'
import { readConfig, startService } from '../../bot/service.js'
import { type Clock, systemClock } from '../../platform/clock.js'

// The program as `npm start` runs it, on a clock that its parent sets: each message is by how many
// milliseconds it is ahead of the machine's. Lengths of time stay those of the machine, as they do
// when an operator or a time server sets the clock.

let ahead = Number(process.argv[2] ?? 0)
const clock: Clock = { now: () => systemClock.now() + ahead, after: systemClock.after }
process.on('message', (message) => {
  ahead = Number(message)
})

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))
// Whoever set the clock is gone.
process.once('disconnect', () => stop.abort('disconnect'))
await using service = await startService(readConfig(process.env), stop.signal, clock)
console.log(service.welcome)
if (!stop.signal.aborted) await once(stop.signal, 'abort')
if (process.connected) process.disconnect()
