import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationId, Speaker } from '../../handoff/index.js'
import { HOUR, SECOND } from '../../platform/clock.js'
import { type RunningServer, serveHttp } from '../../platform/http/serve.js'
import type { Id } from '../../platform/id.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { openTestShop } from './open-test-shop.js'

const SEND_BOX = '[data-id="webchat-sendbox-input"]'
const TRANSCRIPT = '#chat-body [role="feed"]'
const BOT: Speaker = { role: 'bot' }
const CHEN: Speaker = { role: 'agent', agent: 'agent_000000000001' as Id<'agent'>, name: '陈晨' }

/** A visitor of the shop in a real browser, and what the page complained of. */
async function visit(browser: TestBrowser, options: { width?: number; locale?: string } = {}) {
  const shop = await openTestShop()
  let server: RunningServer = await serveHttp(shop.app, { host: '127.0.0.1', port: 0, grace: 100 })
  const { port } = server
  const { width = 1280, locale = 'zh-CN' } = options
  const context = await browser.visitor({ viewport: { width, height: 800 }, locale })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text())
  })
  await page.goto(server.url)

  return {
    ...shop,
    page,
    complaints,
    async stop() {
      await server[Symbol.asyncDispose]()
    },
    async startAgain() {
      server = await serveHttp(shop.app, { host: '127.0.0.1', port, grace: 100 })
    },
    /** Opens the chat, and gives the page in its frame. */
    async openChat() {
      await page.click('#chat-launcher')
      const chatPage = await frameOf(page)
      await chatPage.waitForSelector(SEND_BOX)
      return chatPage
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The chat's own page, in the frame on the shop's. */
async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#kefu-chat iframe')).contentFrame()
  if (!frame) throw new Error('The frame has no page.')
  return frame
}

async function send(page: Frame, text: string) {
  await page.fill(SEND_BOX, text)
  await page.press(SEND_BOX, 'Enter')
}

/** The conversation of the only visitor, once a message of theirs has come. */
async function conversationOf(shop: {
  chat: { messages: readonly { conversation: ConversationId }[] }
}) {
  await expect.poll(() => shop.chat.messages.length).toBeGreaterThan(0)
  const [first] = shop.chat.messages
  if (first === undefined) throw new Error('There is no message.')
  return first.conversation
}

const shown = (page: Frame, text: string) => page.locator(TRANSCRIPT).getByText(text).first()

describe.runIf(hasBrowser())('the chat in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('shows a cited answer, whose source opens the article, within the page’s policy', async () => {
    await using shop = await visit(browser)
    const { chat, complaints } = shop
    const page = await shop.openChat()

    await send(page, '退款多久到账？')
    chat.say(await conversationOf(shop), {
      speaker: BOT,
      language: 'zh-Hans',
      text: '三天内到账。[1]',
      extras: {
        askFeedback: true,
        citations: [{ mark: 1, title: '退款到账时间', url: '/help/refund-time#bank' }],
      },
    })
    const source = page.locator(`${TRANSCRIPT} a`, { hasText: '退款到账时间' })
    await source.waitFor()
    await page.locator(`${TRANSCRIPT} .webchat__thumb-button`).first().click()

    expect(await source.getAttribute('href')).toBe(
      `${new URL(page.url()).origin}/help/refund-time#bank`,
    )
    expect(await source.getAttribute('target')).toBe('_blank')
    expect(await page.locator('.chat-status').textContent()).toContain('机器人')
    await expect.poll(() => chat.ratings).toMatchObject([{ verdict: 'up' }])
    expect(complaints).toEqual([])
  })

  test('tells an agent from the bot, and draws system lines small', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const page = await shop.openChat()
    await send(page, '转人工')
    const id = await conversationOf(shop)

    chat.say(id, { speaker: { role: 'system' }, language: 'zh-Hans', text: '您排在第 3 位' })
    chat.say(id, { speaker: CHEN, language: 'zh-Hans', text: '您好，我来查一下。' })
    await shown(page, '您好，我来查一下。').waitFor()

    expect(await page.locator('.chat-system').textContent()).toBe('您排在第 3 位')
    expect(await page.locator('.chat-status').textContent()).toMatch(/陈晨\s*人工客服/)
    expect(await page.locator('.chat-avatar.agent').textContent()).toBe('陈')
  })

  test('offers questions to begin with, until something was said', async () => {
    await using shop = await visit(browser)
    await shop.page.click('#chat-launcher')
    const page = await frameOf(shop.page)

    await page.click('#chat-hello li:first-child button')

    await shown(page, '退款多久到账').waitFor()
    await conversationOf(shop)
    expect(await page.locator('#chat-hello').isVisible()).toBe(false)
    expect(shop.complaints).toEqual([])
  })

  test('sends a choice as the customer’s words, and a survey to the desk', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const page = await shop.openChat()
    await send(page, '退款')
    const id = await conversationOf(shop)

    const choices = [{ title: '退货的退款', value: '退货退款多久到账' }]
    chat.say(id, { speaker: BOT, language: 'zh-Hans', text: '哪一种？', extras: { choices } })
    await page.locator('.webchat__suggested-action', { hasText: '退货的退款' }).click()
    await expect.poll(() => chat.messages.at(-1)?.text).toBe('退货退款多久到账')
    const surveyId = 'survey_000000000001' as Id<'survey'>
    const survey = { id: surveyId, about: ['people', 'bot'], service: 'in-sales' } as const
    chat.say(id, {
      speaker: { role: 'system' },
      language: 'zh-Hans',
      text: '请评价',
      extras: { survey },
    })
    const scores = page.locator('select.ac-input', { hasText: /^5 · / })
    await scores.first().waitFor()
    for (const score of await scores.all()) await score.selectOption('2')
    await page.locator('.ac-pushButton').click()

    await expect
      .poll(() => chat.surveys)
      .toMatchObject([
        { scores: { speed: 2, attitude: 2, solution: 2, botSpeed: 2, botSolution: 2 } },
      ])
    await page.locator('.webchat__adaptive-card-renderer[inert]').waitFor()
  })

  test('keeps the way back to the bot for as long as the customer waits', async () => {
    await using shop = await visit(browser, { width: 390 })
    const { chat } = shop
    const page = await shop.openChat()
    await page.click('#chat-person')
    const id = await conversationOf(shop)
    const way = { title: '不等了，回到机器人', value: '不等了', leads: 'back-to-bot' } as const
    const text = '请稍等'
    chat.say(id, { speaker: BOT, language: 'zh-Hans', text, extras: { choices: [way] } })
    await page.locator('#chat-back').waitFor()

    await send(page, '快点')
    await shown(page, '快点').waitFor()
    await shop.page.reload()
    const again = await frameOf(shop.page)
    await again.click('#chat-back')

    await expect.poll(() => chat.messages.at(-1)?.text).toBe('不等了')
    chat.say(id, { speaker: CHEN, language: 'zh-Hans', text: '您好。' })
    await again.locator('#chat-person').waitFor()
    expect(await again.locator('#chat-back').isVisible()).toBe(false)
  })

  test('shows a long choice whole on a phone', async () => {
    await using shop = await visit(browser, { width: 390, locale: 'en-US' })
    const { chat } = shop
    const page = await shop.openChat()
    await send(page, 'my address')
    const title = 'Can I change the address before my order ships?'

    const choices = [{ title, value: title }]
    chat.say(await conversationOf(shop), {
      speaker: BOT,
      language: 'en',
      text: 'Which?',
      extras: { choices },
    })
    const choice = page.locator('.webchat__suggested-action', { hasText: title })
    await choice.waitFor()

    const cut = await choice.evaluate((button) =>
      [button, ...button.children].some(
        (part) => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight,
      ),
    )
    expect(cut).toBe(false)
    expect((await choice.boundingBox())?.height).toBeGreaterThan(40)
  })

  test('goes on after a reload where it was, with the draft', async () => {
    await using shop = await visit(browser, { width: 390, locale: 'en-US' })
    const { chat } = shop
    const page = await shop.openChat()
    await send(page, 'Where is my parcel?')
    await conversationOf(shop)
    await shown(page, 'Where is my parcel?').waitFor()
    await page.fill(SEND_BOX, 'half a sen')

    await shop.page.reload()
    const again = await frameOf(shop.page)
    await shown(again, 'Where is my parcel?').waitFor()

    expect(await again.inputValue(SEND_BOX)).toBe('half a sen')
    await send(again, 'half a sentence')
    await expect
      .poll(() => chat.messages.map(({ text }) => text))
      .toEqual(['Where is my parcel?', 'half a sentence'])
    expect(new Set(chat.messages.map(({ conversation }) => conversation)).size).toBe(1)
  })

  test('says that the connection is gone and is back, and sends what was written meanwhile', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const page = await shop.openChat()
    await send(page, '在吗')
    const id = await conversationOf(shop)
    await shown(page, '在吗').waitFor()

    await shop.stop()
    await page.getByText('连接断开了').waitFor()
    await send(page, '我的订单呢')
    chat.say(id, { speaker: BOT, language: 'zh-Hans', text: '在的，请讲。' })
    await shop.startAgain()

    await page.getByText('已经重新连上').waitFor()
    await shown(page, '在的，请讲。').waitFor()
    await expect
      .poll(() => chat.messages.map(({ text }) => text))
      .toEqual(['在吗', '在的，请讲。', '我的订单呢'])
    expect(await page.locator('.webchat__bubble', { hasText: '我的订单呢' }).count()).toBe(1)
  })

  test('goes on by itself after a sleep in which its token expired', async () => {
    await using shop = await visit(browser)
    const { chat, clock } = shop
    const page = await shop.openChat()
    await send(page, '睡前')
    await conversationOf(shop)
    await shown(page, '睡前').waitFor()
    await page.fill(SEND_BOX, '醒来')

    clock.advance(2 * HOUR)

    await page.press(SEND_BOX, 'Enter')

    await expect
      .poll(() => chat.messages.map(({ text }) => text), { timeout: 10_000 })
      .toEqual(['睡前', '醒来'])
    await shown(page, '醒来').waitFor()
    expect(await page.locator('.webchat__bubble').count()).toBe(2)
  })

  test('sends what was entered before the first connection, once, as soon as there is one', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const held: (() => Promise<void>)[] = []
    await shop.page.route(
      /\/conversations(\/[^/]+)?(\?.*)?$/,
      (route) => void held.push(() => route.continue()),
    )
    const page = await shop.openChat()

    await send(page, '退款多久到账')
    await page.press(SEND_BOX, 'Enter')
    await expect.poll(() => held.length).toBe(1)
    for (const go of held) await go()

    await expect.poll(() => chat.messages.map(({ text }) => text)).toEqual(['退款多久到账'])
    expect(await page.inputValue(SEND_BOX)).toBe('')
    expect(await page.locator('.webchat__bubble', { hasText: '退款多久' }).count()).toBe(1)
  })

  test('keeps a text that is too long in the box, and says so', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const page = await shop.openChat()
    const text = '退'.repeat(4_001)

    await send(page, text)

    await page.getByText('超过 4,000 个字').waitFor()
    expect(await page.inputValue(SEND_BOX)).toBe(text)
    expect(chat.messages).toEqual([])
    // The box, 140 px at most, still stands at the foot of the page.
    expect((await page.locator(SEND_BOX).boundingBox())?.y).toBeGreaterThan(400)
  })

  test('says when it goes too fast, and sends what had to wait, once', async () => {
    await using shop = await visit(browser)
    const { chat, clock } = shop
    const page = await shop.openChat()
    for (let i = 1; i <= 21; i++) await send(page, `第 ${i} 条`)
    const sentence = page.getByText('too-many zh-Hans')
    await sentence.waitFor()

    clock.advance(10 * SECOND)

    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBe(21)
    await sentence.waitFor({ state: 'hidden' })
    expect(new Set(chat.messages.map(({ text }) => text)).size).toBe(21)
  })

  test('offers a refused message again, and stores it once', async () => {
    await using shop = await visit(browser)
    const { chat } = shop
    const page = await shop.openChat()
    const refusal = { error: { code: 'bad-input', message: 'No.' } }
    let refused = false
    await shop.page.route('**/activities', (route) => {
      if (refused || !route.request().postData()?.includes('"type":"message"')) {
        return route.continue()
      }
      refused = true
      return route.fulfill({ status: 400, json: refusal })
    })
    await send(page, '在吗')

    await page.getByText('这条消息没能发出去').waitFor()
    await page.getByRole('button', { name: '重试' }).click()

    await expect.poll(() => chat.messages.length).toBe(1)
    await page.getByRole('button', { name: '重试' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('.webchat__bubble').count()).toBe(1)
  })

  test('says that it could not be opened, and opens at the second try', async () => {
    await using shop = await visit(browser)
    await shop.page.route('**/chat/token', (route) => route.abort(), { times: 1 })

    await shop.page.click('#chat-launcher')
    const page = await frameOf(shop.page)
    await page.getByText('聊天没能打开').waitFor()
    await page.click('#chat-again')

    await page.waitForSelector(SEND_BOX)
  })
})
