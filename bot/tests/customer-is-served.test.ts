import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toLanguageScript } from '../../knowledge/index.js'
import { enterChat, isFrom, says } from './enter-chat.js'
import { caseIn, type Desk, hiddenField, openDesk } from './open-desk.js'
import { quotedRuns, readHtml, sourceUrls, waysToSay } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
let desk: Desk
beforeAll(async () => {
  service = await startTestService({ quiet: 300 })
  desk = await openDesk(service.url, service.signIn.agent)
})
afterAll(() => service[Symbol.asyncDispose]())

/** The page behind the one source of an answer, as text. */
async function openSource(answer: Parameters<typeof sourceUrls>[0]) {
  const [url = 'about:blank', ...more] = sourceUrls(answer)
  expect(more).toEqual([])
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  const html = await response.text()
  return { status: response.status, html, text: readHtml(html) }
}

describe.each([
  ['sockets', { polling: false }],
  ['polling', { polling: true }],
])('a customer with Microsoft’s client over %s', (_, how) => {
  test('is answered in the words of an article, which the source opens', async () => {
    using customer = await enterChat(service.url, how)

    const answer = await customer.ask('退款多久到账')
    const source = await openSource(answer)

    expect(source.status).toBe(200)
    expect(quotedRuns(answer).length).toBeGreaterThan(0)
    for (const run of quotedRuns(answer)) expect(source.text).toContain(run)
    expect(customer.seen.find(isFrom(undefined))?.text).toBe('退款多久到账')
  })

  test('is answered in English on a Chinese page, when that is what they write', async () => {
    using customer = await enterChat(service.url, how)

    const answer = await customer.ask('How long does a refund take?')
    const source = await openSource(answer)

    expect(answer.locale).toBe('en')
    expect(answer.text).not.toMatch(/\p{Script=Han}/u)
    expect(source.html).toContain('lang="en"')
    for (const run of quotedRuns(answer)) expect(source.text).toContain(run)
  })

  test('writes in traditional script and reads only that, in the chat and in the article', async () => {
    using customer = await enterChat(service.url, how)

    const answer = await customer.ask('退款多久到帳')
    const source = await openSource(answer)

    expect(answer.locale).toBe('zh-Hant')
    expect(answer.text).toContain('機器人')
    expect(answer.text).toBe(toLanguageScript(answer.text ?? '', 'zh-Hant'))
    expect(source.html).toContain('lang="zh-Hant"')
    for (const run of quotedRuns(answer)) expect(source.text).toContain(run)
  })

  // On a busy machine the succession may not be quick: the wait of the test service is over by then.
  test('gets one reply to several messages in quick succession', { retry: 2 }, async () => {
    using customer = await enterChat(service.url, how)
    await Promise.all(['在吗', '想问一下', '退款多久到账'].map(customer.say))
    await customer.next(isFrom('bot'))

    await customer.ask('怎么开发票')

    const order = customer.seen.filter(({ type }) => type === 'message')
    expect(order.map(({ channelData }) => channelData.kind ?? 'customer')).toEqual([
      'customer',
      'customer',
      'customer',
      'bot',
      'customer',
      'bot',
    ])
  })

  test('reaches a person who answers, rates it with 1, and is looked after again', async ({
    annotate,
  }) => {
    using customer = await enterChat(service.url, how)
    await using list = await desk.listen('/desk')
    const subject = `转人工，订单 QW${how.polling ? '202611230002' : '202611230001'}`

    const handover = await customer.ask(subject)
    const pushed = await list.until(subject)
    const caseId = caseIn(pushed.data, subject)
    expect(handover.text).toMatch(/第 \d+ 位/)
    const ahead = service.clock.now() - Date.now()
    await annotate(`on the desk after ${pushed.at + ahead - Date.parse(handover.timestamp)} ms`)

    const path = `/desk/cases/${caseId}`
    const taken = await desk.post(`${path}/take`, {})
    await customer.next(says('陈晨'))
    await desk.post(`${path}/say`, {
      kind: 'reply',
      text: '您好，我看到您的订单了。',
      clientId: hiddenField(taken.html, 'clientId'),
      turn: hiddenField(taken.html, 'turn'),
    })
    const reply = await customer.next(isFrom('agent'))
    expect(reply).toMatchObject({ text: '您好，我看到您的订单了。', from: { name: '陈晨' } })

    await desk.post(`${path}/solve`, { category: 'order', cause: 'tools', summary: '' })
    const { attachments } = await customer.next(({ attachments }) => attachments?.length === 1)
    const submit = attachments?.[0]?.content.actions[0].data
    expect(submit).toEqual({ kind: 'survey', survey: expect.stringMatching(/^survey_/) })

    const value = { ...submit, speed: '5', attitude: '5', solution: '1', words: '没有解决' }
    await customer.post({ type: 'message', value })
    const sorry = await customer.next(
      ({ text = '' }) => /第 \d+ 位/.test(text),
      customer.seen.indexOf(reply),
    )
    const back = await list.until('Came back')
    expect(sorry.channelData.kind).toBe('system')
    expect(caseIn(back.data, subject)).toBe(caseId)

    await desk.post(`${path}/take`, {})
    await desk.post(`${path}/give-back`, {})
    const given = await waysToSay('given-back-to-bot', 'zh-Hans')
    await customer.next(({ text = '' }) => given.includes(text))
    expect(sourceUrls(await customer.ask('退款多久到账'))).toHaveLength(1)
  })
})

