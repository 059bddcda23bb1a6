import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type WebSocketServerLike } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import { type Millis, SECOND } from '../clock.js'
import { Fault } from '../fault.js'
import type { Fetcher } from './split-paths.js'

export { upgradeWebSocket } from '@hono/node-server'

export interface ListenOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** How long requests under way may take after `stop`. */
  readonly grace?: Millis
}

export interface RunningServer extends AsyncDisposable {
  readonly port: number
  /** Such as `http://127.0.0.1:3000`, without a slash at the end. */
  readonly url: string
}

/** Clients of ours send keep-alives only; a longer frame closes their socket. */
const MAX_FRAME = 16 * 1024

/**
 * Serves `app` over HTTP and sockets until it is disposed.
 *
 * Disposing takes no new connections, closes sockets with 1001 (the client comes back), lets
 * requests under way finish within the grace, and resolves when the port is free again.
 *
 * @throws {Fault} `misconfigured` when the port cannot be had.
 */
export async function serveHttp(app: Fetcher, options: ListenOptions): Promise<RunningServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME })
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    // The two packages differ only in whether `noServer` may be left out, and here it is given.
    websocket: { server: sockets as WebSocketServer & WebSocketServerLike },
  }) as Server
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    port,
    url: `http://${host}:${port}`,
    [Symbol.asyncDispose]: () => close(server, sockets, options.grace ?? 3 * SECOND),
  }
}

async function listen(server: Server, { host, port }: ListenOptions): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new Fault('misconfigured', listenSentence(cause, host, port), { cause })
  }
}

function listenSentence(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the program that listens there, or choose another port.`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose a port above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose 127.0.0.1, or 0.0.0.0 for all.`
    default:
      return `The server could not listen on ${host}:${port} (${String(code)}). Choose another address or port.`
  }
}

async function close(server: Server, sockets: WebSocketServer, grace: Millis): Promise<void> {
  for (const socket of sockets.clients) socket.close(1001, 'the server stops')
  const force = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
  }, grace)
  try {
    if (server.listening) {
      server.close()
      server.closeIdleConnections()
      await once(server, 'close')
    }
  } finally {
    clearTimeout(force)
    sockets.close()
  }
}
