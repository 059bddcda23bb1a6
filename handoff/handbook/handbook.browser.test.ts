import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { handbookFiles } from './handbook-files.js'
import { openTestHandbook, WANG } from './open-test-handbook.js'

/** Where pictures go for those who want to look at them; without it none are taken. */
const PICTURES = process.env['KEFU_PICTURES']

/** Each page is also looked over by axe, which takes its time on a busy machine. */
const LOOKING = 120_000

describe.runIf(hasBrowser())('the handbook in a browser', { timeout: LOOKING }, () => {
  let browser: TestBrowser
  /** No test changes anything, so all look at one. */
  let pages: Awaited<ReturnType<typeof openPages>>
  beforeAll(async () => {
    browser = await openBrowser()
    pages = await openPages()
  }, LOOKING)
  afterAll(async () => {
    await pages[Symbol.asyncDispose]()
    await browser[Symbol.asyncDispose]()
  })

  /** The pages on a port of their own, with a week of turns, and a supervisor's window on them. */
  async function openPages() {
    const assets = await openAssets([...uiFiles(), ...handbookFiles()])
    const handbook = await openTestHandbook(systemClock, assets)
    handbook.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(handbook.app, { host: '127.0.0.1', port: 0, grace: 100 })
    await handbook.turn('退款要几天到账', { decision: 'answer' })
    await handbook.turn('订单QW202611260112到底发货没有', { failures: 1, decision: 'answer' })
    await handbook.turn('还是不对，说了等于没说', { failures: 2, decision: 'answer' })
    await handbook.turn('你们和隔壁店谁的锅更厚', { decision: 'hand-over' })
    const complaints: string[] = []

    async function visit(path: string, options: { locale: string; width: number; dark?: boolean }) {
      const { locale, width, dark = false } = options
      const context = await browser.visitor({
        viewport: { width, height: 900 },
        locale,
        colorScheme: dark ? 'dark' : 'light',
      })
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) complaints.push(line.text())
      })
      const link = await handbook.accounts.issueLink(WANG)
      // The desk, where a link leads, is not served here; its cookie is what counts.
      await page.goto(`${server.url}/desk/sign-in/${link}`)
      await page.goto(server.url + path)
      return page
    }

    return {
      ...handbook,
      complaints,
      visit,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await handbook[Symbol.asyncDispose]()
      },
    }
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
  }

  test.each([
    { locale: 'en-US', width: 1440, dark: false },
    { locale: 'zh-CN', width: 1024, dark: false },
    { locale: 'zh-TW', width: 390, dark: true },
  ])('a supervisor reads the rules in $locale at $width px', async (options) => {
    const page = await pages.visit('/handbook', options)

    const top = page.locator('#rule-failed-twice')
    await top.locator('summary').click()

    expect(await top.locator('.rule-examples li').count()).toBeGreaterThan(4)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.width)
    expect(await axeViolations(page)).toEqual([])
    await picture(page, `rules-${options.locale}`)
    expect(pages.complaints).toEqual([])
  })

  test.each([
    { locale: 'en-US', width: 1440, run: 'Try it on the last 7 days', title: 'Newly handed over' },
    { locale: 'zh-CN', width: 1440, run: '用最近 7 天试一遍', title: '新增交接' },
    { locale: 'zh-TW', width: 390, run: '用最近 7 天試一遍', title: '新增交接' },
  ])('a supervisor tries an edit in $locale at $width px', async ({ run, title, ...options }) => {
    const file = join(pages.folder, 'failed-twice.md')
    const before = await readFile(file, 'utf8')
    const page = await pages.visit('/handbook', options)
    await page.locator('#rule-failed-twice header a').click()
    const box = page.locator('#text')

    await box.fill((await box.inputValue()).replace('{ failures: 2 }', '{ failures: many }'))
    await page.getByRole('button', { name: run }).click()
    expect(await page.locator('.notice pre').textContent()).toContain('failed-twice.md:9')
    expect(await box.inputValue()).toContain('{ failures: many }')
    expect(await axeViolations(page)).toEqual([])
    await picture(page, `refused-${options.locale}`)
    const wider = (await box.inputValue())
      .replace('{ failures: many }', '{ failures: 1 }')
      .replaceAll('| | failures: 1, decision: ask-back |\n', '')
      .replaceAll('| | failures: 1, repeats: 1, decision: answer |\n', '')
    await box.fill(wider)
    await page.getByRole('button', { name: run }).click()

    const rows = page.locator('.replay tbody tr')
    expect(await rows.count()).toBe(1)
    expect(await rows.first().textContent()).toContain(title)
    expect(await rows.first().textContent()).toContain('订单•••到底发货没有')
    expect(await widerThanShown(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.width)
    expect(await axeViolations(page)).toEqual([])
    await picture(page, `tried-${options.locale}`)
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(pages.complaints).toEqual([])
  })
})