describe('a customer', () => {
  test('who may mean several things chooses, and is answered', async () => {
    // Which of these are unclear enough is for the evals to say; some of them are.
    const unclear = [
      '退到支付宝的钱什么时候能到',
      '没收到货',
      '发票',
      '会员',
      '多久到',
      '收货信息填错了怎么改',
    ]
    const answers = []
    for (const words of unclear) {
      using customer = await enterChat(service.url)
      const asked = await customer.ask(words)
      const [choice, ...others] = (asked.suggestedActions?.actions ?? []).map(({ value }) => value)
      // Only below a question back is there a way out; below an answer, a button leads to a skill.
      if (choice === undefined || !others.includes('都不是，转人工')) continue
      answers.push(await customer.ask(choice))
      break
    }

    expect(answers.flatMap(sourceUrls)).toHaveLength(1)
  })

  test.each([
    ['zh-Hans', '你们是不是有病，等了半个月'],
    ['en', 'what the hell is wrong with you people'],
  ] as const)('who is angry in %s meets understanding, then a person', async (language, words) => {
    using customer = await enterChat(service.url, { language })
    await using list = await desk.listen('/desk')

    const { text = '' } = await customer.ask(words)
    const pushed = await list.until(words)

    const [empathy, place] = text.split('\n\n')
    expect(await waysToSay('hand-over-anger', language)).toContain(empathy)
    expect(place).toMatch(/\d/)
    expect(pushed.data.split('id="row-').find((row) => row.includes(words))).toContain('Urgent')
  })
})

describe('a customer who wants a person when nobody is there', () => {
  let empty: TestService
  beforeAll(async () => {
    empty = await startTestService()
  })
  afterAll(() => empty[Symbol.asyncDispose]())

  test.each([
    ['in opening hours', '2026-11-23T12:00+08:00', 'zh-Hans', '转人工', '今天 13:00'],
    ['in the night', '2026-11-24T00:30+08:00', 'en', 'I want to talk to a human', '10:00 today'],
  ] as const)(
    'is told by when they are answered, %s',
    async (_, now, language, words, promised) => {
      empty.clock.jumpTo(Date.parse(now))
      using customer = await enterChat(empty.url, { language })

      const { text } = await customer.ask(words)
      await customer.say('QW202611230003')
      const kept = await customer.next(isFrom('system'))

      expect(text).toContain(promised)
      expect(await waysToSay('message-kept', language)).toContain(kept.text)
    },
  )
})
