import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { CHEN } from '../tests/open-test-desk.js'
import { answeredFrom } from './open-test-emergencies.js'
import { openTestEmergencyPages, WANG_ID, wordFields, ZHAO } from './open-test-emergency-pages.js'

const DECLARE = '/emergency/plans/surge/declare'

describe('the page of emergencies', () => {
  test.each([
    ['en', 'Surge of enquiries', 'cases in the queue: at least 20', 'Never rehearsed'],
    ['zh-CN', '咨询激增', '排队的案件 至少 20', '还没有演练过'],
    ['zh-TW', '諮詢暴增', '排隊的案件 至少 20', '還沒有演練過'],
  ])('says in %s when each plan is proposed and what it asks for', async (language, ...wanted) => {
    await using pages = await openTestEmergencyPages()

    const html = await (await (await pages.browser(CHEN, language)).get('/emergency')).text()

    for (const words of wanted) expect(html).toContain(words)
  })

  test('is not for editors, and only supervisors may declare', async () => {
    await using pages = await openTestEmergencyPages()
    const chen = await pages.browser(CHEN)

    expect((await (await pages.browser(ZHAO)).get('/emergency')).status).toBe(403)
    expect((await chen.get('/emergency')).status).toBe(200)
    expect((await chen.get(DECLARE)).status).toBe(403)
    expect((await chen.post(DECLARE, {})).status).toBe(403)
    expect(await (await chen.get('/emergency')).text()).not.toContain(DECLARE)
  })

  test('shows a proposal with its figures to supervisors, who may dismiss it', async () => {
    await using pages = await openTestEmergencyPages()
    await pages.propose('surge', [{ fact: 'waiting', value: 23, atLeast: 20 }])
    const [wang, chen] = [await pages.browser(WANG_ID), await pages.browser(CHEN)]

    const html = await (await wang.get('/emergency')).text()
    expect(html).toContain('cases in the queue: 23 (limit 20)')
    expect(await (await chen.get('/emergency')).text()).not.toContain('cases in the queue: 23')
    await wang.post('/emergency/plans/surge/dismiss', {})

    expect(await (await wang.get('/emergency')).text()).not.toContain('cases in the queue: 23')
  })
})

describe('declaring', () => {
  test('sends out the words that the supervisor edited, and they can be edited again', async () => {
    await using pages = await openTestEmergencyPages()
    const wang = await pages.browser(WANG_ID)
    const form = await (await wang.get(DECLARE)).text()
    expect(form).toContain('现在来咨询的客户特别多')

    const sent = await wang.post(DECLARE, wordFields({ until: pages.timeIn(2 * HOUR) }))
    const place = sent.headers.get('location') ?? ''
    expect(pages.board.inForce()[0]?.banner['zh-Hans']).toBe('改过的横幅')
    await wang.post(`${place}/words`, wordFields({ 'banner-en': 'once more' }))

    expect(pages.board.inForce()[0]?.banner.en).toBe('once more')
  })

  test('proposes the article that most ask for as what it is about', async () => {
    await using pages = await openTestEmergencyPages()
    await pages.visit(answeredFrom('refund-time'))
    await pages.propose('grave-mistake', [{ fact: 'chats', value: 12, atLeast: 12 }], 'refund-time')
    const wang = await pages.browser(WANG_ID)

    const html = await (await wang.get('/emergency/plans/grave-mistake/declare')).text()

    expect(html).toMatch(
      /name="articles"[^>]*value="refund-time"|value="refund-time"[^>]*name="articles"/,
    )
  })

  test.each([
    ['a language without words', { 'banner-en': '' }, 'in all three languages'],
    ['a time in the past', { until: '2020-01-01T00:00' }, 'must lie ahead'],
    ['no time', { until: 'soon' }, 'must lie ahead'],
    ['an article that there is not', { articles: 'refund-time, nonsense' }, 'no article nonsense'],
  ])('with %s is refused, and keeps what was typed', async (_, wrong, sentence) => {
    await using pages = await openTestEmergencyPages()
    const wang = await pages.browser(WANG_ID)
    const fields = { ...wordFields({ until: pages.timeIn(HOUR) }), ...wrong }

    const answer = await wang.post(DECLARE, fields)

    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(sentence)
    expect(html).toContain('改过的横幅')
    expect(pages.board.inForce()).toEqual([])
  })

  test('a plan or an emergency that there is not says so', async () => {
    await using pages = await openTestEmergencyPages()
    const wang = await pages.browser(WANG_ID)

    expect((await wang.get('/emergency/plans/flood/declare')).status).toBe(404)
    expect((await wang.get('/emergency/declared/nonsense')).status).toBe(404)
    expect((await wang.get('/emergency/declared/emergency_000000000000')).status).toBe(404)
  })

  test('shows words with markup as text', async () => {
    await using pages = await openTestEmergencyPages()
    const wang = await pages.browser(WANG_ID)
    const hostile = '<script>alert(1)</script>'

    const fields = wordFields({ until: pages.timeIn(HOUR), 'banner-en': hostile })
    const place = (await wang.post(DECLARE, fields)).headers.get('location') ?? ''

    expect(await (await wang.get(place)).text()).not.toContain(hostile)
    expect(await (await pages.app.request('/help-banner')).text()).not.toContain(hostile)
  })
})

