import type { Context } from 'hono'

/** Whether the browser came by HTTPS, also when a proxy in front of us ended it. */
export function isSecure(c: Context): boolean {
  const forwarded = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim()
  return (forwarded ?? new URL(c.req.url).protocol.replace(':', '')) === 'https'
}

/**
 * Where the browser reached us, such as `https://shop.example`. Made from what the request says,
 * so it is good for addresses in the answer to that same request, and for nothing else.
 */
export function originOf(c: Context): string {
  return `${isSecure(c) ? 'https' : 'http'}://${new URL(c.req.url).host}`
}
