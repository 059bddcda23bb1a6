import type { Page } from 'playwright-core'

/**
 * What of a page has to be scrolled sideways to be read: the page, and on a narrow one its tables,
 * but for those whose names stay while their figures are scrolled.
 */
export function widerThanShown(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const tables = innerWidth < 800 ? '.table-scroll:not(:has(.held))' : ':not(*)'
    return [document.documentElement, ...document.querySelectorAll(tables)]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((box) => box.textContent?.trim().slice(0, 40) ?? '')
  })
}
