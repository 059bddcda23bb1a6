import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../knowledge/index.js'
import { systemClock } from '../../platform/clock.js'
import { createHttpApp } from '../../platform/http/app.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { accountRoutes } from '../account/account-routes.js'
import type { AgentId } from '../conversation/message.js'
import { deskFiles } from '../desk/desk-files.js'
import { deskRoutes } from '../desk/desk-routes.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { createDeskEmergencies } from './desk-emergencies.js'
import { emergencyFiles } from './emergency-files.js'
import { emergencyRoutes } from './emergency-routes.js'
import { createEmergencyService } from './emergency-service.js'
import { shopPlans } from './open-test-emergencies.js'
import { insertProposal } from './proposal-table.js'
import { createRehearsal } from './rehearse.js'

/** Where pictures go for those who want to look at them; without it none are taken. */
const PICTURES = process.env['KEFU_PICTURES']

/** Each page is also looked over by axe, which takes its time on a busy machine. */
const LOOKING = 120_000

const LOOKS = [
  { locale: 'zh-CN', width: 1440, dark: false },
  { locale: 'en-US', width: 1024, dark: true },
  { locale: 'zh-TW', width: 390, dark: false },
] as const

type Look = (typeof LOOKS)[number]

describe.runIf(hasBrowser())('emergencies in a browser', { timeout: LOOKING }, () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  }, LOOKING)
  afterAll(() => browser[Symbol.asyncDispose]())

  /** Desk and pages of emergencies on a port of their own, with one waiting case. */
  async function openPages() {
    const assets = await openAssets([...uiFiles(), ...deskFiles(), ...emergencyFiles()])
    const desk = await openTestPages(systemClock, assets)
    const { store } = desk
    const plans = await shopPlans()
    const clock = systemClock
    const emergencies = createEmergencyService({ store, clock, newId, plans: () => plans })
    const forDesk = createDeskEmergencies({ emergencies, plans: () => plans, clock })
    const stop = new AbortController()
    const app = createHttpApp({ log: silentLog, newId, stopping: stop.signal })
    app.route(ASSETS_PATH, assets.routes)
    app.route('/desk', accountRoutes(desk.deps))
    app.route('/desk', deskRoutes({ ...desk.deps, emergencies: forDesk }))
    app.route(
      '/emergency',
      emergencyRoutes({
        accounts: desk.deps.accounts,
        store,
        emergencies,
        rehearsal: createRehearsal({
          store,
          clock,
          rehearseTurn: async (emergency, { language, memory }) => ({
            text: emergency.reply[language],
            language,
            turn: {
              decision: 'hand-over',
              memory,
              handoff: { rule: 'complaint', urgency: 'urgent', team: null },
            },
          }),
        }),
        plans: () => plans,
        deskEmergencies: forDesk,
        settled: async () => undefined,
        isArticle: () => true,
        renderMarkdown,
        assets,
        clock,
        zone: 'Asia/Shanghai',
      }),
    )
    const server = await serveHttp(app, { host: '127.0.0.1', port: 0, grace: 100 })
    await desk.openCase('付了两次款，订单还是没有')
    const complaints: string[] = []

    async function visit(agent: AgentId, path: string, { locale, width, dark }: Look) {
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
      await page.goto(`${server.url}/desk/sign-in/${await desk.deps.accounts.issueLink(agent)}`)
      await page.goto(server.url + path)
      return page
    }

    return {
      emergencies,
      complaints,
      visit,
      propose: (plan: string) =>
        insertProposal(store.db, {
          id: newId('proposal'),
          plan,
          figures: [
            { fact: 'turns', value: 42, atLeast: 10 },
            { fact: 'failedShare', value: 0.41, atLeast: 0.3 },
          ],
          article: 'payment-methods',
          rule: 'low-confidence',
          proposedAt: clock.now(),
        }),
      async [Symbol.asyncDispose]() {
        stop.abort()
        await server[Symbol.asyncDispose]()
        await desk[Symbol.asyncDispose]()
      },
    }
  }

  /** Looks the page over, and takes a picture of it. */
  async function look(page: Page, name: string, { locale }: Look): Promise<void> {
    expect(await axeViolations(page)).toEqual([])
    expect(await widerThanShown(page)).toEqual([])
    if (!PICTURES) return
    await page.screenshot({ path: join(PICTURES, `${name}-${locale}.png`), fullPage: true })
  }

  test.each(LOOKS)(
    'a supervisor declares what is proposed, at $width px in $locale',
    async (at) => {
      await using pages = await openPages()
      await pages.propose('system-failure')
      const wang = await pages.visit(WANG, '/desk', at)
      const chen = await pages.visit(CHEN, '/desk', at)
      await look(wang, 'desk-proposed', at)
      expect(await chen.locator('.emergency-strip').count()).toBe(0)

      await wang.locator('.emergency-strip .proposed a').click()
      await wang.locator('#banner-en').fill('We cannot take payments just now.')
      await look(wang, 'declare', at)
      await wang.locator('form button.primary').click()
      await wang.waitForURL('**/emergency/declared/*')
      // On the desk of an agent who has done nothing, without reloading.
      await chen.waitForSelector('.emergency-strip .real')
      await look(chen, 'desk-in-force', at)
      await wang.locator('.steps button').first().click()
      await wang.waitForSelector('.steps li.done')
      await look(wang, 'declared', at)
      await wang.locator('#lesson').fill('先停投放，再发公告')
      await wang.locator('.supervise button.primary').click()
      await wang.waitForSelector('.notice.ok')

      await expect.poll(() => chen.locator('.emergency-strip').count()).toBe(0)
      expect((await pages.emergencies.all())[0]).toMatchObject({
        banner: { en: 'We cannot take payments just now.' },
        end: { lesson: '先停投放，再发公告' },
      })
      expect(pages.complaints).toEqual([])
    },
  )

  test.each(LOOKS)('a rehearsal is marked wherever it shows, in $locale', async (at) => {
    await using pages = await openPages()
    const wang = await pages.visit(WANG, '/emergency', at)
    await wang.locator('#plan-surge details summary').click()
    await look(wang, 'plans', at)

    await wang.locator('#plan-surge header a').first().click()
    await wang.locator('form button.primary').click()
    await wang.waitForURL('**/emergency/declared/*')
    await wang.locator('#text').fill('你们到底管不管')
    await wang.locator('.test-chat button').first().click()
    await wang.waitForSelector('.test-chat li.bot')
    await look(wang, 'rehearsal', at)
    const chen = await pages.visit(CHEN, '/desk', at)

    expect(await chen.locator('.emergency-strip .rehearsal').count()).toBe(1)
    expect(await chen.locator('.emergency-strip .real').count()).toBe(0)
    await look(chen, 'desk-rehearsal', at)
    expect(pages.complaints).toEqual([])
  })

  test('a page that is open shows the steps that a colleague ticks off', async () => {
    await using pages = await openPages()
    const [at] = LOOKS
    const wang = await pages.visit(WANG, '/emergency/plans/surge/declare', at)
    await wang.locator('form button.primary').click()
    await wang.waitForURL('**/emergency/declared/*')
    const path = new URL(wang.url()).pathname
    const chen = await pages.visit(CHEN, path, at)

    await wang.locator('.steps button').nth(2).click()

    await chen.waitForSelector('.steps li:nth-child(3).done')
    expect(await chen.locator('.steps button').count()).toBe(0)
  })
})
