import { createRequire } from 'node:module'
import type { Services } from 'botframework-directlinejs'

interface AjaxRequest {
  readonly url: string
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
  readonly responseType?: 'arraybuffer'
}

interface Subscriber {
  next(value: unknown): void
  complete(): void
  error(cause: unknown): void
}

type Create = (subscribe: (subscriber: Subscriber) => () => void) => unknown

/**
 * Lets Microsoft's client, which expects a browser, make its requests with `fetch`. For tests.
 *
 * What it returns must be the client's own kind of observable, which it extends with operators.
 */
export function fetchAjax(): Services['ajax'] {
  const ofClient = createRequire(
    createRequire(import.meta.url).resolve('botframework-directlinejs'),
  )
  const { Observable } = ofClient('rxjs/Observable') as { Observable: { create: Create } }

  const ajax = (request: AjaxRequest) =>
    Observable.create((subscriber) => {
      const left = new AbortController()
      load(request, left.signal).then(
        (answer) => {
          subscriber.next(answer)
          subscriber.complete()
        },
        (cause) => subscriber.error(cause),
      )
      return () => left.abort()
    })
  return ajax as unknown as Services['ajax']
}

/** @throws The shape of RxJS's own errors; a status of 0 when nothing answered. */
async function load(request: AjaxRequest, signal: AbortSignal) {
  const { url, method, headers, body, responseType } = request
  const response = await fetch(url, {
    method,
    ...(headers && { headers }),
    signal,
    // A form says its own type, with the sign between its parts.
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw Object.assign(new Error('nothing answered', { cause }), { status: 0 })
  })
  const content = responseType === 'arraybuffer' ? response.arrayBuffer() : response.json()
  const answer = { status: response.status, response: await content }
  if (response.ok) return answer
  const xhr = { getResponseHeader: (name: string) => response.headers.get(name) }
  throw Object.assign(new Error(`the answer was ${response.status}`), answer, { xhr })
}
