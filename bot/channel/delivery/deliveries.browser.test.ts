import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AgentId,
  createAccounts,
  createPresence,
  deskFiles,
  insertAccount,
} from '../../../handoff/index.js'
import { accountRoutes } from '../../../handoff/pages.js'
import { MINUTE, SECOND } from '../../../platform/clock.js'
import { createHttpApp } from '../../../platform/http/app.js'
import { ASSETS_PATH, openAssets } from '../../../platform/http/assets.js'
import { serveHttp } from '../../../platform/http/serve.js'
import { newId } from '../../../platform/id.js'
import { silentLog } from '../../../platform/log.js'
import { axeViolations } from '../../../platform/testing/axe-violations.js'
import {
  hasBrowser,
  openBrowser,
  type TestBrowser,
} from '../../../platform/testing/open-browser.js'
import { uiFiles } from '../../../platform/ui/ui-files.js'
import { NotDelivered } from '../channel.js'
import { createDeliveries } from './deliveries.js'
import { deliveryRoutes } from './delivery-routes.js'
import { openTestCourier } from './open-test-courier.js'

const WANG = 'agent_wang00000000' as AgentId
const CHEN = 'agent_chen00000000' as AgentId

/** A browser and a look of axe, on a busy machine. */
const PATIENCE = 60 * SECOND

const KEPT = process.env['KEFU_SCREENSHOTS']

/** The page with three messages that failed, each for another reason. */
async function openPages() {
  const test = await openTestCourier()
  const { store, clock } = test
  const assets = await openAssets([...uiFiles(), ...deskFiles()])
  const accounts = createAccounts({ store, clock })
  const presence = createPresence({ store, clock })
  for (const [id, login, name, role] of [
    [WANG, 'wang.fang', '王芳', 'supervisor'],
    [CHEN, 'chen.chen', '陈晨', 'agent'],
  ] as const) {
    await insertAccount(store.db, { id, login, name, role, languages: ['zh-Hans'] }, clock.now())
  }
  test.channel.before = async (_to, { text }) => {
    if (text.startsWith('退款')) throw new NotDelivered({ passes: false, detail: '403' })
    if (text.startsWith('稍等')) throw new NotDelivered({ passes: true, detail: '503' })
  }
  const [li, wang] = [await test.open('li'), await test.open('wang')]
  const courier = test.start()
  await test.say(li, '退款三天内到账，最晚到周五。')
  await test.say(wang, '退款已经发起。')
  await test.settled()
  clock.advance(MINUTE)
  await test.say(wang, '稍等，我去查一下。')
  await test.settled()

  const app = createHttpApp({ log: silentLog, newId })
  app.route(ASSETS_PATH, assets.routes)
  app.route('/desk', accountRoutes({ accounts, presence, assets, clock }))
  const deliveries = createDeliveries(test)
  app.route(
    '/deliveries',
    deliveryRoutes({ deliveries, accounts, assets, clock, zone: 'Asia/Shanghai' }),
  )
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0, grace: 100 })
  return {
    ...test,
    url: server.url,
    accounts,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await courier[Symbol.asyncDispose]()
      await test[Symbol.asyncDispose]()
    },
  }
}

describe.runIf(hasBrowser())('deliveries in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test.each([
    { locale: 'zh-CN', width: 1440, reason: '内容过时了', gone: '王芳：内容过时了' },
    { locale: 'en-US', width: 390, reason: 'It is out of date', gone: '王芳: It is out of date' },
  ])(
    'a supervisor gives one up and has one tried again, without a mouse, at $width in $locale',
    async (each) => {
      await using pages = await openPages()
      const viewport = { width: each.width, height: 900 }
      const context = await browser.visitor({ viewport, locale: each.locale })
      const page = await context.newPage()
      const shot = async (name: string) => {
        if (!KEPT) return
        const path = `${KEPT}/deliveries-${name}-${each.locale}.png`
        await page.screenshot({ path, fullPage: true })
      }
      const flaws = async () => axeViolations(page)
      await page.goto(`${pages.url}/desk/sign-in/${await pages.accounts.issueLink(WANG)}`)
      await page.goto(`${pages.url}/deliveries`)
      expect(await page.locator('.task').count()).toBe(2)
      expect(await page.locator('.task').first().textContent()).toContain('退款已经发起')
      await shot('failed')
      expect(await flaws()).toEqual([])

      const newest = page.locator('.task').first()
      await newest.locator('summary').focus()
      await page.keyboard.press('Enter')
      await newest.getByRole('radio', { name: each.reason }).focus()
      await page.keyboard.press('Space')
      await shot('give-up')
      await newest.locator('details button').focus()
      await page.keyboard.press('Enter')
      await page.locator('.notice.ok').waitFor()
      await page.goto(`${pages.url}/deliveries?view=given-up`)
      expect(await page.locator('.task').textContent()).toContain(each.gone)

      pages.channel.before = async () => {}
      await page.goto(`${pages.url}/deliveries`)
      await page.locator('.task-deeds > form button').focus()
      await page.keyboard.press('Enter')
      await page.locator('.notice.ok').waitFor()
      await pages.settled()
      expect(pages.channel.texts()).toContain('退款三天内到账，最晚到周五。')
      await page.goto(`${pages.url}/deliveries`)
      await shot('empty')
      expect(await page.locator('.task').count()).toBe(0)
      expect(await flaws()).toEqual([])
    },
    PATIENCE,
  )

  test('an agent reads the words of others in their case, not here', async () => {
    await using pages = await openPages()
    const context = await browser.visitor({ locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(`${pages.url}/desk/sign-in/${await pages.accounts.issueLink(CHEN)}`)
    await page.goto(`${pages.url}/deliveries`)

    expect(await page.locator('.task').count()).toBe(2)
    expect(await page.content()).not.toContain('退款')
  })

  test('what is no message, or no reason, is said so', async () => {
    await using pages = await openPages()
    const context = await browser.visitor({ locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(`${pages.url}/desk/sign-in/${await pages.accounts.issueLink(WANG)}`)
    const [row] = await pages.rows()
    const post = async (path: string, form: Record<string, string> = {}) => {
      const answer = await context.request.post(`${pages.url}/deliveries/${path}`, {
        form,
        headers: { origin: pages.url, accept: 'text/html' },
        maxRedirects: 0,
      })
      return answer.status()
    }

    expect(await post('nothing/retry')).toBe(404)
    expect(await post('message_000000000000/retry')).toBe(409)
    expect(await post(`${row?.message_id}/give-up`, { reason: 'because' })).toBe(400)
  })
})
