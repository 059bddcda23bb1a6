import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { serveHttp } from '../../platform/http/serve.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { TestBrowser } from '../../platform/testing/open-browser.js'
import { LAUNCHER, openChat } from './drive-chat.js'
import { createIdentities } from './identity.js'
import { type ForeignShopOptions, openForeignShop } from './open-foreign-shop.js'
import { openTestShop } from './open-test-shop.js'

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
    openChat: () => openChat(page),
    async [Symbol.asyncDispose]() {
      await context.close()
      await shop[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

export type Visit = Awaited<ReturnType<typeof visitForeign>>

export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
