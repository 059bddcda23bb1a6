import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Clock, HOUR, type Instant } from '../../platform/clock.js'
import type { AgentId } from '../conversation/message.js'
import type { UploadId } from './upload.js'

export const UPLOADS_PATH = '/desk/files'

/** Links to customers' files, each for one colleague and for an hour or two. */
export interface UploadLinks {
  /** The same within an hour, so that a page that is drawn again fetches no picture again. */
  hrefFor(id: UploadId, agent: AgentId): string
  check(link: UploadLink): 'good' | 'expired' | 'forged'
}

export interface UploadLink {
  readonly id: UploadId
  /** Who is signed in; not who the link says. */
  readonly agent: AgentId
  readonly until: string
  readonly sign: string
}

export function createUploadLinks(secret: string, clock: Pick<Clock, 'now'>): UploadLinks {
  const key = createHmac('sha256', secret).update('links to files of customers').digest()
  const signOf = (id: UploadId, agent: AgentId, until: Instant) =>
    createHmac('sha256', key).update(`${id} ${agent} ${until}`).digest()

  return {
    hrefFor(id, agent) {
      const until = (Math.floor(clock.now() / HOUR) + 2) * HOUR
      const sign = signOf(id, agent, until).toString('base64url')
      return `${UPLOADS_PATH}/${id}?until=${until}&sign=${sign}`
    },
    check({ id, agent, until, sign }) {
      const moment = /^\d{1,15}$/.test(until) ? Number(until) : 0
      const expected = signOf(id, agent, moment)
      const given = Buffer.from(sign, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged'
      return clock.now() < moment ? 'good' : 'expired'
    },
  }
}
