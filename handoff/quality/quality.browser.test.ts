import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, MINUTE, SECOND } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import type { AgentId } from '../conversation/message.js'
import { deskFiles } from '../desk/desk-files.js'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { openTestQuality } from './open-test-quality.js'
import { qualityFiles } from './quality-files.js'

/** Two people and three looks of axe take a busy machine half a minute. */
const PATIENCE = 90 * SECOND

const KEPT = process.env['KEFU_SCREENSHOTS']

describe.runIf(hasBrowser())('quality in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function openPages() {
    const assets = await openAssets([...uiFiles(), ...deskFiles(), ...qualityFiles()])
    const pages = await openTestQuality(fixedClock(), assets)
    pages.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })
    await pages.solved('退款还没到账，已经等了一个星期', 2 * MINUTE)
    pages.clock.advance(DAY)
    await pages.draw()

    async function visit(agent: AgentId, locale: string, size = { width: 1440, height: 900 }) {
      const context = await browser.visitor({ viewport: size, locale })
      const page = await context.newPage()
      await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(agent)}`)
      await page.goto(`${server.url}/quality`)
      return page
    }
    return {
      ...pages,
      visit,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages[Symbol.asyncDispose]()
      },
    }
  }

  async function flaws(page: Page): Promise<readonly string[]> {
    const names = await axeViolations(page)
    const wide = await widerThanShown(page)
    return [...names, ...wide.map((each) => `${page.url()} is too wide at ${each}`)]
  }

  /** Kept only where somebody is going to look at them. */
  async function keep(page: Page, name: string): Promise<void> {
    if (KEPT) await page.screenshot({ path: `${KEPT}/quality-${name}.png`, fullPage: true })
  }

  test.each([
    { locale: 'zh-CN', save: '保存并告诉坐席', send: '发出回应', done: '回应已发给主管' },
    { locale: 'en-US', save: 'Save and tell', send: 'Send the answer', done: 'was sent' },
  ])(
    'a supervisor scores and the agent answers, in $locale',
    async (words) => {
      const { locale } = words
      await using pages = await openPages()
      const wang = await pages.visit(WANG, locale)
      await keep(wang, `list-${locale}`)

      await wang.locator('tbody a').click()
      for (const name of ['speed', 'attitude', 'effect']) {
        await wang.locator(`input[name=${name}][value="4"]`).check()
      }
      await wang.locator('#words').fill('解释得清楚。下次先说大概要多久。')
      await keep(wang, `form-${locale}`)
      expect(await flaws(wang)).toEqual([])
      await wang.getByRole('button', { name: words.save }).click()
      await wang.locator('.notice.ok').waitFor()
      await wang.locator('.whole a').first().click()
      await keep(wang, `scored-${locale}`)

      const chen = await pages.visit(CHEN, locale, { width: 390, height: 844 })
      await keep(chen, `own-${locale}-390`)
      expect(await flaws(chen)).toEqual([])
      await chen.locator('tbody a').click()
      await chen.locator('#words').fill('好的，会先说明时间。')
      await keep(chen, `result-${locale}-390`)
      expect(await flaws(chen)).toEqual([])
      await chen.getByRole('button', { name: words.send }).click()
      expect(await chen.locator('.notice.ok').textContent()).toContain(words.done)
    },
    PATIENCE,
  )
})
