import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR, SECOND } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { deskFiles } from '../desk/desk-files.js'
import { CHEN } from '../tests/open-test-desk.js'
import { openTestVisits } from './open-test-visits.js'

/** A browser and a look of axe, on a busy machine. */
const PATIENCE = 60 * SECOND

const KEPT = process.env['KEFU_SCREENSHOTS']

describe.runIf(hasBrowser())('visits in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test.each([
    { locale: 'zh-CN', width: 1440, none: '没联系上', again: '试过 1 次' },
    { locale: 'en-US', width: 390, none: 'Not reached', again: 'Tried 1 of 3 times' },
  ])(
    'an agent records two results without a mouse, at $width in $locale',
    async (each) => {
      const assets = await openAssets([...uiFiles(), ...deskFiles()])
      const clock = fixedClock()
      await using pages = await openTestVisits(clock, assets)
      pages.app.route(ASSETS_PATH, assets.routes)
      await using server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })
      const call = await pages.openCase('还有一件')
      await pages.cases.take(call, CHEN)
      const due = clock.now() + HOUR
      await pages.deps.clocks.deed(call, { id: CHEN, role: 'agent' }, { deed: 'promise', due })
      const viewport = { width: each.width, height: 900 }
      const context = await browser.visitor({ viewport, locale: each.locale })
      const page = await context.newPage()
      const flaws = async () => axeViolations(page)
      await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(CHEN)}`)
      await page.goto(`${server.url}/visits`)
      expect(await page.locator('.task').count()).toBe(2)

      const task = page.locator('.task').last()
      await task.locator('summary').focus()
      await page.keyboard.press('Enter')
      await task.getByRole('radio', { name: each.none }).focus()
      await page.keyboard.press('Space')
      if (KEPT)
        await page.screenshot({ path: `${KEPT}/visits-open-${each.locale}.png`, fullPage: true })
      await task.locator('textarea').press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('.notice.ok').waitFor()

      expect(await page.locator('.task').last().textContent()).toContain(each.again)
      if (KEPT) await page.screenshot({ path: `${KEPT}/visits-${each.locale}.png`, fullPage: true })
      expect(await flaws()).toEqual([])
    },
    PATIENCE,
  )
})
