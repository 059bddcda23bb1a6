import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ConversationId } from '../../handoff/index.js'
import { type RunningServer, serveHttp } from '../../platform/http/serve.js'
import type { TestBrowser } from '../../platform/testing/open-browser.js'
import { openTestShop } from './open-test-shop.js'

/** Where customers write. */
export const SEND_BOX = '[data-id="webchat-sendbox-input"]'
/** What was said. */
export const TRANSCRIPT = '#chat-body [role="feed"]'

/** A visitor of the shop in a real browser, and what the page complained of. */
export async function visitShop(
  browser: TestBrowser,
  options: { width?: number; locale?: string } = {},
) {
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
export async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#kefu-chat iframe')).contentFrame()
  if (!frame) throw new Error('The frame has no page.')
  return frame
}

export async function send(page: Frame, text: string) {
  await page.fill(SEND_BOX, text)
  await page.press(SEND_BOX, 'Enter')
}

/** The conversation of the only visitor, once a message of theirs has come. */
export async function conversationOf(shop: {
  chat: { messages: readonly { conversation: ConversationId }[] }
}) {
  await expect.poll(() => shop.chat.messages.length).toBeGreaterThan(0)
  const [first] = shop.chat.messages
  if (first === undefined) throw new Error('There is no message.')
  return first.conversation
}

/** A text among what was said. */
export const shown = (page: Frame, text: string) => page.locator(TRANSCRIPT).getByText(text).first()
