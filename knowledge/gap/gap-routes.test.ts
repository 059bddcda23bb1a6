import { describe, expect, test } from 'vitest'
import type { SolvedAnswer } from './gap.js'
import { openTestGaps, testGap, WRITER } from './open-test-gaps.js'

const GIFTS = testGap(['能包成礼物吗', '有礼品盒吗', '能包成礼物吗'])
const STORES = testGap(['有实体店吗'], { kind: 'out-of-scope', lastWeek: 0, weekBefore: 1 })
const ANSWERED = testGap(['退款几天'], { answeredBy: 'refund-time' })
const CASE: SolvedAnswer = {
  ...{ caseId: 'case_abc', at: 1_790_000_000_000, language: 'zh-Hans' },
  ...{
    questions: ['能包成礼物吗'],
    sentences: ['勾选礼品包装，5 元一份。'],
    articles: ['gift-wrap'],
  },
}
const pathOf = (gap: typeof GIFTS) => `/knowledge/gaps/${encodeURIComponent(gap.typical.id)}`

describe('the list of gaps', () => {
  test('shows what is open, with kind, count, trend and the nearest article', async () => {
    await using pages = await openTestGaps([GIFTS, STORES, ANSWERED])

    const { html } = await pages.get('/knowledge/gaps?lang=en')

    for (const shown of ['能包成礼物吗', 'No article', '(3 more)', '(1 fewer)', '退款多久到账']) {
      expect(html).toContain(shown)
    }
    expect(html).not.toContain('退款几天')
    expect(html).toMatch(/Answered by now <span class="count">1/)
  })

  test('is filtered by kind, language and state, and sorted by its address', async () => {
    await using pages = await openTestGaps([GIFTS, STORES, ANSWERED])

    const scope = await pages.get('/knowledge/gaps?lang=en&kind=out-of-scope')
    const english = await pages.get('/knowledge/gaps?lang=en&in=en')
    const answered = await pages.get('/knowledge/gaps?lang=en&state=answered')
    const sorted = await pages.get('/knowledge/gaps?lang=en&sort=count')

    expect(scope.html).toContain('有实体店吗')
    expect(scope.html).not.toContain('能包成礼物吗')
    expect(english.html).toContain('No group matches.')
    expect(answered.html).toContain('退款几天')
    expect(sorted.html.indexOf('有实体店吗')).toBeLessThan(sorted.html.indexOf('能包成礼物吗'))
  })

  test.each(['en', 'zh-Hans', 'zh-Hant'])(
    'says in %s what an empty list means',
    async (language) => {
      await using pages = await openTestGaps([])

      const { html } = await pages.get(`/knowledge/gaps?lang=${language}`)

      expect(html).toMatch(/Nothing is missing\.|没有缺的。|沒有缺的。/)
    },
  )
})

test.each([
  ['en', 'Make “能包成礼物吗” a test case', 'Make this a test case'],
  ['zh-Hans', '把“能包成礼物吗”做成评测题', '做成评测题'],
  ['zh-Hant', '把「能包成礼物吗」做成評測題', '做成評測題'],
])('a question leads in %s to the form of test cases, and back', async (language, label, words) => {
  await using pages = await openTestGaps([GIFTS])
  const path = `/knowledge/gaps?kind=no-article&lang=${language}`

  const list = await pages.get(path)
  const group = await pages.get(`${pathOf(GIFTS)}?lang=${language}`)

  const query = new URLSearchParams({ message: GIFTS.typical.id, back: path })
  const href = `/eval-cases/new?${query}`.replaceAll('&', '&amp;')
  expect(list.html).toContain(`href="${href}" aria-label="${label}">${words}</a>`)
  // Each wording once.
  expect(group.html.match(/class="small gap-eval-case"/g)).toHaveLength(2)
})

