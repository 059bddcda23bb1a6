import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import { deskFiles } from './desk-files.js'
import { openTestPages } from './open-test-pages.js'

describe.runIf(hasBrowser())('the page for people in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  /** A supervisor's page beside one waiting case; Chen is available, Lin in a meeting. */
  async function openPeople(locale: string, width = 1440) {
    const assets = await openAssets([...uiFiles(), ...deskFiles()])
    const pages = await openTestPages(systemClock, assets)
    pages.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(pages.app, { host: '127.0.0.1', port: 0, grace: 100 })
    await pages.deps.presence.set(CHEN, 'available', '')
    await pages.deps.presence.set(LIN, 'meeting', '周会')
    const id = await pages.openCase('我要投诉')
    const context = await browser.visitor({ viewport: { width, height: 900 }, locale })
    const page = await context.newPage()
    await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(WANG)}`)
    const connected = page.waitForResponse((response) => response.url().includes('/people/stream'))
    await page.goto(`${server.url}/desk/people`)
    await connected
    return {
      ...pages,
      id,
      page,
      url: server.url,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages[Symbol.asyncDispose]()
      },
    }
  }

  test('follows who comes and goes, and what is taken, by itself', async () => {
    await using people = await openPeople('en-US')
    const { page } = people
    const lin = page.locator(`#person-${LIN}`)

    await people.deps.presence.set(LIN, 'available', '')
    await lin.getByText('Available').waitFor()
    await people.cases.take(people.id, LIN)
    await lin.getByText('3 of 8 points').waitFor()

    await page.getByText('Nobody is waiting.').waitFor()
  })

  test('assigns with the keyboard alone, and the case is with the colleague', async () => {
    await using people = await openPeople('en-US')
    const { page } = people

    await page.locator('#waiting select').focus()
    // Chen is on top: Lin is in a meeting.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody is waiting.').waitFor()

    expect((await people.cases.find(people.id))?.case).toMatchObject({ agent: CHEN, by: WANG })
  })

  test('what is being ticked stays while the table is drawn again', async () => {
    await using people = await openPeople('en-US')
    const { page } = people
    await page.locator(`#edit-${CHEN} summary`).click()
    await page.locator(`#edit-${CHEN}`).getByLabel('Legal questions').check()

    await people.deps.presence.set(LIN, 'training', '')
    await page.locator(`#person-${LIN}`).getByText('In training').waitFor()
    await page.locator(`#edit-${CHEN}`).getByText('Save').click()
    await page.waitForLoadState()

    const chen = (await people.deps.people.all()).find(({ agent }) => agent === CHEN)
    expect(chen?.skills).toEqual(['legal'])
  })

  test.each([
    { width: 1440, locale: 'en-US' },
    { width: 1024, locale: 'zh-CN' },
    { width: 390, locale: 'zh-TW' },
  ])('has nothing for axe to complain of at $width px in $locale', async ({ width, locale }) => {
    await using people = await openPeople(locale, width)
    const { page } = people
    expect(await axeViolations(page)).toEqual([])
    expect(await widerThanShown(page)).toEqual([])
    await page.locator(`#edit-${CHEN} summary`).click()
    expect(await axeViolations(page)).toEqual([])
    if (width < 800) expect(await widerThanShown(page)).toEqual([])
  })
})
