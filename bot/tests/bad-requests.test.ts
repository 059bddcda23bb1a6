import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../platform/clock.js'
import type { WireActivity } from '../channel/activity.js'
import { DIRECT_LINE_PATH } from '../channel/direct-line.js'
import { type Customer, enterChat, isFrom } from './enter-chat.js'
import { caseIn, type Desk, openDesk } from './open-desk.js'
import { readHtml } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
let desk: Desk
beforeAll(async () => {
  service = await startTestService()
  desk = await openDesk(service.url, service.signIn.agent)
})
afterAll(() => service[Symbol.asyncDispose]())

afterEach(async () => {
  using customer = await enterChat(service.url)
  expect((await customer.ask('退款多久到账')).text).toContain('[1]: ')
})

/** Calls a route of the chat. */
async function call(path: string, token: string, init: RequestInit = {}) {
  const response = await fetch(`${service.url}${DIRECT_LINE_PATH}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })
  const body = (await response.json()) as {
    readonly id?: string
    readonly error?: { readonly code: string; readonly message: string }
    readonly activities?: readonly WireActivity[]
  }
  return { status: response.status, ...body }
}

const activitiesOf = ({ conversation }: Customer) => `/conversations/${conversation}/activities`

function post(customer: Customer, body: string) {
  return call(activitiesOf(customer), customer.token, { method: 'POST', body })
}

const message = (text: string) => JSON.stringify({ type: 'message', text })

/** What the customer has written, as it is stored. */
async function stored(customer: Customer): Promise<readonly (string | undefined)[]> {
  const { activities = [] } = await call(activitiesOf(customer), customer.token)
  return activities.filter(isFrom(undefined)).map(({ text }) => text)
}

describe('a message', () => {
  test.each([
    ['that is not JSON', 'nonsense', 400, 'not JSON (8 characters)'],
    ['that is a list', '[]', 400, 'not an object'],
    ['without a type', '{"text":"在吗"}', 400, 'The activity has no type.'],
    ['of an unknown type', '{"type":"invoke"}', 400, 'of type "invoke"'],
    ['without words', '{"type":"message","text":" \\u0000 "}', 400, 'The message has no text.'],
    ['whose text is a number', '{"type":"message","text":1}', 400, 'text that is not a string'],
    ['with a file', '{"type":"message","text":"a","attachments":[{}]}', 400, 'Upload them'],
    ['of 4,001 characters', message('长'.repeat(4_001)), 413, '4000'],
    ['of 1 MB', message('x'.repeat(1024 * 1024)), 413, 'larger than 262144 bytes'],
  ])('%s is refused with a sentence, and not stored', async (_, body, status, words) => {
    using customer = await enterChat(service.url)

    const answer = await post(customer, body)

    expect(answer.status).toBe(status)
    expect(answer.error?.message).toContain(words)
    expect(await stored(customer)).toEqual([])
  })

  test('is told to be too long in the language of the customer', async () => {
    using customer = await enterChat(service.url, { language: 'zh-Hant' })

    const { error } = await post(customer, message('長'.repeat(4_001)))

    expect(error?.message).toMatch(/訊息.*4000/)
  })

  test.each([
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈 退款 👍🏽'],
    ['marks of direction', '\u202eabc\u202c \u200fשלום\u200e \u2067x\u2069'],
    ['signs outside the first plane, and joined ones', '𠮷野家 𝒳 e\u0301 n\u0303 \u200d'],
    ['other lines', 'a\nb\r\nc\u2028d\te'],
  ])('with %s comes back and is stored as it was', async (_, text) => {
    using customer = await enterChat(service.url)

    await customer.say(text)
    const echo = await customer.next(isFrom(undefined))

    expect(echo.text).toBe(text)
    expect(await stored(customer)).toEqual([text])
  })

  test('with half of a character keeps all but that half', async () => {
    using customer = await enterChat(service.url)

    const { status } = await post(customer, '{"type":"message","text":"退款 \\ud83d 多久"}')

    expect(status).toBe(200)
    // UTF-8 has no form for half a surrogate pair; this sign stands for it everywhere.
    expect(await stored(customer)).toEqual(['退款 \ufffd 多久'])
    await customer.next(isFrom('bot'))
  })

  test('with markup is text on the desk, in the list and in the case', async () => {
    const text = '转人工 <script>alert(1)</script><img src=x onerror=alert(2)> &amp; **粗**'
    using customer = await enterChat(service.url)
    await customer.ask(text)

    const list = (await desk.get('/desk')).html
    const file = (await desk.get(`/desk/cases/${caseIn(list, '转人工 &lt;script&gt;')}`)).html

    for (const html of [list, file]) expect(html).not.toMatch(/<script>alert|<img src=x/)
    expect(readHtml(file)).toContain(text)
  })
})

describe('a thousand messages at once', () => {
  test('are refused with patience, and none that was acknowledged is lost', async () => {
    using customer = await enterChat(service.url)
    const texts = Array.from({ length: 1_000 }, (_, index) => `第 ${index} 条`)

    const answers = await Promise.all(texts.map((text) => post(customer, message(text))))
    const accepted = texts.filter((_, index) => answers[index]?.status === 200)
    const refused = answers.filter(({ status }) => status !== 200)

    expect(accepted).toHaveLength(20)
    expect((await stored(customer)).toSorted()).toEqual(accepted.toSorted())
    for (const { status, error } of refused) {
      expect(status).toBe(429)
      expect(error?.message).toMatch(/请稍等片刻|请等几秒钟/)
    }
    await customer.next(isFrom('bot'))
    service.clock.skip(10 * SECOND)
    expect((await post(customer, message('现在呢'))).status).toBe(200)
  })
})

describe('a token', () => {
  test('that has expired is answered with 403, and the page gets a new one', async () => {
    using customer = await enterChat(service.url)
    service.clock.skip(31 * MINUTE)

    const late = await post(customer, message('还在吗'))

    expect(late.status).toBe(403)
    expect(late.error?.message).toContain('The token has expired.')
  })

  test.each([
    ['of nobody', '', 401, 'There is no token.'],
    ['that is nonsense', 'a.b.c', 401, 'not one of this service'],
    [
      // Signed with another service's key, and good until 2100.
      'of another service',
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2UiOiJjaGF0IiwiY29udmVyc2F0aW9uIjoiY29udmVyc2F0aW9uXzAwMDAwMDAwMDAwMSIsInVzZXIiOiJ2IiwibGFuZ3VhZ2UiOiJlbiIsImV4cCI6NDEwMjQ0NDgwMH0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      401,
      'not one of this service',
    ],
  ])('%s opens nothing', async (_, token, status, words) => {
    using customer = await enterChat(service.url)

    const answer = await call(activitiesOf(customer), token)

    expect(answer.status).toBe(status)
    expect(answer.error?.message).toContain(words)
  })

  test('of another visitor does not open this conversation', async () => {
    using customer = await enterChat(service.url)
    using other = await enterChat(service.url)

    const answer = await call(activitiesOf(customer), other.token)

    expect(answer.status).toBe(404)
    expect(answer.error?.message).toContain('another conversation')
  })
})

describe('an address', () => {
  test.each([
    ['/nothing-here', 404],
    ['/help/no-such-article', 404],
    ['/help/%E0%A4%A', 404],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/directline/v3/directline/nothing', 404],
    ['/desk/cases/..%2f..', 404],
    [`/help?q=${'x'.repeat(5_000)}`, 200],
    ['/help?q=%00%ff&lang=xx', 200],
    ['/?lang=%3Cscript%3E', 200],
  ])('such as %s is answered with a page', async (path, status) => {
    const answer = await desk.get(path)

    expect(answer.status).toBe(status)
    expect(answer.html).toMatch(/<h1/)
    expect(answer.html).not.toContain('<script>alert')
  })

  test.each(['/knowledge', '/knowledge/test?q=refund'])(
    'such as %s lets in neither a stranger nor an agent',
    async (path) => {
      const headers = { accept: 'text/html' }

      const stranger = await fetch(service.url + path, { headers, redirect: 'manual' })
      const agent = await desk.get(path)

      expect(stranger.headers.get('location')).toMatch(/^\/desk\/sign-in/)
      expect(agent.status).toBe(403)
    },
  )

  test('of a sign-in link that is none does not let a stranger in', async () => {
    const response = await fetch(`${service.url}/desk/sign-in/no-such-link`)

    expect(response.status).toBe(403)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('that nobody serves is a sentence for a program', async () => {
    using customer = await enterChat(service.url)

    const answer = await call('/conversations/nobody/nothing', customer.token)

    expect(answer.status).toBe(404)
    expect(answer.error?.message).toContain('There is no page at')
  })

  test.each(['-1', 'x', '1e99', '1.5'])('with the watermark %s is refused', async (watermark) => {
    using customer = await enterChat(service.url)

    const path = `${activitiesOf(customer)}?watermark=${watermark}`
    const answer = await call(path, customer.token)

    expect(answer.status).toBe(400)
    expect(answer.error?.message).toContain(JSON.stringify(watermark))
  })

  test('with a question in markup shows it as text on the help page', async () => {
    const question = '"><script>alert(1)</script>退款'

    const { html } = await desk.get(`/help?q=${encodeURIComponent(question)}`)

    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })
})
