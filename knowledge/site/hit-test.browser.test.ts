import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASSETS_PATH, openAssets } from '../../platform/http/assets.js'
import { serveHttp } from '../../platform/http/serve.js'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { widerThanShown } from '../../platform/testing/wider-than-shown.js'
import { uiFiles } from '../../platform/ui/ui-files.js'
import { openTestSite } from './open-test-site.js'
import { siteFiles } from './site-files.js'

describe.runIf(hasBrowser())('the hit test in a browser', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  async function openSite() {
    const assets = await openAssets([...uiFiles(), ...siteFiles()])
    const site = await openTestSite(assets)
    site.app.route(ASSETS_PATH, assets.routes)
    const server = await serveHttp(site.app, { host: '127.0.0.1', port: 0, grace: 100 })
    return {
      url: server.url,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await site[Symbol.asyncDispose]()
      },
    }
  }

  test.each([
    { width: 1440, colorScheme: 'light', lang: 'zh-Hans' },
    { width: 390, colorScheme: 'dark', lang: 'en' },
    { width: 390, colorScheme: 'light', lang: 'zh-Hant' },
  ] as const)(
    'has nothing for axe to complain of at $width px, $colorScheme, and no sideways scrolling',
    async ({ width, colorScheme, lang }) => {
      await using site = await openSite()
      const viewport = { width, height: 900 }
      const context = await browser.visitor({ viewport, colorScheme })
      const page = await context.newPage()

      await page.goto(`${site.url}/knowledge/test?lang=${lang}`)
      await page.locator('#q').fill('tuikuan 多久到账')
      await page.keyboard.press('Enter')
      await page.locator('.hit-decision').waitFor()
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      const found = await axeViolations(page)
      const wide = await widerThanShown(page)

      expect(found).toEqual([])
      expect(wide).toEqual([])
      expect(new URL(page.url()).searchParams.get('q')).toBe('tuikuan 多久到账')
    },
  )
})
