import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { deskFiles } from '../desk/desk-files.js'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { customerFiles } from './customer-files.js'
import { openTestFilePages } from './open-test-file-pages.js'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

/** Where screenshots go, for whoever wants to look at them; nowhere when it is not set. */
const SHOTS = process.env['KEFU_SCREENSHOTS']

describe.runIf(hasBrowser())('customers in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function openFiles() {
    const assets = await openAssets([...uiFiles(), ...deskFiles(), ...customerFiles()])
    const pages = await openTestFilePages(systemClock, assets)
    pages.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })
    const id = await pages.openCase('电饭煲煮不熟，我要投诉')
    await pages.cases.take(id, CHEN)
    await pages.cases.solve(id, CHEN, { category: 'complaint', cause: 'product', summary: '换新' })
    const scores = { speed: 4, attitude: 5, solution: 4, words: '师傅很快就来了' } as const
    await pages.answerSurvey(pages.conversation.id, { caseId: id, ...scores })
    const second = await pages.openSecond()
    await pages.customers.tag(pages.customer, { id: CHEN, name: '陈晨', role: 'agent' }, 'gift')

    async function visit(agent: typeof CHEN, path: string, size = SIZES[0], locale = 'en-US') {
      const context = await browser.visitor({ viewport: size ?? null, locale })
      const page = await context.newPage()
      await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(agent)}`)
      await page.goto(server.url + path)
      return page
    }

    return {
      ...pages,
      id,
      second,
      visit,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages[Symbol.asyncDispose]()
      },
    }
  }

  async function look(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
    expect(await axeViolations(page)).toEqual([])
    expect(await widerThanShown(page), `${name} scrolls sideways`).toEqual([])
  }

  test('an agent goes from the desk to the file, tags and notes, with the keyboard alone', async () => {
    await using files = await openFiles()
    const page = await files.visit(CHEN, `/desk/cases/${files.id}?view=solved`)

    await page.locator('#customer-file').press('Enter')
    await page.waitForURL(/\/customers\//)
    await page.getByLabel('Add a tag').focus()
    await page.keyboard.type('Handle')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Handle with care').first().waitFor()
    await page.getByLabel('New note').focus()
    await page.keyboard.type('周末再打电话')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('周末再打电话').waitFor()

    const file = await files.customers.find(files.customer)
    expect(file?.tags).toEqual(['gift', 'careful'])
    expect(file?.notes.map(({ text }) => text)).toEqual(['周末再打电话'])
  })

  test('an agent finds by the end of the phone, compares and merges; a supervisor undoes', async () => {
    await using files = await openFiles()
    const page = await files.visit(CHEN, '/customers')

    // Typed sooner, it would go nowhere.
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('8000')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '张晓雯' }).press('Enter')
    await page.getByRole('link', { name: 'Compare' }).press('Enter')
    await page.getByRole('button', { name: 'Merge into 张晓雯' }).press('Enter')
    await page.getByRole('link', { name: '发票还没收到' }).waitFor()
    const mayUndo = await page.getByRole('button', { name: 'Undo' }).count()
    const wang = await files.visit(WANG, files.path)
    await wang.getByRole('button', { name: 'Undo' }).press('Enter')
    await wang.getByRole('link', { name: 'Compare' }).waitFor()

    expect(mayUndo).toBe(0)
    expect(
      (await files.customers.find(files.second as typeof files.customer))?.visits,
    ).toHaveLength(1)
  })

  test('a supervisor takes a copy and erases, asked twice', async () => {
    await using files = await openFiles()
    const page = await files.visit(WANG, files.path)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export to read' }).press('Enter'),
    ])
    await page.getByRole('link', { name: 'Erase…' }).press('Enter')
    await page.getByRole('button', { name: 'I have read it, go on' }).press('Enter')
    await page.waitForURL(/step=confirm/)
    await page.locator('input:focus').waitFor()
    await page.keyboard.type(files.customer.slice(-4))
    await page.keyboard.press('Enter')
    await page.getByText('What is left are figures without a person.').waitFor()

    expect(download.suggestedFilename()).toBe(`${files.customer}.html`)
    expect(await page.locator('main').textContent()).not.toContain('电饭煲')
  })

  test.each([
    ...SIZES.map((size) => ({ ...size, locale: 'zh-CN' })),
    { width: 1440, height: 900, locale: 'en-US' },
  ])(
    'has nothing for axe to complain of at $width px in $locale',
    { timeout: 120_000 },
    async ({ width, height, locale }) => {
      await using files = await openFiles()
      const page = await files.visit(WANG, '/customers', { width, height }, locale)
      const name = `${width}-${locale}`
      await look(page, `search-${name}`)
      const { origin } = new URL(page.url())
      await page.goto(`${origin}/customers?q=${encodeURIComponent('投诉')}`)
      await look(page, `words-${name}`)
      await page.goto(origin + files.path)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      await look(page, `file-${name}`)
      await page.goto(`${origin}${files.path}/merge/${files.second}`)
      await look(page, `merge-${name}`)
      await page.goto(`${origin}${files.path}/erase?step=confirm`)
      await look(page, `erase-${name}`)
      const visit = (await files.customers.find(files.customer))?.visits[0]?.session
      await page.goto(`${origin}${files.path}/visits/${visit}`)
      await look(page, `visit-${name}`)
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.goto(origin + files.path)
      await look(page, `dark-${name}`)
    },
  )
})
