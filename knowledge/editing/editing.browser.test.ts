import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { siteFiles } from '../site/site-files.js'
import type { Editor } from './draft.js'
import { editingFiles } from './editing-files.js'
import { openTestEditing, QIAN, ZHAO } from './open-test-editing.js'

/** Where pictures of the pages are put, for somebody to look at. */
const SHOTS = process.env['KEFU_SHOTS']

describe.runIf(hasBrowser())('the editors’ room in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function openRoom() {
    const assets = await openAssets([...uiFiles(), ...siteFiles(), ...editingFiles()])
    const room = await openTestEditing({ git: true, assets })
    room.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(room.app, { host: '127.0.0.1', port: 0, grace: 100 })
    return {
      ...room,
      url: server.url,
      async enter(person: Editor, options: Parameters<TestBrowser['visitor']>[0] = {}) {
        const context = await browser.visitor({
          viewport: { width: 1440, height: 1000 },
          ...options,
        })
        await context.addCookies([{ name: 'person', value: person.login, url: server.url }])
        return context
      },
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await room[Symbol.asyncDispose]()
      },
    }
  }

  async function look(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
    // The frame is a page of its own, which the tests of the help pages look at.
    const found = await axeViolations(page, { exclude: '#help-preview' })
    const overflow = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.comparison')]
        .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
        .reduce((most, over) => Math.max(most, over)),
    )
    expect(found.map((each) => `${name} ${each}`)).toEqual([])
    expect(`${name} ${overflow}`).toBe(`${name} 0`)
  }

  const WORDS = {
    'zh-Hans': {
      edit: '编辑',
      submit: '保存并提交审核',
      publish: '发布',
      undo: '撤销上一次改动',
      save: '保存',
      broken: '指向 refunds/gone.md，但这个文件不存在',
    },
    en: {
      edit: 'Edit',
      submit: 'Save and send to review',
      publish: 'Publish',
      undo: 'Undo the last change',
      save: 'Save',
      broken: 'leads to refunds/gone.md, which does not exist',
    },
  } as const

  test.each(['zh-Hans', 'en'] as const)(
    'two people write, review, publish, meet a conflict and undo, in %s',
    async (lang) => {
      await using room = await openRoom()
      const words = WORDS[lang]
      const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
      const [zhao, qian] = [await room.enter(ZHAO), await room.enter(QIAN)]
      const page = await zhao.newPage()
      const other = await qian.newPage()

      await page.goto(`${room.url}/knowledge?lang=${lang}`)
      await look(page, `list-${lang}`)
      await page.getByRole('link', { name: '退款多久到账' }).first().click()
      await look(page, `article-${lang}`)
      await button(page, words.edit).click()
      const help = page.frameLocator('#help-preview')
      await page.locator('#body').fill('退款 9 天到账。\n\n## 银行卡\n\n见[这里](gone.md)。')
      await help.getByText('退款 9 天到账。').waitFor()
      await page.locator('.hit-reply', { hasText: '9 天' }).waitFor()
      await page.getByText(words.broken).waitFor()
      await look(page, `writing-${lang}`)

      // A closed window loses nothing: the words wait in the browser.
      await page.reload()
      await page.locator('#restore').click()
      expect(await page.locator('#body').inputValue()).toContain('9 天')
      await page.locator('#body').fill('退款 9 天到账。')

      // The other one has the same change open, and saves first.
      await other.goto(`${page.url().split('?')[0]}?lang=${lang}`)
      await other.locator('#body').fill('退款 8 天到账。')
      await button(other, words.save).click()
      await other.locator('.notice.ok').waitFor()
      await button(page, words.save).click()
      await page.locator('.conflict').waitFor()
      expect(await page.locator('#body').inputValue()).toBe('退款 9 天到账。')
      await look(page, `conflict-${lang}`)
      await button(page, words.submit).click()
      await page.locator('.notice.ok').waitFor()

      // Both wrote in it, so neither may publish it.
      await other.goto(page.url())
      expect(await button(other, words.publish).count()).toBe(0)
      const wang = await (await room.enter({ ...ZHAO, login: 'wang.jia' })).newPage()
      await wang.goto(`${page.url().split('?')[0]}?lang=${lang}`)
      await look(wang, `review-${lang}`)
      await button(wang, words.publish).click()
      await wang.locator('.notice.ok').waitFor()
      const live = await room.get('/help/refund-time?lang=zh-Hans')
      await button(wang, words.undo).click()
      await wang.locator('.notice.ok').waitFor()
      await look(wang, `undone-${lang}`)
      const undone = await room.get('/help/refund-time?lang=zh-Hans')
      await wang.goto(`${room.url}/knowledge/mine?of=all&lang=${lang}`)
      await look(wang, `mine-${lang}`)

      expect(live.html).toContain('退款 9 天到账。')
      expect(undone.html).not.toContain('9 天')
      expect(room.git('log', '--format=%s').trim().split('\n')).toEqual([
        'content: Undo refund-time',
        'content: Publish refund-time',
        'first',
      ])
    },
    120_000,
  )

  test('a picture that is chosen stands in the text and in the preview', async () => {
    await using room = await openRoom()
    const page = await (await room.enter(ZHAO)).newPage()
    await page.goto(`${room.url}${await room.open()}?lang=en`)
    const buffer = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )

    await page.locator('#picture').setInputFiles({ name: 'cup.png', mimeType: 'image/png', buffer })
    const shown = page.frameLocator('#help-preview').locator('img[alt="cup"]')
    await shown.waitFor()
    await page.locator('#picture').setInputFiles({
      ...{ name: 'cup.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
    })
    await page.getByText('This is no PNG').waitFor()

    expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
    expect(await page.locator('#body').inputValue()).toMatch(/!\[cup\]\(images\/cup-\w{8}\.png\)/)
  })

  test.each([
    { lang: 'zh-Hans', colorScheme: 'dark', shown: '展示' },
    { lang: 'en', colorScheme: 'light', shown: 'Shown' },
  ] as const)(
    'the list is read on a telephone without scrolling sideways, in $lang',
    async ({ lang, colorScheme, shown }) => {
      await using room = await openRoom()
      const viewport = { width: 390, height: 844 }
      const page = await (await room.enter(ZHAO, { viewport, colorScheme })).newPage()
      const columns = () => page.locator('thead .sort')
      const cells = () => page.locator('table:has(.sort) tbody tr:first-child td:visible')

      await page.goto(`${room.url}/knowledge?lang=${lang}`)
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.table-scroll')].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      )
      const kept = [await columns().count(), await cells().count()]
      await page.getByRole('link', { name: shown, exact: true }).press('Enter')
      await page.waitForURL(/sort=shown/)

      expect(wide.filter((over) => over > 0)).toEqual([])
      expect(wide.length).toBeGreaterThan(1)
      expect(kept).toEqual([11, 11])
      expect(await cells().first().textContent()).toContain('.md')
      await look(page, `telephone-${lang}`)
    },
    120_000,
  )

  test.each([
    { width: 1024, colorScheme: 'dark', lang: 'zh-Hans' },
    { width: 390, colorScheme: 'light', lang: 'zh-Hant' },
    { width: 390, colorScheme: 'dark', lang: 'en' },
  ] as const)(
    'fits $width px, $colorScheme, in $lang',
    async ({ width, colorScheme, lang }) => {
      await using room = await openRoom()
      const viewport = { width, height: 900 }
      const page = await (await room.enter(ZHAO, { viewport, colorScheme })).newPage()
      const draft = await room.open()
      await room.write(draft, { body: '退款 9 天到账。', step: 'submit' })

      for (const [name, path] of [
        ['list', '/knowledge'],
        ['article', '/knowledge/articles/refund-time'],
        ['new', '/knowledge/articles/new'],
        ['review', draft],
        ['mine', '/knowledge/mine?of=all'],
        ['writing', await room.open(ZHAO, 'reach-person')],
      ] as const) {
        await page.goto(`${room.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        await look(page, `${name}-${width}-${lang}`)
      }
    },
    120_000,
  )
})
