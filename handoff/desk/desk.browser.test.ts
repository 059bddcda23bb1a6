import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { type RunningServer, serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import type { AgentId } from '../conversation/message.js'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { deskFiles } from './desk-files.js'
import { openTestPages } from './open-test-pages.js'

describe.runIf(hasBrowser())('the desk in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  /** A desk with one waiting case, on a port of its own. */
  async function openDesk() {
    const assets = await openAssets([...uiFiles(), ...deskFiles()])
    const pages = await openTestPages(systemClock, assets)
    pages.app.route(ASSETS_PATH, assets.routes)
    const server: RunningServer = await serveHttp(pages.app, {
      host: '127.0.0.1',
      port: 0,
      grace: 100,
    })
    const id = await pages.openCase('我要投诉')
    const complaints: string[] = []

    /** A browser in which this agent is signed in, with the page at `path` open and connected. */
    async function visit(agent: AgentId, path: string, size = { width: 1440, height: 900 }) {
      const context = await browser.visitor({ viewport: size, locale: 'en-US' })
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) complaints.push(line.text())
      })
      await page.goto(`${server.url}/desk/sign-in/${await pages.deps.accounts.issueLink(agent)}`)
      const connected = page.waitForResponse((response) => response.url().includes('/desk/stream'))
      await page.goto(server.url + path)
      await connected
      return page
    }

    return {
      ...pages,
      id,
      path: `/desk/cases/${id}`,
      complaints,
      visit,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await pages[Symbol.asyncDispose]()
      },
    }
  }

  const conversation = (page: Page) => page.locator('#conversation')
  const box = (page: Page) => page.locator('#text')

  test('an agent takes and answers with the keyboard alone, and a colleague sees it', async () => {
    await using desk = await openDesk()
    const chen = await desk.visit(CHEN, '/desk?view=queue')
    const lin = await desk.visit(LIN, desk.path)

    await chen.keyboard.press('j')
    await chen.keyboard.press('Enter')
    await chen.waitForSelector('#case-pane[data-open]')
    await chen.keyboard.press('a')
    await chen.waitForSelector('#send-reply')
    await chen.keyboard.press('r')
    await chen.keyboard.type('您好')
    await chen.keyboard.press('Enter')
    await conversation(lin).getByText('您好').waitFor()

    expect(await lin.locator('#case-head').textContent()).toContain('With 陈晨')
    // Lin's page may have the message before the answer to Chen's own sending is back.
    await chen.locator('#sending > li').waitFor({ state: 'detached' })
    await conversation(chen).getByText('您好').waitFor()
    expect(desk.complaints).toEqual([])
  })

  test('goes live also when its scripts come slowly and one by one', async () => {
    await using desk = await openDesk()
    const page = await desk.visit(CHEN, desk.path)
    await page.route(/htmx-sse|desk-live/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })

    const connected = page.waitForResponse((response) => response.url().includes('/desk/stream'))
    await page.reload()
    await connected
    await desk.write('还在等')

    await conversation(page).getByText('还在等').waitFor()
  })

  test('leaves the subject its room in the list, however many marks stand below', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    await desk.cases.solve(desk.id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
    const scores = { speed: 1, attitude: 1, solution: 1, words: '' } as const
    await desk.answerSurvey(desk.conversation.id, { caseId: desk.id, ...scores })

    const page = await desk.visit(CHEN, '/desk?view=queue')
    const widthOf = async (part: string) => (await page.locator(part).boundingBox())?.width ?? 0

    expect(await page.locator('.row .marks').textContent()).toContain('UrgentCame back')
    expect(await widthOf('.row .subject')).toBeGreaterThan((await widthOf('.row')) * 0.5)
  })

  test('Enter belongs to the input method while it composes', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    const page = await desk.visit(CHEN, desk.path)
    await box(page).fill('nihao')

    await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    await box(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229 })

    expect(await box(page).inputValue()).toBe('nihao')
    await box(page).press('Shift+Enter')
    expect(await box(page).inputValue()).toBe('nihao\n')
  })

  test('what is being written stays through news, a look at the notes, and a reload', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    const page = await desk.visit(CHEN, desk.path)
    await box(page).pressSequentially('写到一半')

    await desk.write('还在吗')
    await conversation(page).getByText('还在吗').waitFor()
    const afterNews = await box(page).inputValue()
    const focused = await page.evaluate(() => document.activeElement?.id)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    const asNote = await box(page).inputValue()
    await page.reload()

    expect(afterNews).toBe('写到一半')
    expect(focused).toBe('text')
    expect(asNote).toBe('')
    expect(await box(page).inputValue()).toBe('写到一半')
  })

  test('a reply that was refused goes back into the box, with the reason above', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    const page = await desk.visit(CHEN, desk.path)
    // The page hears nothing of what follows, as when its agent presses Enter in the same moment.
    await page.route('**/desk/stream*', (route) => route.abort())
    await page.reload()
    await box(page).fill('您好')
    await desk.cases.transfer(desk.id, CHEN, { kind: 'queue' }, '')

    await box(page).press('Enter')
    await page.locator('#alert .notice').waitFor()

    expect(await page.locator('#alert').textContent()).toContain('has just changed hands')
    expect(await box(page).inputValue()).toBe('您好')
    expect((await desk.texts()).some((text) => text.startsWith('agent'))).toBe(false)
  })

  test('a reply that could not be sent is there again after a reload', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    const page = await desk.visit(CHEN, desk.path)
    let isDown = true
    await page.route('**/say*', async (route) => {
      if (!isDown) await route.continue()
    })
    await box(page).fill('您好')
    await box(page).press('Enter')
    await page.locator('#sending > li').waitFor()

    await page.reload()
    isDown = false
    const restored = await box(page).inputValue()
    await box(page).press('Enter')
    await conversation(page).getByText('您好').waitFor()

    expect(restored).toBe('您好')
    expect((await desk.texts()).filter((text) => text === 'agent: 您好')).toHaveLength(1)
  })

  test('tells with a reply which suggested article is in it, and not one that was deleted', async () => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    const page = await desk.visit(CHEN, desk.path)
    const insert = page.locator('[data-insert]')
    const articlesOf = async () =>
      (await desk.cases.find(desk.id))?.messages.at(-1)?.extras.articles

    await insert.click()
    await box(page).press('Enter')
    await conversation(page).locator('.message.agent').waitFor()
    const kept = await articlesOf()
    await insert.click()
    await box(page).fill('我查一下')
    await box(page).press('Enter')
    await conversation(page).getByText('我查一下').waitFor()

    expect(kept).toEqual(['refund-time'])
    expect(await articlesOf()).toBeUndefined()
  })

  test('an agent corrects the bot with the keyboard alone, and a colleague sees it', async () => {
    await using desk = await openDesk()
    const chen = await desk.visit(CHEN, desk.path)
    const lin = await desk.visit(LIN, desk.path)

    await conversation(chen).locator('.trace summary').press('Enter')
    await conversation(chen).getByText('Which article was right?').press('Enter')
    await chen.locator('.correction input[type=search]:focus').waitFor()
    await chen.keyboard.type('发票')
    await chen.keyboard.press('Enter')
    await chen.getByLabel('怎么开发票').waitFor()
    const problems = await axeViolations(chen)
    await chen.getByLabel('怎么开发票').press('Space')
    await chen.keyboard.press('Tab')
    await chen.keyboard.press('Enter')
    await conversation(lin).getByText('Right article: 怎么开发票').waitFor()
    await conversation(chen).locator('.correct > a:focus').waitFor()

    expect(problems).toEqual([])
    expect(await chen.locator('.correction').count()).toBe(0)
    expect(desk.complaints).toEqual([])
  })

  /** Another customer comes, whose case goes on top. */
  async function openUrgent(desk: Awaited<ReturnType<typeof openDesk>>): Promise<void> {
    const other = await desk.conversations.open('webchat', 'visitor-2', 'zh-Hans')
    await desk.conversations.receive(other.id, { channelId: 'x', text: '请快一点' })
    const session = await desk.conversations.session(other.id)
    if (!session) throw new Error('No session is open.')
    const turn = { ...(await desk.botTurn('')), session, say: { text: '好的' } }
    await desk.handOver(turn, {
      rule: 'anger',
      urgency: 'urgent',
      category: 'order',
      service: 'in-sales',
      subject: '请快一点',
    })
  }

  test('the list holds still under the pointer, and offers what arrived', async () => {
    await using desk = await openDesk()
    const page = await desk.visit(CHEN, '/desk?view=queue')
    await page.hover('#case-rows .row')

    await openUrgent(desk)
    await page.locator('#fresh-rows').waitFor()
    const held = await page.locator('#case-rows .row').count()
    await page.click('#fresh-rows')
    await page.locator('#case-rows').getByText('请快一点').waitFor()

    expect(held).toBe(1)
    // The urgent one stands on top.
    expect(await page.locator('#case-rows .subject').first().textContent()).toBe('请快一点')
  })

  test('a row changes by itself, also while newer rows are held back', async () => {
    await using desk = await openDesk()
    const page = await desk.visit(CHEN, '/desk?view=queue')
    const row = page.locator(`#row-${desk.id}`)
    const link = await row.locator('a').elementHandle()

    await desk.write('还在吗')
    await row.getByText('还在吗').waitFor()
    const isSameLink = await page.evaluate((before) => before?.isConnected, link)
    await row.hover()
    await openUrgent(desk)
    await page.locator('#fresh-rows').waitFor()
    await desk.write('请回答')
    await row.getByText('请回答').waitFor()
    await page.click('#fresh-rows')
    await expect.poll(() => page.locator('#case-rows .row').count()).toBe(2)

    expect(isSameLink).toBe(true)
    expect(await row.textContent()).toContain('请回答')
    await row.locator('a').click()
    await page.waitForSelector('#case-pane[data-open]')
    expect(desk.complaints).toEqual([])
  })

  test.each([
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ])('has nothing for axe to complain of at $width px, and no sideways scrolling', async (size) => {
    await using desk = await openDesk()
    await desk.cases.take(desk.id, CHEN)
    await desk.cases.note(desk.id, LIN, '先安抚')

    const list = await desk.visit(CHEN, '/desk?view=mine', size)
    expect(await axeViolations(list)).toEqual([])
    const open = await desk.visit(CHEN, desk.path, size)
    expect(await axeViolations(open)).toEqual([])
    await open.keyboard.press('e')
    expect(await axeViolations(open)).toEqual([])
    const overflow = await open.evaluate(
      () =>
        ['html', '#case-head', '.scroller', '#composer']
          .map((selector) => document.querySelector(selector))
          .filter((part) => !part || part.scrollWidth > part.clientWidth).length,
    )
    expect(overflow).toBe(0)
  })
})
