import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { CustomerValue } from '../case/case.js'
import type { ConversationId, CustomerId } from '../conversation/message.js'
import { type Profile, standingFor, standingIn } from './customer-table.js'
import { type Assessment, assessValue, type ValueRule } from './customer-value.js'

/** What a customer counts as, and why. */
export interface ValueReading {
  /** As a supervisor set it, else as the rule says. */
  readonly value: CustomerValue
  readonly assessment: Assessment
}

export interface KnownCustomer {
  readonly value: CustomerValue
  /** The shop's own id of them, when the shop vouches for one. */
  readonly shopId: string | null
}

export interface CustomerValues {
  /** For the queue: within the transaction that opens the case. */
  ofCustomer(db: Db, customer: CustomerId): Promise<CustomerValue>
  /** For the bot's turns: whom it speaks with. */
  inConversation(db: Db, conversation: ConversationId): Promise<KnownCustomer>
  read(db: Db, profile: Profile): Promise<ValueReading>
}

/** Tells the value of a customer, the same for the queue, the rules and the pages (H6.3). */
export function createCustomerValues(deps: {
  readonly rule: ValueRule
  readonly clock: Pick<Clock, 'now'>
}): CustomerValues {
  async function read(db: Db, profile: Profile): Promise<ValueReading> {
    // Of whom the shop knows nothing, no visit says more.
    const lastVisitAt = profile.facts && (await lastVisitOf(db, profile.id))
    const assessment = assessValue(profile.facts, lastVisitAt, deps.rule, deps.clock.now())
    return { value: profile.setValue?.value ?? assessment.value, assessment }
  }

  async function ofCustomer(db: Db, customer: CustomerId): Promise<CustomerValue> {
    const profile = await standingFor(db, customer)
    return profile ? (await read(db, profile)).value : 'ordinary'
  }

  return {
    ofCustomer,
    async inConversation(db, conversation) {
      const profile = await standingIn(db, conversation)
      if (!profile) return { value: 'ordinary', shopId: null }
      return { value: (await read(db, profile)).value, shopId: profile.shopId }
    },
    read,
  }
}

async function lastVisitOf(db: Db, customer: CustomerId): Promise<Instant | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .select(({ fn }) => fn.max('session.last_message_at').as('last'))
    .where('conversation.customer_id', '=', customer)
    .executeTakeFirst()
  return row?.last ?? null
}
