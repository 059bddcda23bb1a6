import { DAY, SECOND } from '../../platform/clock.js'
import { newId } from '../../platform/id.js'
import { type FixedClock, fixedClock } from '../../platform/testing/fixed-clock.js'
import type { Account } from '../account/account.js'
import type { CustomerId } from '../conversation/message.js'
import { saveRating } from '../conversation/trace-table.js'
import { CHEN, LIN, openTestDesk } from '../tests/open-test-desk.js'
import type { ValueRule } from './customer-value.js'
import { createCustomerValues } from './customer-values.js'
import { createEraser } from './erase-customer.js'
import { createIdentify } from './identify.js'
import { createMergeFiles } from './merge-files.js'

export const RULE: ValueRule = {
  contribution: { spentInYear: 5_000 },
  loyalty: { ordersInYear: 12, yearsWithUs: 2, levels: ['diamond'] },
  potential: { newWithinDays: 90, spentInYear: 2_000 },
  lifecycle: { quietAfterDays: 365 },
}

export const AGENT = { id: CHEN, name: 'Chen', role: 'agent' } satisfies Partial<Account>
export const SUPERVISOR = { id: LIN, name: 'Lin', role: 'supervisor' } satisfies Partial<Account>

export const UNDONE_WITHIN = 30 * DAY

/** Customers over a real database; one of them is there from the start. */
export async function openTestCustomers(
  options: { readonly file?: string; readonly clock?: FixedClock } = {},
) {
  const clock = options.clock ?? fixedClock()
  const desk = await openTestDesk({ ...options, clock })
  const { store } = desk
  const removed = { times: 0 }
  const removeFiles = async () => {
    removed.times++
  }
  const forgotten = { times: 0 }
  const forgetWords = () => {
    forgotten.times++
  }
  const customer = desk.conversation.customer
  let posted = 0

  /** Another way on which a customer comes. */
  const openChannel = (channel: 'webchat' | 'teams', user: string) =>
    desk.conversations.open(channel, user, 'zh-Hans')

  /** The customer writes on this channel, and time goes on by a second. */
  async function say(conversation: (typeof desk)['conversation'], text: string) {
    posted++
    clock.advance(SECOND)
    const { message } = await desk.conversations.receive(conversation.id, {
      channelId: `other-${posted}`,
      text,
    })
    return message
  }

  /** The bot answers what was written last on the desk's first conversation. */
  async function answer(text: string) {
    const sent = await desk.conversations.sendAsBot(await desk.botTurn(text))
    if (!sent.ok) throw new Error(`The bot was refused: ${sent.refusal}.`)
    return sent.message
  }

  return {
    ...desk,
    clock,
    newId,
    customer,
    openChannel,
    say,
    answer,
    forgotten,
    removed,
    forgetWords,
    identify: createIdentify({ store, clock }),
    values: createCustomerValues({ rule: RULE, clock }),
    files: createMergeFiles({ store, clock, newId, undoneWithin: UNDONE_WITHIN }),
    eraser: createEraser({ store, clock, newId, forgetWords, removeFiles }),
    thumb: (message: Awaited<ReturnType<typeof answer>>, verdict: 'up' | 'down') =>
      saveRating(store.db, message.id, verdict, clock.now()),
    async customerOf(conversation: (typeof desk)['conversation']): Promise<CustomerId> {
      const found = await desk.conversations.find(conversation.id)
      if (!found) throw new Error('The conversation is gone.')
      return found.customer
    },
  }
}
