import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Speaker } from '../../handoff/index.js'
import type { Id } from '../../platform/id.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { conversationOf, frameOf, send, shown, TRANSCRIPT } from './drive-chat.js'
import { visitShop } from './visit-shop.js'

const BOT: Speaker = { role: 'bot' }
const CHEN: Speaker = { role: 'agent', agent: 'agent_000000000001' as Id<'agent'>, name: '陈晨' }

describe.runIf(hasBrowser())('the chat in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('shows a cited answer, whose source opens the article, within the page’s policy', async () => {
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser)
    await shop.page.click('#chat-launcher')
    const page = await frameOf(shop.page)

    await page.click('#chat-hello li:first-child button')

    await shown(page, '退款多久到账').waitFor()
    await conversationOf(shop)
    expect(await page.locator('#chat-hello').isVisible()).toBe(false)
    expect(shop.complaints).toEqual([])
  })

  test('sends a choice as the customer’s words, and a survey to the desk', async () => {
    await using shop = await visitShop(browser)
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
    await using shop = await visitShop(browser, { width: 390 })
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
    await using shop = await visitShop(browser, { width: 390, locale: 'en-US' })
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
})