describe('an editor', () => {
  test('starts an article with the ticked questions and what a colleague wrote', async () => {
    await using pages = await openTestGaps([GIFTS], [CASE])
    const page = await pages.get(`${pathOf(GIFTS)}?lang=en`)

    const { status, to } = await pages.post(`${pathOf(GIFTS)}/draft`, [
      ...([
        ['title', '礼物包装'],
        ['language', 'zh-Hans'],
        ['category', 'ordering'],
      ] as const),
      ...([
        ['question', '有礼品盒吗'],
        ['question', 'not asked by anyone'],
        ['case', 'case_abc'],
      ] as const),
    ])

    expect(page.html).toContain('勾选礼品包装，5 元一份。')
    expect(page.html).toContain('× 2')
    expect([status, to]).toEqual([303, '/knowledge/drafts/new-article'])
    expect(pages.written.drafts).toEqual([
      {
        ...{ title: '礼物包装', language: 'zh-Hans', category: 'ordering' },
        questions: ['有礼品盒吗'],
        body: '勾选礼品包装，5 元一份。\n\n- [礼物包装](/help/gift-wrap)',
        sources: [`/knowledge/gaps/${GIFTS.typical.id}`, '/desk/cases/case_abc'],
        by: WRITER,
      },
    ])
    expect((await pages.room.gaps())[0]?.standing.state).toBe('in-work')
  })

  test('adds questions to an article, and is told when it cannot take them', async () => {
    await using pages = await openTestGaps([GIFTS])
    const fields = [
      ['article', 'gift-wrap'],
      ['question', '有礼品盒吗'],
    ] as const
    pages.written.refuses = true
    const refused = await pages.post(`${pathOf(GIFTS)}/add?lang=en`, fields)
    pages.written.refuses = false
    const { status } = await pages.post(`${pathOf(GIFTS)}/add`, fields)

    expect([refused.status, status]).toEqual([409, 303])
    expect(refused.html).toContain('was changed a moment ago')
    expect(pages.written.added).toEqual([{ article: 'gift-wrap', questions: ['有礼品盒吗'] }])
  })

  test('dismisses a group with a reason, and takes it back', async () => {
    await using pages = await openTestGaps([GIFTS])
    await pages.post(`${pathOf(GIFTS)}/dismiss`, [
      ['reason', '不做包装'],
      ['growsBy', '20'],
    ])
    const { html } = await pages.get(`${pathOf(GIFTS)}?lang=en`)
    const before = await pages.room.gaps()
    await pages.post(`${pathOf(GIFTS)}/reopen`, [])

    expect(html).toContain('不做包装')
    expect(html).toContain('after 20 further questions')
    expect(before[0]?.standing).toMatchObject({
      state: 'dismissed',
      deed: { editor: { name: 'Zhao' } },
    })
    expect((await pages.room.gaps())[0]?.standing.state).toBe('open')
  })

  test.each([
    {
      deed: 'draft',
      fields: [
        ['title', ''],
        ['category', 'no'],
        ['question', '有礼品盒吗'],
      ],
      says: ['Write a title.', 'Choose a topic.'],
    },
    {
      deed: 'draft',
      fields: [
        ['title', 'x'],
        ['category', 'refunds'],
      ],
      says: ['Tick at least one question.'],
    },
    { deed: 'add', fields: [['question', '有礼品盒吗']], says: ['Choose an article.'] },
    {
      deed: 'dismiss',
      fields: [
        ['reason', ' '],
        ['growsBy', '0'],
      ],
      says: ['Write the reason.', 'Write a number from 1 to 1000.'],
    },
  ] as const)('is told what is wrong with $deed: $says', async ({ deed, fields, says }) => {
    await using pages = await openTestGaps([GIFTS])

    const { status, html } = await pages.post(`${pathOf(GIFTS)}/${deed}?lang=en`, fields)

    expect(status).toBe(400)
    for (const sentence of says) expect(html).toContain(sentence)
    expect((await pages.room.gaps())[0]?.standing.state).toBe('open')
    expect([...pages.written.drafts, ...pages.written.added]).toEqual([])
  })

  test('turns a solved case into a draft', async () => {
    await using pages = await openTestGaps([], [CASE])
    const page = await pages.get('/knowledge/gaps/cases/case_abc?lang=en')
    const { status, to } = await pages.post('/knowledge/gaps/cases/case_abc', [
      ...([
        ['title', '礼物包装'],
        ['language', 'zh-Hans'],
        ['category', 'ordering'],
      ] as const),
      ...([
        ['questions', '能包成礼物吗\n\n有礼盒吗'],
        ['body', '可以。'],
      ] as const),
    ])

    expect(page.html).toContain('[礼物包装](/help/gift-wrap)')
    expect([status, to]).toEqual([303, '/knowledge/drafts/new-article'])
    expect(pages.written.drafts).toMatchObject([
      { body: '可以。', sources: ['/desk/cases/case_abc'], by: WRITER },
    ])
    expect((await pages.get('/knowledge/gaps/cases/case_none?lang=en')).status).toBe(404)
  })

  test('finds a group that is gone explained, and markup in a question harmless', async () => {
    const hostile = testGap(['<img src=x onerror=alert(1)>'])
    await using pages = await openTestGaps([hostile])

    const gone = await pages.get('/knowledge/gaps/message_none?lang=en')
    const shown = await pages.get(`${pathOf(hostile)}?lang=en`)

    expect(gone.status).toBe(404)
    expect(gone.html).toContain('This group is gone.')
    expect(shown.html).not.toContain('<img src=x')
  })
})
