import { describe, expect, test } from 'vitest'
import { openTestEditing } from './open-test-editing.js'

describe('the list of articles', () => {
  test('shows how an article is used, and what is under way', async () => {
    const use = new Map([
      ['refund-time', { shown: 41, answered: 31, up: 7, down: 3, handedOver: 2 }],
    ])
    await using room = await openTestEditing({ use })
    await room.write(await room.open(), { body: '新。', step: 'submit' })

    const { html } = await room.get('/knowledge?lang=en&sort=-shown')

    expect(html).toMatch(/refund-time.*?In review.*?41.*?31.*?7 up, 3 down.*?2/s)
    expect(html.indexOf('refund-time.md')).toBeLessThan(html.indexOf('reach-person.md'))
  })

  test('finds words in the text', async () => {
    await using room = await openTestEditing()

    const { html } = await room.get(`/knowledge?lang=en&words=${encodeURIComponent('借记卡')}`)

    expect(html).toContain('refunds/refund-time.md')
    expect(html).not.toContain('contact/reach-person.md')
  })
})

describe('the table of articles', () => {
  test('shows all of them, with state and owner, for editors', async () => {
    await using room = await openTestEditing()

    const { html } = await room.get('/knowledge?lang=en')

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
    await using room = await openTestEditing()

    const { html } = await room.get('/knowledge?lang=en&owner=zhao.ming&sort=title')

    expect(html).toContain('退款话术')
    expect(html).not.toContain('联系人工客服')
    expect(html).toContain('owner=zhao.ming&amp;sort=-title')
    expect(html.indexOf('退款新规则')).toBeLessThan(html.indexOf('退款话术'))
  })

  test('says so when no article matches, and offers to clear the filter', async () => {
    await using room = await openTestEditing()

    const { html } = await room.get('/knowledge?lang=en&words=zzzz')

    expect(html).toContain('No article matches.')
    expect(html).toContain('href="/knowledge"')
  })

  test('leads to errors from its top, and says nothing of them where there is none', async () => {
    await using room = await openTestEditing()
    expect((await room.get('/knowledge?lang=en')).html).not.toContain('#problems-title')

    await room.change('refunds/refund-time.md', '---\nid: refund-time\n---\n')

    expect((await room.get('/knowledge?lang=en')).html).toMatch(
      /href="#problems-title">\d+ errors? in the files/,
    )
  })

  test('names each problem with file, line and what to write', async () => {
    await using room = await openTestEditing()

    const { html } = await room.get('/knowledge?lang=en&problems=1')

    expect(html).toMatch(/refunds\/refund-draft\.md:\d+/)
    expect(html).toMatch(/It has 1 questions?\. Add 4 or more/)
    expect(html).not.toContain('<a href="/help/reach-person')
  })
})
