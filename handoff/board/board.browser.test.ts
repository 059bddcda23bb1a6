import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { deskFiles } from '../desk/desk-files.js'
import { evalCaseRoutes } from '../eval-case/eval-case-routes.js'
import { createEvalCases } from '../eval-case/eval-cases.js'
import { saveSatisfaction } from '../satisfaction/satisfaction-table.js'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { boardFiles } from './board-files.js'
import { felt, openTestBoard } from './open-test-board.js'

/** Two people, four pages and axe on each take a busy machine some time. */
const PATIENCE = 180 * SECOND

const KEPT = process.env['KEFU_SCREENSHOTS']

const TITLES = new Map([
  ['track-order', '怎么查物流'],
  ['refund-time', '退款多久到账'],
])

describe.runIf(hasBrowser())('satisfaction and test cases in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function openPages() {
    const assets = await openAssets([...uiFiles(), ...deskFiles(), ...boardFiles()])
    const pages = await openTestBoard(fixedClock(), assets)
    const folder = await mkdtemp(join(tmpdir(), 'kefu-board-'))
    const { clock, store } = pages
    const { accounts, people, teams, zone } = pages.deps
    const evalCases = createEvalCases({ store, clock, newId: pages.newId, folder })
    const articleTitles = () => TITLES
    pages.app.route(
      '/eval-cases',
      evalCaseRoutes({ evalCases, accounts, people, teams, assets, clock, zone, articleTitles }),
    )
    pages.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })

    for (let i = 0; i < 24; i++) {
      const feeling = i % 6 === 0 ? 'dissatisfied' : i % 4 === 0 ? 'neutral' : 'satisfied'
      await pages.visit(`v${i}`, felt(feeling), i % 3 === 0 ? 'refund-time' : 'track-order')
      clock.advance(6 * HOUR)
    }
    clock.advance(DAY)
    const id = await pages.openCase('电话13800138000，快递还没到，要投诉')
    clock.advance(6 * MINUTE)
    const { id: session } = await pages.session()
    const angry = felt('dissatisfied', { longestWait: 6 * MINUTE })
    await saveSatisfaction(store.db, session, angry, clock.now(), clock.now())

    async function visitor(
      agent: typeof CHEN,
      locale: string,
      size = { width: 1440, height: 900 },
    ) {
      const context = await browser.visitor({ viewport: size, locale })
      const page = await context.newPage()
      await page.goto(`${server.url}/desk/sign-in/${await accounts.issueLink(agent)}`)
      return { page, open: (path: string) => page.goto(`${server.url}${path}`) }
    }
    return {
      ...pages,
      id,
      evalCases,
      visitor,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages.store[Symbol.asyncDispose]()
        await rm(folder, { recursive: true })
      },
    }
  }

  async function flaws(page: Page): Promise<readonly string[]> {
    const onTelephone = (page.viewportSize()?.width ?? 0) < 800
    const rules = { 'target-size': { enabled: onTelephone } }
    const names = await axeViolations(page, { rules })
    const wide = await widerThanShown(page)
    return [...names, ...wide.map((each) => `${page.url()} is too wide at ${each}`)]
  }

  /** Kept only where somebody is going to look at them. */
  async function keep(page: Page, name: string): Promise<void> {
    if (KEPT) await page.screenshot({ path: `${KEPT}/board-${name}.png`, fullPage: true })
  }

  test.each([
    {
      locale: 'zh-CN',
      why: '同样的事问了不止一次、没有结果、等了 6 分钟',
      make: '做成评测题',
      none: '没有文章能回答',
      save: '保存',
      solved: '机器人解决',
    },
    {
      locale: 'en-US',
      why: 'asked the same more than once, no result, waited 6 minutes',
      make: 'Make this a test case',
      none: 'No article answers it',
      save: 'Save',
      solved: 'Solved by the bot',
    },
  ])(
    'an agent sees why and makes a test case, a supervisor reads the board, in $locale',
    async (words) => {
      const { locale } = words
      await using pages = await openPages()
      const chen = await pages.visitor(CHEN, locale)
      await chen.open('/desk?view=queue')
      expect(await chen.page.locator('#case-rows .feels').textContent()).toContain(words.why)
      await chen.open(`/desk/cases/${pages.id}?view=queue`)
      expect(await chen.page.locator('#feels').textContent()).toContain(words.why)
      await keep(chen.page, `desk-${locale}`)
      expect(await flaws(chen.page)).toEqual([])

      // By the keyboard alone.
      const link = chen.page.locator('.deeds').getByRole('link', { name: words.make })
      await link.focus()
      await chen.page.keyboard.press('Enter')
      await chen.page.waitForURL(/eval-cases\/new/)
      expect(await chen.page.locator('#text').inputValue()).toBe('电话•••，快递还没到，要投诉')
      await chen.page.getByLabel(words.none).focus()
      await chen.page.keyboard.press('Space')
      await keep(chen.page, `form-${locale}`)
      expect(await flaws(chen.page)).toEqual([])
      await chen.page.getByRole('button', { name: words.save }).click()
      await chen.page.locator('.notice.ok').waitFor()
      expect(await pages.evalCases.all()).toMatchObject([{ labels: [{ kind: 'none' }] }])

      const wang = await pages.visitor(WANG, locale)
      await wang.open('/board?days=7')
      expect(await wang.page.locator('main').textContent()).toContain(words.solved)
      await keep(wang.page, locale)
      expect(await flaws(wang.page)).toEqual([])
      await wang.page.locator('.figure .share a').first().click()
      await wang.page.locator('tbody tr').first().waitFor()
      await keep(wang.page, `visits-${locale}`)
      expect(await flaws(wang.page)).toEqual([])

      const phone = await pages.visitor(WANG, locale, { width: 390, height: 844 })
      for (const path of [
        '/board?days=28',
        '/board/visits?what=visits',
        '/eval-cases',
        '/eval-cases/new?from=hit-test&text=x',
      ]) {
        await phone.open(path)
        await keep(phone.page, `${path.replaceAll(/\W+/g, '-')}-${locale}-390`)
        expect(await flaws(phone.page)).toEqual([])
      }
    },
    PATIENCE,
  )
})
