import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { enterChat } from './enter-chat.js'
import { caseIn, hiddenField, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

const LETTERING = [
  '杯子上可以刻名字吗，电话13812345678',
  '可以在杯子上刻名字吗',
  '能不能帮我在杯子上刻名字',
  '想在杯子上刻名字，可以吗',
  '杯子刻名字怎么弄',
]
const ENGRAVING = [
  'can you engrave a name on the mug',
  'do you do engraving of names',
  'I want a name engraved on my mug',
  'engraving a name, is that possible',
]

describe.runIf(hasBrowser())('an editor looks for what is missing', () => {
  let service: TestService
  let browser: TestBrowser
  let page: Page
  beforeAll(async () => {
    service = await startTestService({ ownContent: true, quiet: 100 })
    browser = await openBrowser()
    const context = await browser.visitor({ viewport: { width: 1440, height: 1000 } })
    page = await context.newPage()
    await page.goto(`${service.url}${service.signIn.editor}`)
    for (const text of [...LETTERING, ...ENGRAVING]) {
      using customer = await enterChat(service.url)
      await customer.ask(text)
    }
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  /** The first group in which this is among the questions; groups come from the real model. */
  async function openGroupOf(words: RegExp, language: string, state = 'open'): Promise<void> {
    const row = page.locator('tbody tr').filter({ hasText: words }).first()
    // The articles are read as new ones, and are learned from before questions are grouped.
    await expect
      .poll(
        async () => {
          await page.goto(`${service.url}/knowledge/gaps?lang=${language}&state=${state}`)
          return row.count()
        },
        { timeout: 100_000 },
      )
      .toBe(1)
    await row.locator('a').first().click()
  }

  async function problems(): Promise<readonly string[]> {
    return axeViolations(page)
  }

  test('and begins an article from real questions, in Chinese', async () => {
    await openGroupOf(/刻/, 'zh-Hans')
    const asked = await page.locator('.gap-questions li').allTextContents()
    const found = await problems()
    await page.locator('input[name=title]').fill('刻字服务')
    await page.getByRole('button', { name: '开始写' }).click()

    expect(found).toEqual([])
    expect(asked.length).toBeGreaterThan(1)
    await page.waitForURL(/\/knowledge\/drafts\//)
    const questions = await page.locator('#questions').inputValue()
    expect(await page.locator('#title').inputValue()).toBe('刻字服务')
    expect(questions).toMatch(/刻名字/)
    expect(questions).not.toContain('13812345678')
  })

  test('and makes a question a test case, in masked words', async () => {
    await openGroupOf(/刻/, 'zh-Hans', 'in-work')
    const row = page.locator('.gap-questions li', { hasText: '电话' })
    await row.getByRole('link', { name: '做成评测题' }).click()
    const found = await problems()
    const asked = await page.locator('[name=text]').inputValue()
    await page.getByRole('link', { name: /返回/ }).click()

    expect(found).toEqual([])
    expect(asked).toContain('杯子上可以刻名字吗')
    expect(asked).not.toContain('13812345678')
    expect(new URL(page.url()).pathname).toMatch(/^\/knowledge\/gaps\//)
  })

  test('and dismisses a group with a reason, in English, and opens it again', async () => {
    await openGroupOf(/engrav/, 'en')
    const found = await problems()
    await page.locator('#reason').fill('We do not engrave.')
    await page.locator('#growsBy').fill('7')
    await page.getByRole('button', { name: 'Dismiss the group' }).click()
    const notice = await page.locator('.notice.ok').textContent()
    await openGroupOf(/engrav/, 'en', 'dismissed')
    const standing = await page.locator('.gap-standing').textContent()
    await page.getByRole('button', { name: 'Open it again' }).click()

    expect(found).toEqual([])
    expect(notice).toContain('dismissed')
    expect(standing).toContain('We do not engrave.')
    expect(standing).toContain('7 further questions')
    expect(await page.locator('tbody').textContent()).toMatch(/engrav/)
  })

  test('and adds the questions to an article that search finds', async () => {
    await openGroupOf(/engrav/, 'en')
    await page.locator('#search').fill('invoice')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await page.locator('input[name=article]').first().check()
    const id = await page.locator('input[name=article]').first().inputValue()
    await page.getByRole('button', { name: 'Add the ticked questions' }).click()

    await page.waitForURL(/\/knowledge\/drafts\//)
    expect(await page.locator('#questions').inputValue()).toMatch(/engrav/)
    expect(await page.locator('main').textContent()).toContain(`/${id}.md`)
  })

  test('and finds in a solved case what an article can begin with, masked', async () => {
    const desk = await openDesk(service.url, service.signIn.supervisor)
    using customer = await enterChat(service.url)
    await customer.ask('转人工')
    const id = caseIn((await desk.get('/desk?view=queue')).html, '转人工')
    const path = `/desk/cases/${id}`
    await desk.post(`${path}/take`, {})
    const turn = hiddenField((await desk.get(path)).html, 'turn')
    const reply = '刻字每件加 10 元，三天做好，有事打 13812345678。'
    await desk.post(`${path}/say`, { kind: 'reply', text: reply, turn, clientId: 'one' })
    await desk.post(`${path}/solve`, { category: 'product', cause: 'process', summary: '' })

    const link = (await desk.get(path)).html.includes(`/knowledge/gaps/cases/${id}`)
    await page.goto(`${service.url}/knowledge/gaps/cases/${id}?lang=en`)
    const found = await problems()
    const begun = await page.locator('#body').inputValue()
    await page.locator('#title').fill('刻字要多久 价格')
    await page.locator('#body').fill('刻字每件加 10 元。')
    await page.getByRole('button', { name: 'Start the article' }).click()

    expect([link, found]).toEqual([true, []])
    expect(begun).toBe('刻字每件加 10 元，三天做好，有事打 •••。')
    await page.waitForURL(/\/knowledge\/drafts\//)
    expect(await page.locator('#title').inputValue()).toBe('刻字要多久 价格')
    expect(await page.locator('#body').inputValue()).toBe('刻字每件加 10 元。')
  })

  test('on a narrow page in the dark, which scrolls down only', async () => {
    const narrow = await browser.visitor({
      viewport: { width: 390, height: 900 },
      colorScheme: 'dark',
      storageState: await page.context().storageState(),
    })
    const small = await narrow.newPage()
    const overflow = () =>
      small.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })

    await small.goto(`${service.url}/knowledge/gaps?lang=zh-Hant&state=in-work`)
    const list = await overflow()
    await small.locator('.gap-question').first().click()

    expect([list, await overflow()]).toEqual([0, 0])
    expect(await axeViolations(small)).toEqual([])
  })

  test.each(['zh-Hans', 'en'] as const)(
    'on a telephone, where each group is a block and keeps all of its row, in %s',
    async (lang) => {
      const telephone = await browser.visitor({
        viewport: { width: 390, height: 844 },
        storageState: await page.context().storageState(),
      })
      const small = await telephone.newPage()

      await small.goto(`${service.url}/knowledge/gaps?lang=${lang}&state=in-work`)
      const wide = await small.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.table-scroll')].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      )
      const row = small.locator('tbody tr').first()

      expect(wide.filter((over) => over > 0)).toEqual([])
      expect(wide).toHaveLength(2)
      expect(await row.locator('td:visible').count()).toBe(await small.locator('.sort').count())
      await row.locator('a').first().press('Enter')
      await small.waitForURL(/\/knowledge\/gaps\/\w/)
    },
  )
})
