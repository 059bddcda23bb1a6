import { describe, expect, test } from 'vitest'
import { openTestSite } from './open-test-site.js'

describe('the help centre', () => {
  test('lists what customers may read, by topic', async () => {
    await using site = await openTestSite()

    const html = await site.text('/help?lang=zh-Hans')

    expect(html).toContain('>退款多久到账</a>')
    expect(html).toContain('>联系人工客服</a>')
    for (const hidden of ['退款新规则', '退款话术', '旧的退款规则', 'How long']) {
      expect(html).not.toContain(hidden)
    }
  })

  test('shows simplified articles in traditional script to its readers', async () => {
    await using site = await openTestSite()

    const html = await site.text('/help?lang=zh-Hant')

    expect(html).toContain('<html lang="zh-Hant"')
    expect(html).toContain('退款多久到帳')
    expect(html).toContain('/help/refund-time?lang=zh-Hant')
  })

  test('shows English articles to English readers', async () => {
    await using site = await openTestSite()

    const html = await site.text('/help?lang=en')

    expect(html).toContain('How long a refund takes')
    expect(html).not.toContain('退款多久到账')
  })

  test('answers a question with the sentence and where it stands', async () => {
    await using site = await openTestSite()

    const html = await site.text(`/help?lang=zh-Hans&q=${encodeURIComponent('退款多久到账')}`)

    expect(html).toContain('最可能的答案')
    expect(html).toContain('/help/refund-time?lang=zh-Hans')
  })

  test('keeps hostile questions as text', async () => {
    await using site = await openTestSite()

    const html = await site.text(
      `/help?lang=en&q=${encodeURIComponent('"><script>alert(1)</script>')}`,
    )

    expect(html).not.toContain('<script>alert')
  })

  test('marks a result that is in another language than the page', async () => {
    await using site = await openTestSite()

    const html = await site.text(`/help?lang=en&q=${encodeURIComponent('联系人工客服')}`)

    expect(html).toMatch(/lang="zh-Hans">.+<span class="mark" lang="en">simplified Chinese<\/span>/)
  })

  test('says so when nothing is found', async () => {
    await using site = await openTestSite()

    const html = await site.text(`/help?lang=en&q=${encodeURIComponent('zzzz')}`)

    expect(html).toContain('Nothing was found for “zzzz”.')
  })
})

describe('an article', () => {
  test('has headings that can be linked to, and no script of its own', async () => {
    await using site = await openTestSite()

    const html = await site.text('/help/refund-time?lang=zh-Hans')

    expect(html).toContain('<h2 id="银行卡">银行卡</h2>')
    expect(html).toContain('href="#银行卡"')
    expect(html).not.toContain('<script>')
  })

  test('links to other articles on the site, in the same script, with the anchor', async () => {
    await using site = await openTestSite()

    const simplified = await site.text('/help/refund-time?lang=zh-Hans')
    const traditional = await site.text('/help/refund-time?lang=zh-Hant')

    expect(simplified).toContain('href="/help/reach-person?lang=zh-Hans#zai-xian"')
    expect(traditional).toContain('href="/help/reach-person?lang=zh-Hant#zai-xian"')
    expect(traditional).toContain('簽帳金融卡需要')
  })

  test('leads to its translation when the page is switched to another language', async () => {
    await using site = await openTestSite()

    const chinese = await site.text('/help/refund-time?lang=zh-Hans')
    const foreign = await site.text('/help/refund-time?lang=en')

    expect(chinese).toContain('href="/help/refund-time-en?lang=en"')
    expect(foreign).toContain('This article is in simplified Chinese.')
    expect(foreign).toContain('Read it in English')
  })

  test.each(['refund-draft', 'refund-script', 'refund-old', 'nothing', '..%2f..%2fpackage.json'])(
    '%s is not for customers: 404 with a sentence',
    async (id) => {
      await using site = await openTestSite()

      const response = await site.get(`/help/${id}?lang=en`)

      expect(response.status).toBe(404)
      expect(await response.text()).toContain('There is no such article')
    },
  )

  test('does not change the language of the page that it was opened from', async () => {
    await using site = await openTestSite()

    const response = await site.get('/help/refund-time?lang=zh-Hans', {
      cookie: 'kefu-language=en',
    })

    expect(response.headers.get('set-cookie')).toBeNull()
  })
})
