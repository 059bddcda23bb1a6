import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { CHEN } from '../tests/open-test-desk.js'
import { deskFiles } from './desk-files.js'
import { openTestPages } from './open-test-pages.js'

describe.runIf(hasBrowser())('clocks in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  /** Chen's desk with a case of theirs, which they have answered. */
  async function openDesk(locale: string, colorScheme: 'light' | 'dark') {
    const assets = await openAssets([...uiFiles(), ...deskFiles()])
    const pages = await openTestPages(systemClock, assets)
    pages.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })
    const id = await pages.openCase('退款还没到账')
    await pages.cases.take(id, CHEN)
    await pages.cases.reply(id, CHEN, { text: '您好', clientId: '' })
    const viewport = { width: 1440, height: 900 }
    const context = await browser.visitor({ viewport, locale, colorScheme })
    const page = await context.newPage()
    await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(CHEN)}`)
    const connected = page.waitForResponse((response) => response.url().includes('/desk/stream'))
    await page.goto(`${server.url}/desk/cases/${id}?view=mine`)
    await connected
    return {
      ...pages,
      page,
      clocks: page.locator('.clocks'),
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages[Symbol.asyncDispose]()
      },
    }
  }

  test.each([
    ['zh-CN', 'light', '问客户，等答复', '问了客户，等答复', '再次响应'],
    ['en-US', 'dark', 'Asks the customer', 'The customer was asked something', 'Next answer'],
  ] as const)(
    'a reply that asks stops the solution until the customer writes (%s)',
    async (locale, scheme, asks, asked, next) => {
      await using desk = await openDesk(locale, scheme)
      const { page, clocks } = desk

      await page.getByLabel(asks).check()
      await page.locator('#text').fill('which order?')
      await page.locator('#text').press('Enter')
      await clocks.getByText(asked).waitFor()

      expect(await page.getByLabel(asks).isChecked()).toBe(false)
      expect(await axeViolations(page)).toEqual([])
      await desk.write('2024')
      await clocks.getByText(next).waitFor()
      expect(await clocks.getByText(asked).count()).toBe(0)
    },
  )

  test('a reply that could not be sent still asks', async () => {
    await using desk = await openDesk('en-US', 'light')
    const { page } = desk
    await page.route(/\/say\?/, (route) => route.abort())

    await page.getByLabel('Asks the customer').check()
    await page.locator('#text').fill('which order?')
    await page.locator('#text').press('Enter')
    await page.locator('#alert').getByText('not sent').waitFor()

    expect(await page.locator('#text').inputValue()).toBe('which order?')
    expect(await page.getByLabel('Asks the customer').isChecked()).toBe(true)
  })

  test('a call is promised and told as made with a few clicks', async () => {
    await using desk = await openDesk('en-US', 'light')
    const { page, clocks } = desk

    await page.locator('summary', { hasText: 'Promise a call' }).click()
    await page.getByLabel('By when').fill('2099-01-01T10:00')
    await page.locator('.sheet').getByRole('button', { name: 'Promise a call' }).click()
    await clocks.getByText('Call back').waitFor()
    await page.getByRole('button', { name: 'Called back' }).click()
    await clocks.getByText('Call back').waitFor({ state: 'detached' })

    expect(await page.locator('#alert').textContent()).toBe('')
  })
})
