import { describe, expect, test } from 'vitest'
import { openTestSite } from './open-test-site.js'

describe('the table of articles', () => {
  test('shows all of them, with state and owner, for editors', async () => {
    await using site = await openTestSite()

    const html = await site.text('/knowledge?lang=en')

    expect(html).toContain('6 articles, 4 answering customers')
    for (const shown of [
      '退款新规则',
      'Draft',
      'Agents only',
      'Expired, does not answer',
      'zhao.ming',
    ]) {
      expect(html).toContain(shown)
    }
  })

  test('is filtered and sorted by its address', async () => {
    await using site = await openTestSite()

    const html = await site.text('/knowledge?lang=en&owner=zhao.ming&sort=questions')

    expect(html).toContain('退款话术')
    expect(html).not.toContain('联系人工客服')
    expect(html).toContain('owner=zhao.ming&amp;sort=-questions')
    expect(html.indexOf('退款新规则')).toBeLessThan(html.indexOf('退款话术'))
  })

  test('says so when no article matches, and offers to clear the filter', async () => {
    await using site = await openTestSite()

    const html = await site.text('/knowledge?lang=en&words=zzzz')

    expect(html).toContain('No article matches.')
    expect(html).toContain('href="/knowledge"')
  })

  test('names each problem with file, line and what to write', async () => {
    await using site = await openTestSite()

    const html = await site.text('/knowledge?lang=en&problems=1')

    expect(html).toMatch(/refunds\/refund-draft\.md:\d+/)
    expect(html).toMatch(/It has 1 questions?\. Add 4 or more/)
    expect(html).not.toContain('<a href="/help/reach-person')
  })
})
