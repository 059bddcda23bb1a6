import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emergency } from '../../handoff/index.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { openTestShop } from './open-test-shop.js'
import { visitShop } from './visit-shop.js'

/** Where pictures go for those who want to look at them; without it none are taken. */
const PICTURES = process.env['KEFU_PICTURES']

const BANNER = {
  'zh-Hans': '我们的系统出了故障，下单和付款可能不成功，正在抢修。已经付的款不会丢。',
  'zh-Hant': '我們的系統出了故障，下單和付款可能不成功，正在搶修。已經付的款不會遺失。',
  en: 'Our systems are disturbed: ordering and paying may fail. No payment is lost.',
} as const

/** What is in force, as a test says. */
function openBoard() {
  const listeners = new Set<() => void>()
  let inForce: readonly Emergency[] = []
  return {
    inForce: () => inForce,
    onChange(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(banners: readonly Emergency['banner'][]) {
      inForce = banners.map((banner) => ({ banner }) as Emergency)
      for (const listener of listeners) listener()
    },
  }
}

describe.runIf(hasBrowser())('the banner in a customer’s browser', { timeout: 120_000 }, () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test.each([
    { locale: 'zh-CN', width: 1280, words: BANNER['zh-Hans'] },
    { locale: 'zh-TW', width: 390, words: BANNER['zh-Hant'] },
    { locale: 'en-US', width: 1024, words: BANNER.en },
  ])('comes into an open chat and goes again, in $locale at $width px', async (at) => {
    const board = openBoard()
    const { locale, width } = at
    const shop = openTestShop(fixedClock(), { board })
    await using visit = await visitShop(browser, { shop, locale, width })
    const { page } = visit
    const followed = page.waitForResponse((answer) => answer.url().includes('/chat/emergency'))
    const chat = await visit.openChat()
    await followed
    const banner = chat.locator('#emergency-banner')
    expect(await banner.isVisible()).toBe(false)

    board.set([BANNER])
    await banner.waitFor({ state: 'visible' })
    expect(await banner.textContent()).toBe(at.words)
    const results = await new AxeBuilder({ page }).include(['#kefu-chat', 'iframe']).analyze()
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `customer-${locale}.png`) })
    // Whoever comes while it is in force needs no script to read it.
    expect(
      await (
        await fetch(`${visit.url}/chat/frame`, { headers: { 'accept-language': locale } })
      ).text(),
    ).toContain(at.words)
    board.set([])
    await banner.waitFor({ state: 'hidden' })

    expect(visit.complaints).toEqual([])
  })
})
