import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { serveHttp } from '../../platform/http/serve.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { TestBrowser } from '../../platform/testing/open-browser.js'
import { createIdentities } from './identity.js'
import { type ForeignShopOptions, openForeignShop } from './open-foreign-shop.js'
import { openTestShop } from './open-test-shop.js'

export const SEND_BOX = '[data-id="webchat-sendbox-input"]'
export const LAUNCHER = '#chat-launcher'
const SECRET = 'a secret that this shop and Kefu share'

interface VisitOptions extends ForeignShopOptions {
  readonly listed?: boolean
  readonly browser?: BrowserContextOptions
}

/** A visitor on the page of a shop that is another site than Kefu's. */
export async function visitForeign(browser: TestBrowser, options: VisitOptions = {}) {
  const clock = fixedClock()
  const identities = createIdentities(SECRET, clock)
  let url = ''
  const shop = await openForeignShop(() => url, options)
  const origins = options.listed === false ? [] : [shop.origin]
  const kefu = await openTestShop(clock, { origins, identities })
  const server = await serveHttp(kefu.app, { host: '127.0.0.1', port: 0, grace: 100 })
  url = server.url
  const context = await browser.visitor({ locale: 'zh-CN', ...options.browser })
  const page = await context.newPage()
  const asked: string[] = []
  const lines: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (line) => lines.push(line.text()))
  page.on('pageerror', (error) => lines.push(error.message))
  return {
    ...kefu,
    shop,
    context,
    page,
    asked,
    lines,
    url,
    identities,
    async enter() {
      await page.goto(shop.origin)
      await page.waitForSelector(LAUNCHER)
    },
    async openChat() {
      await page.click(LAUNCHER)
      const frame = await frameOf(page)
      await frame.waitForSelector(SEND_BOX)
      return frame
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      await shop[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

export async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#kefu-chat iframe')).contentFrame()
  if (!frame) throw new Error('The frame has no page.')
  return frame
}

export async function send(frame: Frame, text: string) {
  await frame.fill(SEND_BOX, text)
  await frame.press(SEND_BOX, 'Enter')
}

export type Visit = Awaited<ReturnType<typeof visitForeign>>

export async function conversationOf({ chat }: Visit) {
  await expect.poll(() => chat.messages.length).toBeGreaterThan(0)
  const [first] = chat.messages
  if (first === undefined) throw new Error('There is no message.')
  return first.conversation
}

export const shown = (frame: Frame, text: string) =>
  frame.locator('#chat-body [role="feed"]').getByText(text).first()

export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
