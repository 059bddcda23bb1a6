import { once } from 'node:events'
import { Fault } from '../platform/fault.js'
import { startService } from './app.js'
import { readConfig } from './config.js'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))

try {
  await using service = await startService(readConfig(process.env), stop.signal)
  console.log(service.welcome)
  if (!stop.signal.aborted) await once(stop.signal, 'abort')
} catch (cause) {
  if (!stop.signal.aborted) {
    // A fault's sentence says all; anything else is a bug, and its stack is wanted.
    console.error('Kefu could not run:', cause instanceof Fault ? cause.message : cause)
    process.exitCode = 1
  }
}
