import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Speaker } from '../../handoff/index.js'
import { HOUR, SECOND } from '../../platform/clock.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { conversationOf, frameOf, SEND_BOX, send, shown } from './drive-chat.js'
import { visitShop } from './visit-shop.js'

const BOT: Speaker = { role: 'bot' }

describe.runIf(hasBrowser())('the chat of a visitor who comes and goes', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('goes on after a reload where it was, with the draft', async () => {
    await using shop = await visitShop(browser, { width: 390, locale: 'en-US' })
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
    await shop.page.route('**/chat/token', (route) => route.abort(), { times: 1 })

    await shop.page.click('#chat-launcher')
    const page = await frameOf(shop.page)
    await page.getByText('聊天没能打开').waitFor()
    await page.click('#chat-again')

    await page.waitForSelector(SEND_BOX)
  })
})
