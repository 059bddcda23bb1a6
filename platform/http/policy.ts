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
  /** Of the host that was asked last, and most often is the only one. */
  let ordinary = ordinaryPolicy(undefined)
  return async (c, next) => {
    const nonce = randomBytes(16).toString('base64')
    c.set('nonce', nonce)
    await next()
    const host = c.req.header('host')
    if (host !== ordinary.host) ordinary = ordinaryPolicy(host)
    const { headers } = c.res
    // What is served as somebody else's has a stricter one of its own.
    if (!headers.has(CONTENT_POLICY)) {
      const widened = c.get('widenedPolicy')
      headers.set(
        CONTENT_POLICY,
        widened ? policyText([...policiesFor(host, nonce), widened]) : ordinary.text(nonce),
      )
    }
    // A handler whose file is for the pages of others has said so itself.
    if (!headers.has(RESOURCE_POLICY)) headers.set(RESOURCE_POLICY, 'same-origin')
  }
}

/** No host has such signs in it. */
const NONCE = '{nonce}'

/** The policy of a page that asked for nothing more, in which only the nonce is put. */
function ordinaryPolicy(host: string | undefined) {
  const [before = '', after = ''] = policyText(policiesFor(host, NONCE)).split(NONCE)
  return { host, text: (nonce: string) => `${before}${nonce}${after}` }
}

function policiesFor(host: string | undefined, nonce: string): readonly Policy[] {
  return [POLICY, { 'style-src': [`'nonce-${nonce}'`], 'connect-src': socketSources(host) }]
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