describe('an emergency in force', () => {
  test('is worked off step by step, prolonged, and ended with a sentence', async () => {
    await using pages = await openTestEmergencyPages()
    const { id, until } = await pages.declare('surge')
    const place = `/emergency/declared/${id}`
    const wang = await pages.browser(WANG_ID)

    await wang.post(`${place}/steps/0`, { done: 'yes' })
    await wang.post(`${place}/prolong`, { until: pages.timeIn(5 * HOUR) })
    expect(await (await wang.get(place)).text()).toContain('1 of 6 steps done')
    expect((await pages.emergencies.find(id))?.until).toBe(until + 3 * HOUR)
    expect((await wang.post(`${place}/end`, { lesson: ' ' })).status).toBe(422)
    await wang.post(`${place}/end`, { lesson: '名单要提前定' })

    expect(pages.board.inForce()).toEqual([])
    expect(await (await wang.get('/emergency')).text()).toContain('名单要提前定')
  })

  test('is read by agents, who change nothing of it', async () => {
    await using pages = await openTestEmergencyPages()
    const { id } = await pages.declare('surge')
    const chen = await pages.browser(CHEN)
    const place = `/emergency/declared/${id}`

    const html = await (await chen.get(place)).text()

    expect(html).toContain('Call in colleagues')
    expect(html).not.toContain('End it')
    for (const deed of ['steps/0', 'words', 'prolong', 'end']) {
      expect((await chen.post(`${place}/${deed}`, {})).status).toBe(403)
    }
  })

  test('reaches customers’ pages without reloading, and leaves them when it ends', async () => {
    await using pages = await openTestEmergencyPages()
    const stream = await pages.follow('en')
    expect(await stream.next()).toBe('[]')

    const { id, banner } = await pages.declare('surge')
    expect(await stream.next()).toBe(JSON.stringify([banner.en]))
    await pages.emergencies.end(id, 'done', { id: WANG_ID, name: '王佳' })

    expect(await stream.next()).toBe('[]')
  })
})

describe('a rehearsal', () => {
  test('is marked, answers its own test conversation, and shows customers nothing', async () => {
    await using pages = await openTestEmergencyPages()
    const stream = await pages.follow('en')
    await stream.next()
    const { id } = await pages.declare('surge', 'rehearsal')
    const chen = await pages.browser(CHEN)
    const place = `/emergency/declared/${id}`

    await chen.post(`${place}/say`, { role: 'customer', text: 'Where is my parcel?' })
    const html = await (await chen.get(place)).text()

    expect(html).toContain('no figure contains it')
    expect(html).toContain('Where is my parcel?')
    expect(html).toContain('A great many customers')
    expect(pages.board.inForce()).toEqual([])
    const { id: real, banner } = await pages.declare('surge')
    // The next thing that customers are told is the real one.
    expect(await stream.next()).toBe(JSON.stringify([banner.en]))
    await pages.emergencies.end(real, 'done', { id: WANG_ID, name: '王佳' })
    await pages.emergencies.end(id, 'done', { id: WANG_ID, name: '王佳' })
    expect(await (await chen.get('/emergency')).text()).toContain('Last rehearsed: 2026-11-23')
  })
})
