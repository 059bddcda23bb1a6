import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Fault, type FaultCode, reasonOf } from '../fault.js'
import type { Logger } from '../log.js'
import { chooseLanguage } from '../ui/choose-language.js'
import { ErrorPage } from './error-page.js'
import type { HttpEnv } from './http-env.js'

const STATUS: Readonly<Record<FaultCode, ContentfulStatusCode>> = {
  'bad-input': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  'upstream-down': 503,
  misconfigured: 500,
}

/** Seconds after which what was refused for now may be sent again. */
const RETRY_AFTER: Partial<Readonly<Record<ContentfulStatusCode, number>>> = { 429: 5, 503: 5 }

interface ErrorAnswer {
  readonly status: ContentfulStatusCode
  readonly code: FaultCode | 'internal'
  /** `null` when the cause is nobody's business outside. */
  readonly message: string | null
}

/**
 * Turns what a handler threw into an answer: a page for a browser that asks for HTML, otherwise
 * `{ error: { code, message, requestId } }`. What went wrong inside is logged and never told.
 */
export function answerError(c: Context<HttpEnv>, cause: unknown): Response | Promise<Response> {
  const { status, code, message } = readError(cause)
  const requestId = c.get('requestId')
  if (status >= 500) report(c.get('log'), code, cause)

  const retryAfter = RETRY_AFTER[status]
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))

  if (wantsHtml(c)) {
    return c.html(
      <ErrorPage
        language={chooseLanguage(c)}
        status={status}
        detail={message}
        requestId={requestId}
        nonce={c.get('nonce')}
      />,
      status,
    )
  }
  const text = message ?? `The service could not do this. Try again, or name request ${requestId}.`
  return c.json({ error: { code, message: text, requestId } }, status)
}

function readError(cause: unknown): ErrorAnswer {
  if (cause instanceof Fault) {
    const status = STATUS[cause.code]
    return { status, code: cause.code, message: status < 500 ? cause.message : null }
  }
  if (cause instanceof HTTPException && cause.status < 500) {
    const status = cause.status as ContentfulStatusCode
    return { status, code: 'bad-input', message: cause.message || null }
  }
  return { status: 500, code: 'internal', message: null }
}

function report(log: Logger, code: string, cause: unknown): void {
  const stack = cause instanceof Error ? cause.stack : undefined
  log.error({ event: 'request-failed', code, reason: reasonOf(cause), stack }, 'a request failed')
}

function wantsHtml(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('text/html')
}
