import { describe, expect, test } from 'vitest'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import { evalCaseHref } from './eval-case-href.js'
import { openTestEvalCases } from './open-test-eval-cases.js'

const ZHAO = 'agent_zhao00000000' as typeof CHEN

describe('making a test case', () => {
  test('from the desk: the words are masked, the label is asked for, and it leads back', async () => {
    await using desk = await openTestEvalCases()
    await desk.asked('电话13800138000，退款多久到账')
    const id = await desk.openCase('转人工')
    const chen = await desk.browser(CHEN)
    const open = await (await chen.get(`/desk/cases/${id}`)).text()
    const href = evalCaseHref({ from: 'desk', case: id }, `/desk/cases/${id}?view=queue`)
    expect(open).toContain(href.replaceAll('&', '&amp;'))

    const form = await (await chen.get(href)).text()
    const saved = await chen.post(href, {
      text: '电话•••，退款多久到账',
      kind: 'article',
      article: 'refund-time',
      facts: '3 天 | 三天\r\n原路退回',
      answerKind: 'how-long',
    })
    const page = await (await chen.get(saved.headers.get('location') ?? '')).text()

    expect(form).toContain('电话•••，退款多久到账')
    expect(form).not.toContain('13800138000')
    expect(form).toContain('value="refund-time"')
    expect(saved.status).toBe(303)
    expect(page).toContain('Saved.')
    expect(page).toContain(`href="/desk/cases/${id}?view=queue"`)
    expect((await desk.evalCases.all())[0]?.labels[0]?.facts).toEqual([
      ['3 天', '三天'],
      ['原路退回'],
    ])
  })

  test('asks again where the label is missing, with what was typed', async () => {
    await using desk = await openTestEvalCases()
    const href = evalCaseHref({ from: 'desk', message: await desk.asked('退款多久到账') }, '/desk')
    const chen = await desk.browser(CHEN)

    const noKind = await chen.post(href, { text: '退款多久到账呢', facts: '三天' })
    const noArticle = await chen.post(href, { text: '退款', kind: 'article', article: 'moon' })

    expect(noKind.status).toBe(422)
    expect(await noKind.text()).toContain('退款多久到账呢')
    expect(await noArticle.text()).toContain('Choose at least one article')
    expect(await desk.evalCases.all()).toEqual([])
  })

  test('by a second person is blind until they have said theirs', async () => {
    await using desk = await openTestEvalCases()
    const href = evalCaseHref({ from: 'desk', message: await desk.asked('退款多久到账') }, '/desk')
    await (await desk.browser(CHEN)).post(href, { text: '退款多久到账', kind: 'none' })
    const lin = await desk.browser(LIN)

    const known = (await lin.get(href)).headers.get('location') ?? ''
    const before = await (await lin.get(known)).text()
    const saved = await lin.post(known, { kind: 'article', other: 'refund-time' })
    const after = await (await lin.get(saved.headers.get('location') ?? '')).text()

    expect(known).toMatch(/^\/eval-cases\/evalcase_\w{12}\?back=%2Fdesk$/)
    expect(before).not.toContain('陈晨')
    expect(before).toContain('1 colleague has labelled it')
    expect(after).toContain('陈晨: No article answers it')
  })

  test('from the hit test is for editors; the list and the files hold it', async () => {
    await using desk = await openTestEvalCases()
    const zhao = await desk.browser(ZHAO)
    const href = evalCaseHref(
      { from: 'hit-test', text: '能开专票吗 & <b>', language: 'zh-Hant' },
      '/knowledge/test?q=x',
    )
    await zhao.post(href, { text: '能开专票吗 & <b>', kind: 'article', other: 'invoice' })

    const list = await (await zhao.get('/eval-cases')).text()
    const file = await zhao.get('/eval-cases/files/retrieval.jsonl')

    expect(list).toContain('能开专票吗 &amp; &lt;b&gt;')
    expect(list).toContain('Labelled by several people: 0.')
    expect(file.headers.get('content-disposition')).toContain('retrieval.jsonl')
    expect(JSON.parse((await file.text()).split('\n')[1] ?? '')).toMatchObject({
      lang: 'zh-Hant',
      gold: ['invoice'],
      source: 'hit-test',
    })
    expect((await zhao.get('/eval-cases/files/passwd')).status).toBe(404)
  })

  test('is undone by a supervisor alone', async () => {
    await using desk = await openTestEvalCases()
    const href = evalCaseHref({ from: 'desk', message: await desk.asked('退款多久到账') }, '/desk')
    const chen = await desk.browser(CHEN)
    await chen.post(href, { text: '退款多久到账', kind: 'none' })
    const [made] = await desk.evalCases.all()

    const refused = await chen.post(`/eval-cases/${made?.id}/remove`, {})
    const removed = await (await desk.browser(WANG)).post(`/eval-cases/${made?.id}/remove`, {})

    expect(refused.status).toBe(403)
    expect(removed.status).toBe(303)
    expect(await desk.evalCases.all()).toEqual([])
  })

  test('of nothing, or leading elsewhere, is refused', async () => {
    await using desk = await openTestEvalCases()
    const chen = await desk.browser(CHEN)

    expect((await chen.get('/eval-cases/new?from=desk')).status).toBe(400)
    expect((await chen.get('/eval-cases/new?from=desk&message=message_000000000000')).status).toBe(
      404,
    )
    expect((await chen.get('/eval-cases/evalcase_000000000000')).status).toBe(404)
    const href = '/eval-cases/new?from=hit-test&text=x&in=en&back=//evil.example'
    expect(await (await chen.get(href)).text()).not.toContain('href="//evil')
  })

  test('of a visit that a team keeps to its members is refused', async () => {
    await using desk = await openTestEvalCases()
    const own = desk.deps.teams.teams.find(({ seenBy }) => seenBy === 'members')
    if (!own) throw new Error('No team of the handbook keeps its cases to itself.')
    const id = await desk.openCase('我要投诉')
    await desk.store.db
      .updateTable('service_case')
      .set({ team: own.id, reach: 'skilled' })
      .where('id', '=', id)
      .execute()
    const href = evalCaseHref({ from: 'desk', case: id }, '/desk')

    expect((await (await desk.browser(CHEN)).get(href)).status).toBe(403)
    expect((await (await desk.browser(WANG)).get(href)).status).toBe(200)
  })
})
