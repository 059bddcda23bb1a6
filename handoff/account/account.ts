import type { Language } from '../../platform/language.js'
import type { AgentId } from '../conversation/message.js'

/** An agent serves customers, a supervisor also sees the board, an editor keeps the articles. */
export const ROLES = ['agent', 'supervisor', 'editor'] as const
export type Role = (typeof ROLES)[number]

/** A person of the service team who can sign in. */
export interface Account {
  readonly id: AgentId
  /** What they type to sign in, such as `chen.chen`; also how articles name their owner. */
  readonly login: string
  /** What customers and colleagues read. */
  readonly name: string
  readonly role: Role
  /** The languages in which this person serves customers. */
  readonly languages: readonly Language[]
  readonly hasPassword: boolean
}

/** Where this person's work begins. */
export function homeOf(role: Role): string {
  return role === 'editor' ? '/knowledge' : '/desk'
}

/** A login as it is compared: without spaces around it and in small letters. */
export function foldLogin(text: string): string {
  return text.trim().toLowerCase()
}
