import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAssets } from '../../platform/http/assets.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { siteFiles } from '../site/site-files.js'
import { DRAFT, heldBack, openTestEffect } from './open-test-effect.js'

/** Where pictures of the pages are put, for somebody to look at. */
const SHOTS = process.env['KEFU_SHOTS']

describe.runIf(hasBrowser())('what an edit changes, in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function open(wait: Promise<unknown>) {
    return openTestEffect(wait, await openAssets([...uiFiles(), ...siteFiles()]))
  }

  test.each([
    { width: 1280, colorScheme: 'light', lang: 'zh-Hans', asked: '回答测试' },
    { width: 390, colorScheme: 'dark', lang: 'en', asked: 'answer test' },
    { width: 390, colorScheme: 'light', lang: 'zh-Hant', asked: '回答測試' },
  ] as const)(
    'comes by itself at $width px, $colorScheme, in $lang, and is kept',
    async ({ width, colorScheme, lang, asked }) => {
      const hold = heldBack()
      await using effect = await open(hold.promise)
      const context = await browser.visitor({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      const look = async (name: string) => {
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${lang}.png`, fullPage: true })
        const found = await axeViolations(page)
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement
          return scrollWidth - clientWidth
        })
        expect(found).toEqual([])
        expect(overflow).toBe(0)
      }

      await page.goto(`${effect.url}${DRAFT}&lang=${lang}`)
      await page.locator('#effect progress').waitFor()
      await look('effect-waiting')
      hold.resolve()
      await page.locator('#effect .notice.late', { hasText: asked }).waitFor()
      await look('effect-told')
      await page.reload()

      expect(await page.locator('#effect progress').count()).toBe(0)
      expect(effect.measured).toHaveLength(1)
    },
  )

  test('is not waited for by who stops, and begins anew when asked', async () => {
    await using effect = await open(new Promise(() => {}))
    const page = await (await browser.visitor()).newPage()

    await page.goto(`${effect.url}${DRAFT}&lang=en`)
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    await page.getByRole('link', { name: 'Ask again' }).click()
    await page.locator('#effect progress').waitFor()

    expect(effect.measured.map(({ aborted }) => aborted)).toEqual([true, false])
  })

  test('is told without script when the page is loaded again', async () => {
    const hold = heldBack()
    await using effect = await open(hold.promise)
    const page = await (await browser.visitor({ javaScriptEnabled: false })).newPage()

    await page.goto(`${effect.url}${DRAFT}&lang=en`)
    const first = await page.locator('noscript').textContent()
    hold.resolve()
    await expect
      .poll(async () => {
        await page.goto(`${effect.url}${DRAFT}&lang=en`)
        return page.locator('#effect .notice').first().textContent()
      })
      .toContain('must not be published')

    expect(first).toContain('Load the page again')
  })
})
