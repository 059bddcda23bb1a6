import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { Fault } from '../fault.js'
import type { NewId } from '../id.js'
import type { Logger } from '../log.js'
import { answerError } from './answer-error.js'
import type { HttpEnv } from './http-env.js'
import { type LargerBody, limitBody } from './limit-body.js'
import { contentSecurityPolicy } from './policy.js'

export interface HttpAppDeps {
  readonly log: Logger
  readonly newId: NewId
  /** Aborts when the server stops. Without it, streams end only with their readers. */
  readonly stopping?: AbortSignal
  /** Largest request body in bytes. */
  readonly maxBody?: number
  /** Where a body may be larger. */
  readonly largerBodies?: readonly LargerBody[]
}

/** 256 KB: sixty times the longest message, and far below what would hurt. */
const MAX_BODY = 256 * 1024

/**
 * The empty app that everything is mounted on: request ids, security headers, a limit on bodies,
 * and one way to answer errors. Handlers throw a `Fault`; nobody else catches.
 */
export function createHttpApp(deps: HttpAppDeps): Hono<HttpEnv> {
  const {
    log,
    newId,
    stopping = new AbortController().signal,
    maxBody = MAX_BODY,
    largerBodies,
  } = deps
  const app = new Hono<HttpEnv>()

  app.use(async (c, next) => {
    const requestId = newId('request')
    c.set('requestId', requestId)
    c.set('log', log.child({ requestId }))
    c.set('stopping', stopping)
    await next()
    c.res.headers.set('X-Request-Id', requestId)
  })
  // Who may frame a page and who may load a file is said in `policy.ts`, one answer for each.
  app.use(secureHeaders({ crossOriginResourcePolicy: false, xFrameOptions: false }))
  app.use(contentSecurityPolicy())
  app.use(limitBody(maxBody, largerBodies))
  app.notFound((c) => answerError(c, new Fault('not-found', `There is no page at ${c.req.path}.`)))
  app.onError((cause, c) => answerError(c, cause))
  return app
}
