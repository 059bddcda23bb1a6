import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Millis, SECOND } from '../../platform/clock.js'
import type { Environment } from '../../platform/env.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const PATIENCE: Millis = 90 * SECOND

/** How a process ended, and what it said. */
export interface Ended {
  readonly exitCode: number | null
  readonly errors: string
}

/** The service as a process of its own, as `npm start` runs it. */
export interface SpawnedService extends AsyncDisposable {
  readonly url: string
  /** What the console has said since the last start. */
  said(): string
  /** Ends it as a power cut would, and resolves when it is gone. */
  kill9(): Promise<void>
  /** Starts another one on the same port and folder; resolves when it is ready. */
  startAgain(): Promise<void>
}

/** @param env What differs from the defaults; the port is chosen here when not given. */
export async function spawnService(env: Environment): Promise<SpawnedService> {
  const port = env['KEFU_PORT'] ?? String(await freePort())
  let running = await start({ ...env, KEFU_PORT: port })
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => running.said(),
    kill9: () => running.end('SIGKILL'),
    async startAgain() {
      running = await start({ ...env, KEFU_PORT: port })
    },
    [Symbol.asyncDispose]: () => running.end('SIGTERM'),
  }
}

/** Runs the service that is expected not to start, until it ends. */
export async function spawnRefused(env: Environment): Promise<Ended> {
  const { child, errors } = launch(env)
  const [exitCode] = await once(child, 'exit', { signal: AbortSignal.timeout(PATIENCE) })
  return { exitCode, errors: errors() }
}

async function start(env: Environment) {
  const { child, errors } = launch(env)
  const exited = once(child, 'exit')
  let said = ''
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      said += String(data)
      if (said.includes('Kefu is ready')) resolve()
    })
  })
  await Promise.race([
    ready,
    exited.then(([code]) => {
      throw new Error(`The service ended with ${code} before it was ready: ${errors()}`)
    }),
  ])
  return {
    said: () => said,
    async end(signal: NodeJS.Signals): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}

function launch(env: Environment) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KEFU_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += String(data)
  })
  return { child, errors: () => errors }
}

/** A port that nobody has just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
