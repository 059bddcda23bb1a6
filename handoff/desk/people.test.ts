import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, COMPLAINT, LIN, WANG } from '../tests/open-test-desk.js'
import { openTestPages } from './open-test-pages.js'

/** A supervisor, an agent, and a case that only the team for complaints may see. */
async function openTeams() {
  const clock = fixedClock()
  const pages = await openTestPages(clock)
  await pages.write('我要投诉')
  await pages.handOver(await pages.botTurn('sorry.'), {
    ...COMPLAINT,
    team: 'complaints',
    skill: 'legal',
  })
  const [line] = await pages.cases.list({ view: 'queue', agent: WANG })
  if (!line) throw new Error('No case is waiting.')
  await pages.deps.presence.set(CHEN, 'available', '')
  await pages.deps.presence.set(LIN, 'break', '12:30')
  const [wang, chen] = [await pages.browser(WANG), await pages.browser(CHEN)]
  return { ...pages, clock, id: line.case.id, path: `/desk/cases/${line.case.id}`, wang, chen }
}

const textOf = async (response: Response | Promise<Response>) => (await response).text()

describe('the page for people', () => {
  test('shows who is here, why not, and with what load', async () => {
    await using pages = await openTeams()
    await pages.cases.force(pages.id, WANG, { kind: 'agent', agent: WANG }, '')

    const html = await textOf(pages.wang.get('/desk/people'))

    const rowOf = (agent: string) =>
      html.split('<tr id="').find((row) => row.startsWith(`person-${agent}`)) ?? ''
    expect(rowOf(CHEN)).toContain('Available')
    expect(rowOf(LIN)).toMatch(/On a break.* · 12:30/s)
    // A complaint weighs 3 of 8 points.
    expect(rowOf(WANG)).toContain('3 of 8 points')
    expect(rowOf(WANG)).toContain('1 case')
  })

  test('is where supervisors are led from the desk when nobody takes a case', async () => {
    await using pages = await openTeams()
    const { db } = pages.store
    await db.updateTable('service_case').set({ reach: 'told' }).execute()

    const own = await textOf(pages.wang.get('/desk'))
    const agents = await textOf(pages.chen.get('/desk'))

    expect(own).toContain('1 case that nobody takes')
    expect(agents).not.toContain('1 case that nobody takes')
    expect(agents).toContain('Nobody takes it')
  })

  test('is closed to agents, and not among their links', async () => {
    await using pages = await openTeams()

    const page = await pages.chen.get('/desk/people')
    const desk = await textOf(pages.chen.get('/desk'))
    const own = await textOf(pages.wang.get('/desk'))

    expect(page.status).toBe(403)
    expect(desk).not.toContain('/desk/people')
    expect(own).toContain('href="/desk/people"')
  })

  test('assigns a case that waits, which is kept with who did it', async () => {
    await using pages = await openTeams()
    pages.present.add(CHEN)

    const answer = await pages.wang.post(`/desk/people/cases/${pages.id}/assign`, { agent: CHEN })

    expect(answer.status).toBe(303)
    expect((await pages.cases.find(pages.id))?.case).toMatchObject({ agent: CHEN, by: WANG })
    const html = await textOf(pages.chen.get(pages.path))
    expect(html).toContain('王芳, supervisor, assigned it to you')
    expect(html).toContain('Wang, supervisor, decided where this case goes')
  })

  test('says why it assigned nothing', async () => {
    await using pages = await openTeams()

    const absent = await pages.wang.post(`/desk/people/cases/${pages.id}/assign`, { agent: LIN })
    const nobody = await pages.wang.post(`/desk/people/cases/${pages.id}/assign`, { agent: '' })

    expect(absent.status).toBe(409)
    expect(await absent.text()).toContain('This colleague is not there now.')
    expect(await nobody.text()).toContain('Choose where the case goes.')
  })

  test('says which work a person gets', async () => {
    await using pages = await openTeams()
    const fields = { teams: 'complaints', skills: 'legal', capacity: '5' }

    await pages.wang.post(`/desk/people/${CHEN}`, fields)

    const people = await pages.deps.people.all()
    expect(people.find(({ agent }) => agent === CHEN)).toMatchObject({
      teams: ['complaints'],
      skills: ['legal'],
      capacity: 5,
    })
  })

  test.each([
    { fields: { capacity: '3' }, reason: 'Choose at least one team.' },
    { fields: { teams: 'general', capacity: '0' }, reason: 'Write a whole number' },
    { fields: { teams: 'general', capacity: 'lots' }, reason: 'Write a whole number' },
    { fields: { teams: 'no-such-team', capacity: '' }, reason: 'Choose at least one team.' },
  ])('refuses $fields with a sentence', async ({ fields, reason }) => {
    await using pages = await openTeams()

    const answer = await pages.wang.post(`/desk/people/${CHEN}`, fields as never)

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(reason)
  })
})

