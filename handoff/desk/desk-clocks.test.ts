import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { clockDeedOf } from './clock-deed-form.js'
import { openTestPages, WANG } from './open-test-pages.js'

/** Noon on a Monday in Shanghai: a case of Chen's, answered, and the browsers of three people. */
async function openAnswered() {
  const clock = fixedClock()
  const pages = await openTestPages(clock)
  const id = await pages.openCase('我要投诉')
  await pages.cases.take(id, CHEN)
  await pages.cases.reply(id, CHEN, { text: 'hello', clientId: '' })
  const [chen, lin, wang] = [
    await pages.browser(CHEN),
    await pages.browser(LIN),
    await pages.browser(WANG),
  ]
  return { ...pages, clock, id, chen, lin, wang, path: `/desk/cases/${id}` }
}

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** A part of a page, from where it begins on. */
const partOf = (html: string, start: string, length = 1_500) =>
  textOf(html.slice(html.indexOf(start), html.indexOf(start) + length))

describe('clocks on the desk', () => {
  test('stand in the list and in the head, with what is left', async () => {
    const clock = fixedClock()
    await using pages = await openTestPages(clock)
    const id = await pages.openCase()
    clock.advance(50 * MINUTE)

    const html = await (await (await pages.browser(CHEN)).get(`/desk/cases/${id}`)).text()

    expect(partOf(html, `id="row-${id}"`)).toContain('10 min left')
    expect(partOf(html, 'class="clocks')).toMatch(/First answer 10 min left Solution 3 days left/)
    expect(html).toMatch(/class="mark warn"[^>]*title="First answer/)
  })

  test('that stand say why', async () => {
    await using pages = await openAnswered()

    const html = await (await pages.chen.send(`${pages.path}/wait`, {})).text()

    expect(partOf(html, 'class="clocks')).toContain('Stands It waits for the customer')
    expect(html).toContain(`action="${pages.path}/go-on?view=queue"`)
    const again = await (await pages.chen.send(`${pages.path}/go-on`, {})).text()
    expect(partOf(again, 'class="clocks')).toContain('Solution 3 days left')
  })

  test('stand after a reply that asks the customer', async () => {
    await using pages = await openAnswered()
    const fields = { text: 'which order?', clientId: 'a', turn: '', kind: 'reply', asks: '1' }

    const html = await (await pages.chen.send(`${pages.path}/say`, fields)).text()

    expect(partOf(html, 'class="clocks')).toContain('The customer was asked something')
  })

  test('of a promised call are due when the agent said, by the clock of the service', async () => {
    await using pages = await openAnswered()

    const html = await (
      await pages.chen.send(`${pages.path}/promise`, { due: '2026-11-23T15:00' })
    ).text()

    expect(partOf(html, 'class="clocks')).toContain('Call back 3 hr left')
    const done = await (await pages.lin.send(`${pages.path}/called-back`, {})).text()
    expect(partOf(done, 'class="clocks')).not.toContain('Call back')
  })

  test.each([
    ['a moment that has passed', '2026-11-23T11:00'],
    ['no moment', ''],
    ['a day that is none', '2026-02-30T11:00'],
    ['words', 'soon'],
  ])('refuse a call for %s', async (_, due) => {
    await using pages = await openAnswered()

    const response = await pages.chen.send(`${pages.path}/promise`, { due })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('Choose a moment that is still to come.')
  })

  test('of another agent are left alone', async () => {
    await using pages = await openAnswered()

    const response = await pages.lin.send(`${pages.path}/wait`, {})

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('This case is with 陈晨 now.')
  })

  test('after a complaint ask the supervisor for a second visit', async () => {
    await using pages = await openAnswered()
    await pages.cases.solve(pages.id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
    await pages.chen.send(`${pages.path}/visited`, {})

    const agents = await (await pages.chen.get(pages.path)).text()
    const supervisors = await (await pages.wang.get(pages.path)).text()

    // The form of the deed, not only the clock: an agent has none.
    expect(agents).toContain('Supervisor&#39;s visit')
    expect(agents).not.toContain('Visited once more')
    expect(supervisors).toContain('Visited once more')
    const html = await (await pages.wang.send(`${pages.path}/visited`, {})).text()
    expect(html).not.toContain('Supervisor&#39;s visit')
  })
})

describe('alerts on the desk', () => {
  const alertsOf = (html: string) =>
    partOf(html, 'id="alarms"', html.indexOf('class="desk"') - html.indexOf('id="alarms"'))

  test('tell a supervisor of what is late, and stand as long as it is', async () => {
    await using pages = await openAnswered()
    await pages.write('and my refund?')
    pages.clock.advance(11 * MINUTE)

    expect(alertsOf(await (await pages.wang.get('/desk')).text())).toContain(
      'Next answer 1 min late 我要投诉',
    )
    await pages.cases.reply(pages.id, CHEN, { text: 'on its way', clientId: '' })
    expect(alertsOf(await (await pages.wang.get('/desk')).text())).not.toContain('late')
  })

  test('warn the agent whose case it is, and nobody else', async () => {
    await using pages = await openAnswered()
    await pages.write('and my refund?')
    pages.clock.advance(8 * MINUTE)

    expect(alertsOf(await (await pages.chen.get('/desk')).text())).toContain(
      'Next answer 2 min left',
    )
    expect(alertsOf(await (await pages.lin.get('/desk')).text())).not.toContain('Next answer')
    expect(alertsOf(await (await pages.wang.get('/desk')).text())).not.toContain('Next answer')
  })

  test('tell supervisors when more wait than may (T7), and not agents', async () => {
    await using pages = await openAnswered()
    for (let count = 0; count < 10; count++) await pages.openCaseOfAnother()
    expect(await (await pages.wang.get('/desk')).text()).not.toContain('cases wait')

    await pages.openCaseOfAnother()

    expect(alertsOf(await (await pages.wang.get('/desk')).text())).toContain(
      '11 cases wait, more than 10',
    )
    expect(await (await pages.chen.get('/desk')).text()).not.toContain('cases wait')
  })

  test('name the first few, and how many there are besides', async () => {
    await using pages = await openAnswered()
    for (let count = 0; count < 5; count++) await pages.openCaseOfAnother()
    pages.clock.advance(2 * HOUR)

    expect(alertsOf(await (await pages.chen.get('/desk')).text())).toContain('and 2 more')
  })

  test('are none when nothing is late', async () => {
    await using pages = await openAnswered()

    expect(await (await pages.chen.get('/desk')).text()).toContain('<div id="alarms"></div>')
  })
})

describe('the form of a promised call', () => {
  const read = (due: string) =>
    clockDeedOf('promise', (name) => (name === 'due' ? due : ''), 'Europe/Berlin')

  test('is read in the time zone of the service', () => {
    const due = Date.UTC(2026, 6, 1, 13)

    expect(read('2026-07-01T15:00')).toEqual({ deed: 'promise', due })
    expect(read('2026-07-01T15:00:30')).toEqual({ deed: 'promise', due })
    expect(read('2026-12-01T15:00')).toEqual({ deed: 'promise', due: Date.UTC(2026, 11, 1, 14) })
  })

  test.each(['2026-07-01T24:00', '2026-13-01T10:00', '15:00'])('refuses %s', (due) => {
    expect(read(due)).toEqual({ deed: 'promise', due: undefined })
  })

  test('is not that of another deed', () => {
    expect(clockDeedOf('take', () => '', 'Europe/Berlin')).toBeUndefined()
  })
})
