import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.js'

type Sources = readonly string[]
type Policy = Readonly<Record<string, Sources>>

/** What every page may load. Web Chat needs the `blob:` and `data:` entries, and nothing more. */
const POLICY: Policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'", 'blob:'],
  'worker-src': ['blob:'],
  'frame-ancestors': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'object-src': ["'none'"],
}

const CONTENT_POLICY = 'Content-Security-Policy'
const RESOURCE_POLICY = 'Cross-Origin-Resource-Policy'

/** Lets the page at hand load more than others, such as `{ 'img-src': ['https://cdn.example'] }`. */
export function widenPolicy(c: Context, more: Policy): void {
  c.set('widenedPolicy', more)
}

/**
 * Sets the content security policy. `c.get('nonce')` is what a page puts on its style elements;
 * inline scripts have no way in.
 */
export function contentSecurityPolicy(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const nonce = randomBytes(16).toString('base64')
    c.set('nonce', nonce)
    await next()
    const own: Policy = {
      'style-src': [`'nonce-${nonce}'`],
      'connect-src': socketSources(c.req.header('host')),
    }
    const widened: Policy = c.get('widenedPolicy') ?? {}
    // What is served as somebody else's has a stricter one of its own.
    if (!c.res.headers.has(CONTENT_POLICY)) {
      c.res.headers.set(CONTENT_POLICY, policyText([POLICY, own, widened]))
    }
    // A handler whose file is for the pages of others has said so itself.
    if (!c.res.headers.has(RESOURCE_POLICY)) c.res.headers.set(RESOURCE_POLICY, 'same-origin')
  }
}

function policyText(policies: readonly Policy[]): string {
  const names = new Set(policies.flatMap((policy) => Object.keys(policy)))
  return [...names]
    .map((name) => [name, ...policies.flatMap((policy) => policy[name] ?? [])].join(' '))
    .join('; ')
}

// Not every browser counts sockets of the same host as 'self'. A host with other signs in it
// could smuggle directives into the header.
function socketSources(host: string | undefined): Sources {
  return host && /^[\w.:[\]-]+$/.test(host) ? [`ws://${host}`, `wss://${host}`] : []
}
