import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import type { WireActivity } from '../channel/activity.js'
import { sampleOrders } from '../skill/sample-shop/sample-orders.js'
import { type Customer, enterChat, identityOf, isFrom, takeToken } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { readHtml } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

const LI = 'qw-1001'

const numberOf = (index: number) => sampleOrders(service.clock.now())[index]?.number ?? ''
const buttons = ({ suggestedActions }: WireActivity) =>
  (suggestedActions?.actions ?? []).map(({ title }) => title)

// One customer has one conversation, so these go on where the one before ended.
describe('a customer who is signed in', () => {
  let customer: Customer
  beforeAll(async () => {
    const identity = await identityOf(service.url, LI)
    customer = await enterChat(service.url, { language: 'en', identity })
  })
  afterAll(() => customer[Symbol.dispose]())

  test('presses a button, and learns where the order is', async () => {
    const asked = await customer.ask('Track my order')
    const told = await customer.ask(numberOf(0))

    expect(buttons(asked)).toContain(`Ceramic pour-over kettle · ${numberOf(0)}`)
    expect(told.text).toContain('SF1367204518822')
    expect(told.text).toMatch(/\/help\/track-parcel-en\?lang=en/)
  })

  test('has an invoice sent again, and starts a return, in Chinese', async () => {
    await customer.ask(`帮我查一下 ${numberOf(1)}`)
    const invoice = await customer.ask('重发发票')
    await customer.ask('我要退货')
    await customer.ask(numberOf(1))
    const reason = await customer.ask('格纹羊毛盖毯')
    const started = await customer.ask('不想要了')

    expect(buttons(reason)).toContain('不想要了')
    expect(started.text).toMatch(/TH\d{12}/)
    expect(invoice.text).toContain('l•••n@mail.example')
  })

  test('is the same customer on another device', async () => {
    const identity = await identityOf(service.url, LI)

    const start = await takeToken(service.url, 'zh-Hans', identity)

    expect(start.conversationId).toBe(customer.conversation)
    expect(start.identity).toEqual({ ok: true })
  })

  test('grows angry, and comes to a person with what was said so far', async () => {
    const desk = await openDesk(service.url, service.signIn.agent)
    await customer.ask('我要退货')
    await customer.ask(numberOf(1))
    await customer.ask('明前龙井 100 克')

    const caring = await customer.ask('气死我了，你们什么垃圾店，骗子')

    const id = caseIn((await desk.get('/desk')).html, '气死我了')
    const page = readHtml((await desk.get(`/desk/cases/${id}`)).html)
    expect(caring.text).not.toMatch(/TH\d{12}/)
    expect(page).toContain(`订单号：${numberOf(1)}`)
    expect(page).toContain('商品：明前龙井 100 克')
    expect(page).toContain('李雯')
  })
})

describe('a visitor without a name', () => {
  test('shows by the phone that an order is theirs, once for a visit', async () => {
    using customer = await enterChat(service.url, { language: 'en' })

    const number = await customer.ask('Track my order')
    const phone = await customer.ask(numberOf(0))
    const told = await customer.ask('6688')
    const again = await customer.ask('Send the invoice again')

    expect(number.text).toContain('QW202611230001')
    expect(phone.text).toMatch(/signed in/)
    expect(told.text).toContain('SF1367204518822')
    expect(again.text).toMatch(/not issued|no invoice/)
  })

  test('never reads an order of someone else', async () => {
    using customer = await enterChat(service.url, { language: 'en' })

    await customer.ask(numberOf(0))
    const refused = await customer.ask('0000')

    expect(refused.text).not.toContain('SF1367204518822')
    expect(refused.text).not.toContain('kettle')
    expect(refused.text).toContain(numberOf(0))
  })

  test('gives up after two questions, and gets a person', async () => {
    using customer = await enterChat(service.url, { language: 'en' })

    await customer.ask('Track my order')
    await customer.ask('it is the blue one')
    await customer.ask('the blue one, I said')

    const back = customer.seen.findLast(isFrom('bot'))
    expect(back?.suggestedActions?.actions.map(({ channelData }) => channelData)).toMatchObject([
      { leads: 'back-to-bot' },
    ])
  })

  test('finds the button for it below an article', async () => {
    using customer = await enterChat(service.url)

    const answer = await customer.ask('怎么查物流')
    const asked = await customer.ask('查我的订单')

    expect(buttons(answer)).toContain('查我的订单')
    expect(asked.text).toContain('QW202611230001')
  })
})

describe('the token of the shop', () => {
  test('that is forged, expired or foreign is refused with a sentence, and the chat goes on', async () => {
    const good = await identityOf(service.url, LI)
    const [head, body] = good.split('.')
    service.clock.skip(11 * MINUTE)

    const answers = await Promise.all(
      [`${head}.${body}.AAAA`, good, 'nonsense'].map((identity) =>
        takeToken(service.url, 'en', identity),
      ),
    )
    using customer = await enterChat(service.url, { language: 'en', identity: good })
    const asked = await customer.ask('Track my order')

    expect(answers.map(({ identity }) => identity)).toMatchObject([
      { ok: false, refusal: 'forged' },
      { ok: false, refusal: 'expired', message: expect.stringContaining('expired') },
      { ok: false, refusal: 'forged' },
    ])
    expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(3)
    expect(buttons(asked)).toEqual([])
  })
})

test('a shop that is down costs an order query and nothing else', async () => {
  await using lonely = await startTestService({
    shop: { kind: 'http', url: 'http://127.0.0.1:9', key: 'k', identity: null },
  })
  using customer = await enterChat(lonely.url, { language: 'en' })

  await customer.ask('QW202611230001')
  const sorry = await customer.ask('6688')
  const answer = await customer.ask('How long does a refund take?')

  expect(sorry.text).toMatch(/order system/)
  expect(sorry.text).not.toMatch(/127\.0\.0\.1|ECONN|fetch/)
  expect(buttons(sorry)).toEqual(['Talk to a person'])
  expect(answer.text).toContain('/help/')
})