describe('a case that its team keeps to itself', () => {
  test('is neither listed nor opened, taken or noted by others', async () => {
    await using pages = await openTeams()

    const list = await textOf(pages.chen.get('/desk?view=queue'))
    const open = await pages.chen.get(pages.path)
    const taken = await pages.chen.post(`${pages.path}/take`, {})
    const typing = await pages.chen.post(`${pages.path}/typing`, { kind: 'reply' })

    expect(list).toContain('Nobody is waiting.')
    expect([open.status, taken.status, typing.status]).toEqual([403, 403, 403])
    expect((await pages.cases.find(pages.id))?.case.status).toBe('waiting')
  })

  test('is there for members, with its team and what it asks for', async () => {
    await using pages = await openTeams()
    const profile = { teams: ['complaints'], skills: [], capacity: null }
    await pages.deps.people.save(CHEN, profile, WANG)

    const html = await textOf(pages.chen.get(pages.path))

    expect(html).toContain('<span class="mark">Complaints</span>')
    expect(html).toContain('Legal questions')
  })

  test('goes out of sight for whoever passes it back to that team', async () => {
    await using pages = await openTeams()
    await pages.cases.force(pages.id, WANG, { kind: 'agent', agent: CHEN }, '')

    const answer = await pages.chen.send(`${pages.path}/transfer`, {
      to: 'team:complaints',
      skill: 'legal',
      note: '',
    })

    expect(answer.headers.get('hx-redirect')).toContain('/desk?view=queue')
    expect((await pages.chen.get(pages.path)).status).toBe(403)
  })
})

describe('a supervisor at a case', () => {
  test('may decide where it goes; an agent is not offered that, and is refused', async () => {
    await using pages = await openTeams()
    await pages.cases.force(pages.id, WANG, { kind: 'agent', agent: CHEN }, '')

    const own = await textOf(pages.wang.get(pages.path))
    const agents = await textOf(pages.chen.get(pages.path))
    const refused = await pages.chen.post(`${pages.path}/force`, { to: 'bot', note: '' })
    await pages.wang.post(`${pages.path}/force`, { to: WANG, note: '我来' })

    expect(own).toContain(`action="${pages.path}/force`)
    expect(agents).not.toContain(`action="${pages.path}/force`)
    expect(refused.status).toBe(409)
    expect((await pages.cases.find(pages.id))?.case).toMatchObject({ agent: WANG, by: WANG })
  })
})

describe('an agent sees why a case is with them', () => {
  test('and that it was given, until they have done something with it', async () => {
    await using pages = await openTeams()
    const profile = { teams: ['complaints'], skills: ['legal'], capacity: null }
    await pages.deps.people.save(CHEN, profile, WANG)
    await pages.cases.give(pages.id, { agent: CHEN, because: 'least-load' })

    const before = await textOf(pages.chen.get(`${pages.path}?view=mine`))
    pages.clock.advance(MINUTE)
    await pages.cases.reply(pages.id, CHEN, { text: '您好', clientId: '' })
    const after = await textOf(pages.chen.get(`${pages.path}?view=mine`))

    expect(before).toContain('of those who can serve it, you have the smallest load')
    expect(before).toContain('<span class="mark">Given to you</span>')
    expect(before).toContain('3/8')
    expect(after).not.toContain('<span class="mark">Given to you</span>')
  })
})
