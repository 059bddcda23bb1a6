import { type RunningServer, serveHttp } from '../../platform/http/serve.js'
import type { TestBrowser } from '../../platform/testing/open-browser.js'
import { openChat } from './drive-chat.js'
import { openTestShop } from './open-test-shop.js'

/** A visitor of the shop in a real browser, and what the page complained of. */
export async function visitShop(
  browser: TestBrowser,
  options: {
    width?: number
    height?: number
    locale?: string
    shop?: ReturnType<typeof openTestShop>
  } = {},
) {
  const { width = 1280, height = 800, locale = 'zh-CN' } = options
  const shop = await (options.shop ?? openTestShop())
  let server: RunningServer = await serveHttp(shop.app, { host: '127.0.0.1', port: 0, grace: 100 })
  const { port } = server
  const context = await browser.visitor({ viewport: { width, height }, locale })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text())
  })
  await page.goto(server.url)

  return {
    ...shop,
    url: server.url,
    page,
    complaints,
    async stop() {
      await server[Symbol.asyncDispose]()
    },
    async startAgain() {
      server = await serveHttp(shop.app, { host: '127.0.0.1', port, grace: 100 })
    },
    /** Opens the chat, and gives the page in its frame. */
    openChat: () => openChat(page),
    async [Symbol.asyncDispose]() {
      await context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}
