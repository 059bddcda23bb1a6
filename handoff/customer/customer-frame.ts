import type { Language } from '../../platform/language.js'
import { createTimes, type Times } from '../../platform/ui/times.js'
import type { Account } from '../account/account.js'
import type { AgentId } from '../conversation/message.js'
import type { Profile } from './customer-table.js'
import { type CustomerWords, customerWords } from './customer-words.js'
import type { Tag } from './load-tags.js'

/** What every part of these pages needs to show something. */
export interface CustomerFrame {
  readonly language: Language
  readonly words: CustomerWords
  readonly times: Times
  readonly account: Account
  readonly tags: readonly Tag[]
  readonly nameOf: (agent: AgentId) => string
}

export function createFrame(given: {
  readonly language: Language
  readonly account: Account
  readonly colleagues: readonly Account[]
  readonly tags: readonly Tag[]
  readonly now: number
  readonly zone: string
}): CustomerFrame {
  const { language, account, tags } = given
  const names = new Map(given.colleagues.map(({ id, name }) => [id, name]))
  return {
    language,
    words: customerWords(language),
    times: createTimes(language, given.now, given.zone),
    account,
    tags,
    nameOf: (agent) => names.get(agent) ?? agent,
  }
}

/** The last four of the id tell apart those without a name. */
export function nameOfCustomer(
  words: CustomerWords,
  { id, name, erasedAt }: Pick<Profile, 'id' | 'name' | 'erasedAt'>,
): string {
  if (name !== '') return name
  return words(erasedAt === null ? 'anonymous' : 'erased-name', { id: id.slice(-4) })
}

export function hrefOfCustomer(id: string, rest = ''): string {
  return `/customers/${id}${rest}`
}
