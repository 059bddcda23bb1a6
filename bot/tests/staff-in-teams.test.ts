import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { enterTeams } from '../channel/teams/enter-teams.js'
import { type FakeTeams, openFakeTeams, type Shown } from '../channel/teams/fake-teams.js'
import { caseIn, type Desk, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

const CHANNEL = '19:staff@thread.tacv2'

let teams: FakeTeams
let service: TestService
let desk: Desk
beforeAll(async () => {
  teams = await openFakeTeams()
  teams.state.directory
    .set('29:chen', 'chen.chen@contoso.example')
    .set('29:wang', 'Wang.Jia@contoso.example')
    .set('29:guest', 'chen.chen@elsewhere.example')
  service = await startTestService({
    quiet: 100,
    teams: { ...teams.config, staffDomain: 'contoso.example' },
  })
  desk = await openDesk(service.url, service.signIn.agent)
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await teams[Symbol.asyncDispose]()
})

/** A colleague in a thread of the channel; what is said to the channel itself has its own id. */
const colleague = (user: string) =>
  enterTeams(teams, service, {
    user,
    scope: 'channel',
    conversation: `${CHANNEL};messageid=${user}`,
  })

const inChannel = (wanted: (shown: Shown) => boolean, from = 0) =>
  teams.next((each) => each.conversation === CHANNEL && wanted(each), from)

const textOf = ({ activity }: Shown) => activity.attachments?.[0]?.content.fallbackText ?? ''
const takeOf = ({ activity }: Shown) =>
  activity.attachments?.[0]?.content.actions?.find(({ data }) => data?.['deed'] === 'take')?.data

describe('staff in a channel of Teams', () => {
  test('are shown nothing until a supervisor says where', async () => {
    const chen = colleague('chen')
    await chen.mention('客服台')
    const refused = await chen.next(({ type }) => type === 'message')
    const guest = colleague('guest')
    await guest.mention('客服台')
    const unknown = await guest.next(({ type }) => type === 'message')

    const wang = colleague('wang')
    await wang.mention('客服台')
    const done = await wang.next(({ type }) => type === 'message')

    expect(refused.activity.text).toContain('由主管决定')
    expect(unknown.activity.text).toContain('chen.chen@elsewhere.example')
    expect(unknown.activity.text).toContain(`${teams.config.site}/desk`)
    expect(done.activity.text).toContain('会显示在这个频道')
  })

  test('take a case from its card, which then says who has it', async () => {
    const customer = enterTeams(teams, service, { user: 'li' })
    await customer.ask('转人工 **订单** QW202611250001')
    const waiting = await inChannel((each) => textOf(each).includes('QW202611250001'))
    const id = caseIn((await desk.get('/desk?view=queue')).html, 'QW202611250001')
    expect(takeOf(waiting)).toEqual({ kind: 'case', deed: 'take', case: id })
    expect(JSON.stringify(waiting.activity)).toContain(`${teams.config.site}/desk/cases/${id}`)

    await colleague('guest').submit({ ...takeOf(waiting) })
    await colleague('chen').submit({ ...takeOf(waiting) })
    await customer.next(({ text }) => text?.includes('陈晨') ?? false)
    const taken = await inChannel((each) => each.isUpdate && each.id === waiting.id)
    expect(textOf(taken)).toContain('陈晨')
    expect(takeOf(taken)).toBeUndefined()
    expect((await desk.get('/desk?view=mine')).html).toContain(id)

    const wang = colleague('wang')
    const before = teams.shown.length
    await wang.submit({ ...takeOf(waiting) })
    const late = await wang.next(({ type }) => type === 'message', before)
    expect(late.activity.text).toContain('陈晨 已经接手了')

    await desk.post(`/desk/cases/${id}/solve`, { category: 'order', cause: 'tools', summary: '' })
    const solved = await inChannel((each) => each.isUpdate && textOf(each).includes('已解决'))
    expect(solved.id).toBe(waiting.id)
  })

  test('hear again of a case that is nearly late', async () => {
    const customer = enterTeams(teams, service, { user: 'zhao' })
    await customer.ask('转人工 QW202611250002')
    const waiting = await inChannel((each) => textOf(each).includes('QW202611250002'))

    service.clock.skip(58 * MINUTE)
    await desk.get('/desk')
    const warned = await inChannel(
      (each) => textOf(each).includes('QW202611250002') && /超时/.test(textOf(each)),
    )

    expect(warned.isUpdate).toBe(false)
    expect(warned.id).not.toBe(waiting.id)
    expect(takeOf(warned)).toBeDefined()
  })

  test('are shown nothing more when a supervisor says so', async () => {
    const wang = colleague('wang')
    const before = teams.shown.length
    await wang.mention('客服台 关闭')
    await wang.next(({ text }) => text?.includes('不再显示案件') ?? false, before)

    const customer = enterTeams(teams, service, { user: 'qian' })
    await customer.ask('转人工 QW202611250003')
    await customer.say('还在吗')

    const cards = teams.shown.filter(({ conversation }) => conversation === CHANNEL)
    expect(cards.some((each) => textOf(each).includes('QW202611250003'))).toBe(false)
  })
})
