import { DAY, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { Rate } from '../../platform/http/rate-limit.js'

/** What one customer may ask of the chat. Far above what a person does, far below what hurts. */
export interface ChatLimits {
  /** Characters of one message, as a browser's `maxlength` counts them. */
  readonly textLength: number
  readonly messages: Rate
  /** Of all visitors together. Who writes when so much waits is asked to come again. */
  readonly crowd: CrowdLimits
  readonly files: FileLimits
  /** Surplus signs of typing are dropped in silence. */
  readonly typing: Rate
  /** New visitors from one address. Many customers may share one, such as a company's. */
  readonly newVisitors: Rate
  /** Open tabs of one visitor. */
  readonly sockets: number
  /** How long a token is good for; clients take a new one each 15 minutes. */
  readonly token: Millis
  /** How long a shop's page may bring a visitor back who has no cookie. */
  readonly visitorKey: Millis
  /** How long a closed chat counts what was said since; each opening begins anew. */
  readonly unreadKey: Millis
  /** How often one conversation may be asked for that. */
  readonly unread: Rate
  /** How long a socket's address is good for; it stands in logs of proxies. */
  readonly ticket: Millis
}

export interface CrowdLimits {
  /** Messages that are being stored. */
  readonly storing: number
  /** Conversations that wait for an answer of the bot. */
  readonly unanswered: number
}

export interface FileLimits {
  /** Files of one message. */
  readonly count: number
  /** Bytes of one picture or document. */
  readonly size: number
  /** Bytes of one video. A phone films some ten seconds in it. */
  readonly videoSize: number
  /** Bytes of all files of one message. They are in memory while they are looked at. */
  readonly total: number
  /** Of one picture: a small file can unfold into gigabytes where it is drawn. */
  readonly pixels: number
  /** Messages with files of each visitor. */
  readonly messages: Rate
  /** Messages with files that are read at one time; others wait with their bytes on the way. */
  readonly atOnce: number
  /** Beside those that are read; who comes when so many wait is asked to try again. */
  readonly waiting: number
  /** How long one may take to arrive. */
  readonly arrives: Millis
}

const MB = 1024 * 1024

export const CHAT_LIMITS: ChatLimits = {
  textLength: 4_000,
  messages: { max: 20, per: 10 * SECOND },
  // Some seconds of work each: who is let in has an answer while they still look.
  crowd: { storing: 200, unanswered: 400 },
  files: {
    count: 5,
    size: 10 * MB,
    videoSize: 20 * MB,
    total: 25 * MB,
    pixels: 60_000_000,
    messages: { max: 20, per: 10 * MINUTE },
    atOnce: 4,
    waiting: 40,
    arrives: 3 * MINUTE,
  },
  typing: { max: 30, per: 10 * SECOND },
  newVisitors: { max: 300, per: MINUTE },
  sockets: 8,
  token: 30 * MINUTE,
  visitorKey: 400 * DAY,
  unreadKey: 30 * DAY,
  unread: { max: 20, per: MINUTE },
  ticket: MINUTE,
}
