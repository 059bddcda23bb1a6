import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../platform/language.js'
import { KNOWN_FEATURES, OWN_FEATURES } from '../search/confidence/features.js'
import type { Hit } from '../search/extract/choose-passage.js'
import type { Found } from '../search/find-answer.js'
import { HitTestPage } from './hit-test-page.js'
import { openTestSite } from './open-test-site.js'
import { featureName, siteWords } from './site-words.js'

const testOf = (question: string, more = '') =>
  `/knowledge/test?lang=en&q=${encodeURIComponent(question)}${more}`

describe('the hit test', () => {
  test('asks for a question first, and leads to the table of articles', async () => {
    await using site = await openTestSite()

    expect(await site.text('/knowledge/test?lang=en')).toContain('Type a question.')
    expect(await site.text('/knowledge/test?lang=en')).toContain('<a href="/knowledge">Articles')
  })

  test('tells in one line what is decided and why, then what the customer reads', async () => {
    await using site = await openTestSite()

    const html = await site.text(testOf('退款多久到账'))

    const order = [
      '<data class="mark ok" value="answer">Answers</data> The question is a title or a stored',
      'What the customer sees',
      'How the question was read',
      'Both lists and the fused order',
      'Where the probability comes from',
      'Error budget',
    ].map((each) => html.indexOf(each))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('shows the words with their weights, and marks what no article has', async () => {
    await using site = await openTestSite()

    const html = await site.text(testOf('refund qqqq'))

    expect(html).toMatch(/<td class="">refund<\/td><td class="number">\d+\.\d\d<\/td>/)
    expect(html).toMatch(/<td class="">qqqq<\/td>.{1,80}In no article/)
  })

  test('says so when vectors took no part', async () => {
    await using site = await openTestSite()

    const html = await site.text(testOf('退款'))

    expect(html).toContain('Vectors took no part')
    expect(html).toContain('<h3>By vectors</h3><p class="soft">None.</p>')
  })

  test('finds articles for agents only when an agent asks', async () => {
    await using site = await openTestSite()

    expect(await site.text(testOf('退款话术'))).not.toContain(
      '<code class="soft small">refund-script',
    )
    expect(await site.text(testOf('退款话术', '&for=agent'))).toContain(
      '<code class="soft small">refund-script',
    )
  })

  test('asks in the chosen language, and keeps the choice in the form', async () => {
    await using site = await openTestSite()

    const html = await site.text(testOf('refund', '&in=zh-Hant'))

    expect(html).toContain('<option value="zh-Hant" selected="">')
    expect(html).toContain('<div class="hit-reply" lang="zh-Hant">')
  })

  test('keeps a hostile question as text, and an unknown language and audience out', async () => {
    await using site = await openTestSite()

    const html = await site.text(testOf('"><script>alert(1)</script>', '&in=fr&for=root'))

    expect(html).not.toContain('<script>alert')
    expect(html).toContain('<option value="customer" selected="">')
  })

  test('shows what both say where two articles contradict each other', async () => {
    const hits = ['退款 3 天', '退款 7 天'].map((title, i) => hitOf(`refund-${i}`, title))
    const [older, newer] = hits
    if (!older || !newer) throw new Error('There must be two.')
    const found = {
      question: '退款',
      folded: '退款',
      searched: '退款',
      readings: [],
      terms: [],
      synonyms: [],
      lists: { fused: [], words: [], vectors: [] },
      hits,
      features: [],
      language: 'zh-Hans',
      decision: { kind: 'answer', hit: newer },
      reason: 'contradiction',
      probability: 0.9,
      limits: {
        budget: { name: 'general', share: 0.05, categories: [] },
        answer: 0.9,
        askBack: 0.4,
      },
      contradiction: () => ({ between: [older, newer], newer }),
    } as unknown as Found

    const html = `${(
      <HitTestPage
        language='en'
        theme='system'
        styles={[]}
        staff={{ links: [], person: 'Zhao' }}
        asked={{ question: '退款', language: null, audience: 'customer' }}
        result={{ found, reply: { text: '7', citations: [], choices: [] }, isDeclined: false }}
      />
    )}`

    expect(html).toContain(
      'Two articles give other figures for the same, and the newer one answers.',
    )
    expect(html).toMatch(/退款 3 天<\/a>.{1,80}<span class="mark">Older/)
    expect(html).toMatch(/退款 7 天<\/a>.{1,80}<span class="mark">Newer/)
  })
})

test.each(LANGUAGES)('every feature has a name in %s', (language) => {
  const words = siteWords(language)

  const nameless = [...KNOWN_FEATURES, ...OWN_FEATURES].filter(
    (feature) => featureName(words, feature) === feature,
  )

  expect(nameless).toEqual([])
})

function hitOf(id: string, title: string): Hit {
  const article = { id, title, language: 'zh-Hans' }
  return {
    article,
    probability: 0.9,
    extract: { markdown: title, sentences: [] },
  } as unknown as Hit
}
