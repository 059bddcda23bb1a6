import { type Context, Hono } from 'hono'
import type { WSContext } from 'hono/ws'
import { Fault } from '../../platform/fault.js'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { originOf } from '../../platform/http/origin.js'
import { upgradeWebSocket } from '../../platform/http/serve.js'
import {
  type ActivitySink,
  type ActivityStream,
  type ActivityStreamDeps,
  type StreamRequest,
  startActivityStream,
} from './activity-stream.js'
import type { ChatLimits } from './chat-limits.js'
import type { ChatTokens } from './token.js'
import { readWatermark } from './watermark.js'

export interface SocketDeps extends Omit<ActivityStreamDeps, 'log'> {
  readonly tokens: ChatTokens
  readonly limits: ChatLimits
}

/** A reader this far behind, in bytes, is closed, and goes on later from its watermark. */
const MAX_BEHIND = 1024 * 1024

interface SocketEnv {
  Variables: HttpEnv['Variables'] & { streamRequest: StreamRequest }
}

/**
 * The stream of activities over a socket. A browser can send no header with it, so the address
 * carries a ticket; it is checked before the upgrade, where an answer can still be given.
 */
export function socketRoutes(deps: SocketDeps): Hono<SocketEnv> {
  return new Hono<SocketEnv>().get(
    '/conversations/:id/stream',
    async (c, next) => {
      c.set('streamRequest', await readStreamRequest(c, deps))
      await next()
    },
    upgradeWebSocket((c: Context<SocketEnv>) => {
      const request = c.get('streamRequest')
      const log = c.get('log')
      let stream: ActivityStream | undefined
      return {
        onOpen(_, socket) {
          stream = startActivityStream(request, sinkOf(socket), { ...deps, log })
        },
        // Clients post over HTTP; what comes here are keep-alives.
        onMessage: () => stream?.heard(),
        onClose: () => stream?.end(),
        onError: () => stream?.end(),
      }
    }),
  )
}

async function readStreamRequest(c: Context, deps: SocketDeps): Promise<StreamRequest> {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
    throw new Fault('bad-input', 'This address is for sockets. Open it with ws: or wss:.')
  }
  const pass = await deps.tokens.read(c.req.query('t') ?? '', 'socket')
  if (c.req.param('id') !== pass.conversation) {
    throw new Fault('not-found', 'This ticket opens another conversation. Ask for a new stream.')
  }
  if (deps.hub.count(pass.conversation) >= deps.limits.sockets) {
    throw new Fault(
      'too-many',
      `This chat is open ${deps.limits.sockets} times already. Close one of the other tabs.`,
    )
  }
  return { ...pass, origin: originOf(c), after: readWatermark(c.req.query('watermark')) }
}

function sinkOf(socket: WSContext): ActivitySink {
  return {
    send(frame) {
      if (socket.readyState !== 1) return
      if (bufferedBytes(socket) > MAX_BEHIND) socket.close(1013, 'too far behind')
      else socket.send(frame)
    },
    close: () => socket.close(1001, 'come back'),
  }
}

function bufferedBytes({ raw }: WSContext): number {
  return typeof raw === 'object' && raw !== null && 'bufferedAmount' in raw
    ? Number(raw.bufferedAmount)
    : 0
}
