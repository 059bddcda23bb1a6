import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The address at the other end of the connection: the browser's, or the proxy's in front of us.
 *
 * @returns `unknown` for a request that came by no connection, as in tests.
 */
export function remoteAddress(c: Context): string {
  const hasConnection = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
  return (hasConnection && getConnInfo(c).remote.address) || 'unknown'
}
