import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toLanguageScript } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { enterTeams } from '../channel/teams/enter-teams.js'
import { type FakeTeams, openFakeTeams, type Shown } from '../channel/teams/fake-teams.js'
import { sampleOrders } from '../skill/sample-shop/sample-orders.js'
import { caseIn, type Desk, hiddenField, openDesk } from './open-desk.js'
import { readHtml } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let teams: FakeTeams
let service: TestService
let desk: Desk
beforeAll(async () => {
  teams = await openFakeTeams()
  service = await startTestService({ quiet: 100, teams: teams.config })
  desk = await openDesk(service.url, service.signIn.agent)
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await teams[Symbol.asyncDispose]()
})

interface Words {
  readonly language: Language
  readonly locale: string
  readonly question: string
  /** Which of these are unclear enough is for the evals to say; some of them are. */
  readonly unclear: readonly string[]
  /** On the last button below a question back. */
  readonly none: string
  readonly wantsPerson: string
  readonly reply: string
}

const UNCLEAR = [
  '退到支付宝的钱什么时候能到',
  '没收到货',
  '发票',
  '会员',
  '多久到',
  '收货信息填错了怎么改',
]

const CUSTOMERS: readonly Words[] = [
  {
    language: 'zh-Hans',
    locale: 'zh-CN',
    question: '退款多久到账',
    unclear: UNCLEAR,
    none: '都不是，转人工',
    wantsPerson: '转人工，订单 QW202611240001',
    reply: '您好，我看到您的订单了。',
  },
  {
    language: 'zh-Hant',
    locale: 'zh-TW',
    question: '退款多久到帳',
    unclear: UNCLEAR.map((words) => toLanguageScript(words, 'zh-Hant')),
    none: '都不是，轉真人客服',
    wantsPerson: '轉人工，訂單 QW202611240002',
    reply: '您好，我看到您的訂單了。',
  },
  {
    language: 'en',
    locale: 'en-US',
    question: 'How long does a refund take?',
    unclear: [
      'invoice',
      'member',
      'how long',
      'I did not get it',
      'the address is wrong',
      'coupon',
    ],
    none: 'None of these, get me a person',
    wantsPerson: 'I want to talk to a human, order QW202611240003',
    reply: 'Hello, I can see your order.',
  },
]

/** Where the one source of an answer leads, as a path of ours. */
function sourcesOf({ activity }: Shown): readonly string[] {
  const [entity] = activity.entities ?? []
  const claims = (entity?.['citation'] ?? []) as { appearance: { url: string } }[]
  return claims.map(({ appearance }) => appearance.url.replace(teams.config.site, ''))
}

function choicesOf({ activity }: Shown): readonly string[] {
  const cards = activity.attachments ?? []
  const sets = cards.flatMap(({ content }) => content.body ?? [])
  return sets.flatMap(({ actions }) =>
    ((actions ?? []) as { data: { value?: string } }[]).flatMap(({ data }) => data.value ?? []),
  )
}

const surveyOf = ({ attachments = [] }: Shown['activity']) =>
  attachments
    .flatMap(({ content }) => content.actions ?? [])
    .find(({ data }) => data?.['kind'] === 'survey')?.data

describe.each(CUSTOMERS)('a customer in Teams who reads $language', (words) => {
  test('is answered in the words of an article, which the source opens', async () => {
    const customer = enterTeams(teams, service, { ...words, user: `reader-${words.language}` })

    const answer = await customer.ask(words.question)

    const [path = '', ...more] = sourcesOf(answer)
    const page = await fetch(`${service.url}${path}`, { headers: { accept: 'text/html' } })
    const text = readHtml(await page.text())
    const [, quoted = ''] = (answer.activity.text ?? '').split('\n\n')
    expect(more).toEqual([])
    expect(page.status).toBe(200)
    expect(text).toContain(
      quoted
        .replace(/ ?\[\d\]/g, '')
        .split('\n')[0]
        ?.replace(/^[-*] /, ''),
    )
    expect(answer.activity.locale).toBe(words.language)
    expect(answer.activity.entities).toMatchObject([{ additionalType: ['AIGeneratedContent'] }])
    expect(answer.activity.channelData).toEqual({ feedbackLoop: { type: 'default' } })
  })

  test('who may mean several things chooses on a card, and is answered', async () => {
    const answers: Shown[] = []
    for (const [at, unclear] of words.unclear.entries()) {
      const user = `chooser-${words.language}-${at}`
      const customer = enterTeams(teams, service, { ...words, user })
      const asked = await customer.ask(unclear)
      const [choice, ...others] = choicesOf(asked)
      // Only below a question back is there a way out.
      if (choice === undefined || !others.includes(words.none)) continue
      const before = teams.shown.length
      await customer.submit({ kind: 'choice', value: choice })
      answers.push(
        await customer.next(({ type }) => type === 'message', before).then((each) => each),
      )
      if (answers.flatMap(sourcesOf).length > 0) break
    }

    expect(answers.flatMap(sourcesOf)).toHaveLength(1)
  })

  test('reaches a person, who answers under their name, rates it with 1, and is looked after again', async () => {
    const customer = enterTeams(teams, service, { ...words, user: `asks-${words.language}` })
    await using list = await desk.listen('/desk')
    const subject = words.wantsPerson

    const handover = await customer.ask(subject)
    const pushed = await list.until(subject)
    const caseId = caseIn(pushed.data, subject)
    expect(handover.activity.text).toMatch(/\d/)

    const path = `/desk/cases/${caseId}`
    const taken = await desk.post(`${path}/take`, {})
    await desk.post(`${path}/say`, {
      kind: 'reply',
      text: words.reply,
      clientId: hiddenField(taken.html, 'clientId'),
      turn: hiddenField(taken.html, 'turn'),
    })
    const reply = await customer.next(({ text }) => text?.includes(words.reply) ?? false)
    expect(reply.activity.text).toBe(`**陈晨**\n\n${words.reply}`)
    expect(reply.activity.entities).toBeUndefined()

    await desk.post(`${path}/solve`, { category: 'order', cause: 'tools', summary: '' })
    const asked = await customer.next((activity) => surveyOf(activity) !== undefined)
    const answer = { ...surveyOf(asked.activity), speed: '5', attitude: '5', solution: '1' }
    const before = teams.shown.length
    expect(await customer.submit({ ...answer, words: 'x' })).toMatchObject({ status: 200 })

    await customer.next(({ type, text }) => type === 'message' && /\d/.test(text ?? ''), before)
    const { html } = await desk.get('/desk?view=queue')
    expect(caseIn(html, subject)).toBe(caseId)
    expect(html.split('id="row-').find((row) => row.includes(subject))).toContain('Came back')
    expect(customer.shown().some(({ activity }) => activity.type === 'typing')).toBe(true)
    const texts = customer.messages().map(({ activity }) => activity.text)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

test('an order is shown on a card, in the words of its customer', async () => {
  const customer = enterTeams(teams, service, { user: 'order' })

  await customer.ask('我的快递到哪了')
  const [order] = sampleOrders(service.clock.now())
  await customer.ask(order?.number ?? '')
  const told = await customer.ask(order?.phoneLast4 ?? '')

  const facts = (told.activity.attachments ?? []).flatMap(({ content }) => content.body ?? [])
  const shown = facts.find(({ type }) => type === 'FactSet')?.['facts'] as
    | readonly { readonly title: string; readonly value: string }[]
    | undefined
  expect(shown?.map(({ title }) => title)).toContain('快递单号')
  for (const { value } of shown?.slice(0, 2) ?? []) expect(told.activity.text).toContain(value)
})
