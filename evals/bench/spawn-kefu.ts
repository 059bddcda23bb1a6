import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { CrowdAnswer, CrowdOrder } from './chat-crowd.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CROWD = fileURLToPath(new URL('./chat-crowd.ts', import.meta.url))

/** The program as `npm start` runs it. */
export interface Kefu {
  readonly url: string
  readonly pid: number
  /** Resident memory, in bytes. */
  memory(): Promise<number>
  errors(): string
  /** Sends it something over the channel between processes. */
  tell(message: number): void
  end(signal: NodeJS.Signals): Promise<void>
}

/**
 * Starts it and resolves when it serves.
 *
 * @param main In the place of the program's own, with what it is told.
 */
export async function spawnKefu(
  env: Readonly<Record<string, string>>,
  main: readonly string[] = ['bot/main.ts'],
): Promise<Kefu> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...main], {
    cwd: ROOT,
    env: { ...process.env, KEFU_LOG: 'error', KEFU_QUIET_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = once(child, 'exit')
  let errors = ''
  child.stderr?.on('data', (data) => {
    // Kept short: under a full disk each refused post is a line.
    errors = (errors + String(data)).slice(-4_000)
  })
  let said = ''
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (data) => {
      said = (said + String(data)).slice(-4_000)
      if (said.includes('Kefu is ready')) resolve()
    })
  })
  await Promise.race([
    ready,
    exited.then(() => {
      throw new Error(`The service did not start: ${errors}${said}`)
    }),
  ])
  return {
    url: `http://127.0.0.1:${env['KEFU_PORT']}`,
    pid: child.pid ?? 0,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
    },
    errors: () => errors || said,
    tell: (message) => void child.send(message),
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}

/** Customers in a process of their own, who do one thing after another. */
export interface Crowd extends Disposable {
  order(order: CrowdOrder): Promise<CrowdAnswer>
}

/** @param first Last part of the loopback address from which the first customers come. */
export function spawnCrowd(url: string, first: number, seed: number): Crowd {
  const child: ChildProcess = fork(CROWD, [url, String(first), String(seed)], {
    execArgv: ['--import', 'tsx'],
  })
  return {
    async order(order) {
      const answering = once(child, 'message')
      child.send(order)
      const [answer] = (await answering) as [CrowdAnswer]
      if (answer.did === 'fail') throw new Error(`A crowd could not ${order.do}: ${answer.cause}`)
      return answer
    },
    [Symbol.dispose]() {
      if (child.connected) child.disconnect()
    },
  }
}

/** A port that nobody has at the moment. */
export async function findPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return String(typeof address === 'object' ? address?.port : address)
}
