import { type Clock, DAY } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import { newId } from '../../platform/id.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { customerRoutes } from './customer-routes.js'
import { createCustomerService } from './customer-service.js'
import { createCustomerValues } from './customer-values.js'
import { createEraser } from './erase-customer.js'
import { createIdentify } from './identify.js'
import type { Tag } from './load-tags.js'
import { createMergeFiles } from './merge-files.js'
import { RULE } from './open-test-customers.js'

const TAGS: readonly Tag[] = [
  {
    id: 'gift',
    colour: 'violet',
    words: { 'zh-Hans': '常送礼', 'zh-Hant': '常送禮', en: 'Buys gifts' },
  },
  {
    id: 'careful',
    colour: 'amber',
    words: { 'zh-Hans': '情绪敏感', 'zh-Hant': '情緒敏感', en: 'Handle with care' },
  },
]

/** The pages of customers' files beside those of the desk, over a real database. */
export async function openTestFilePages(
  clock: Clock = fixedClock(),
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const pages = await openTestPages(clock, assets)
  const { store } = pages
  const undoneWithin = 30 * DAY
  const values = createCustomerValues({ rule: RULE, clock })
  const eraser = createEraser({ store, clock, newId, forgetWords: () => {} })
  const customers = createCustomerService({
    store,
    clock,
    newId,
    values,
    undoneWithin,
    tags: TAGS,
    files: createMergeFiles({ store, clock, newId, undoneWithin }),
    eraser,
    onErased: () => {},
  })
  const { accounts, people, teams, zone } = pages.deps
  pages.app.route(
    '/customers',
    customerRoutes({ customers, accounts, people, teams, assets, clock, undoneWithin, zone }),
  )
  const customer = pages.conversation.customer
  return {
    ...pages,
    customers,
    customer,
    path: `/customers/${customer}`,
    identify: createIdentify({ store, clock }),
    /** A second file of the same person, on another channel, with a visit. */
    async openSecond(): Promise<string> {
      const teamsChat = await pages.conversations.open('teams', 'zhang@example.com', 'zh-Hans')
      await pages.conversations.receive(teamsChat.id, { channelId: 't-1', text: '发票还没收到' })
      const identify = createIdentify({ store, clock })
      await identify(customer, {
        shopId: 'S-20881',
        name: '张晓雯',
        phone: '13800138000',
        isPhoneVerified: true,
        facts: { spentInYear: 6_240, ordersInYear: 9, level: 'gold', lastOrderAt: clock.now() },
      })
      await identify(teamsChat.customer, { shopId: 'S-20881', email: 'zhang@example.com' })
      return teamsChat.customer
    },
  }
}
