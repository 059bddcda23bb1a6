import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { handoffMigrations } from '../migrations/index.js'
import type { EmergencyId } from './emergency.js'
import { openEmergencyBoard } from './emergency-board.js'
import { createEmergencyService } from './emergency-service.js'
import { openTestEmergencies, shopPlans, WANG } from './open-test-emergencies.js'

describe('an emergency', () => {
  test('is in force from its declaration until it is ended with what was learned', async () => {
    await using desk = await openTestEmergencies()
    const { id } = await desk.declare('surge')
    expect(desk.board.ids()).toEqual(['surge'])

    const silent = await desk.emergencies.end(id, '  ', WANG)
    const ended = await desk.emergencies.end(id, '备班名单要提前一天定', WANG)
    await desk.board.settled()

    expect(silent).toEqual({ ok: false, refusal: 'no-lesson' })
    expect(ended).toMatchObject({ ok: true, emergency: { end: { by: WANG } } })
    expect(desk.board.ids()).toEqual([])
    expect((await desk.emergencies.find(id))?.end?.lesson).toBe('备班名单要提前一天定')
  })

  test('is declared once, while a rehearsal of the same plan may go on beside it', async () => {
    await using desk = await openTestEmergencies()
    await desk.declare('surge')

    const again = await desk.emergencies.declare(desk.declaration('surge'), WANG)
    const rehearsal = await desk.emergencies.declare(desk.declaration('surge', 'rehearsal'), WANG)

    expect(again).toEqual({ ok: false, refusal: 'already-declared' })
    expect(rehearsal.ok).toBe(true)
  })

  test.each([
    ['without a plan', { plan: 'flood' }, 'no-plan'],
    [
      'without words in a language',
      { banner: { 'zh-Hans': '有', 'zh-Hant': '有', en: ' ' } },
      'no-words',
    ],
    ['until a time that has passed', { until: 1 }, 'wrong-time'],
    ['for more than three days', { until: fixedClock().now() + 73 * HOUR }, 'wrong-time'],
    ['until no time', { until: Number.NaN }, 'wrong-time'],
  ])('is not declared %s', async (_, wrong, refusal) => {
    await using desk = await openTestEmergencies()

    const outcome = await desk.emergencies.declare({ ...desk.declaration('surge'), ...wrong }, WANG)

    expect(outcome).toEqual({ ok: false, refusal })
    expect(await desk.emergencies.all()).toEqual([])
  })

  test('keeps who ticked off a step first, and when', async () => {
    await using desk = await openTestEmergencies()
    const { id } = await desk.declare('surge')
    const at = desk.clock.now()
    const lin = { ...WANG, name: '林小雨' }

    await desk.emergencies.tick(id, 1, true, WANG)
    desk.clock.advance(MINUTE)
    await desk.emergencies.tick(id, 1, true, lin)
    const wrong = await desk.emergencies.tick(id, 99, true, WANG)

    expect(await desk.emergencies.steps(id)).toEqual([{ step: 1, by: WANG, at }])
    expect(wrong).toEqual({ ok: false, refusal: 'no-step' })
    await desk.emergencies.tick(id, 1, false, lin)
    expect(await desk.emergencies.steps(id)).toEqual([])
  })

  test('ends by itself at its time, which can be put off; the lesson is written afterwards', async () => {
    await using desk = await openTestEmergencies()
    const { id, until } = await desk.declare('surge')
    await desk.emergencies.prolong(id, until + HOUR, WANG)
    await desk.board.settled()

    desk.clock.advance(2 * HOUR)
    await desk.emergencies.endDue(desk.clock.now())
    expect(desk.board.ids()).toEqual(['surge'])
    desk.clock.advance(HOUR)
    expect(desk.board.ids()).toEqual([])
    await desk.emergencies.endDue(desk.clock.now())

    const ended = await desk.emergencies.find(id)
    expect(ended?.end).toEqual({ at: until + HOUR, by: null, lesson: null })
    expect((await desk.emergencies.end(id, '早些叫人', WANG)).ok).toBe(true)
    expect(await desk.emergencies.end(id, '再说一次', WANG)).toEqual({
      ok: false,
      refusal: 'ended',
    })
  })

  test('gives other words at once', async () => {
    await using desk = await openTestEmergencies()
    const { id, reply } = await desk.declare('surge')
    const banner = { 'zh-Hans': '改', 'zh-Hant': '改', en: 'changed' }

    await desk.emergencies.reword(id, { banner, reply }, WANG)
    await desk.board.settled()

    expect(desk.board.inForce()[0]?.banner.en).toBe('changed')
  })

  test('changes the target of what begins while it is in force, and of nothing else', async () => {
    await using desk = await openTestEmergencies()
    const before = desk.clock.now() - 1
    const { id } = await desk.declare('surge')
    const during = desk.clock.now()
    desk.clock.advance(HOUR)
    await desk.emergencies.end(id, '够了', WANG)
    await desk.board.settled()

    const at = (moment: number) => desk.board.firstResponse('normal', moment, HOUR)
    expect([before, during, desk.clock.now()].map(at)).toEqual([HOUR, 3 * HOUR, HOUR])
  })

  test('is still in force after a restart, with its steps', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emergency-'))
    const file = join(folder, 'kefu.sqlite')
    const clock = fixedClock()
    const plans = await shopPlans()
    const open = async () => {
      const store = await openTestStore([handoffMigrations], clock, file)
      const newId = () => 'emergency_000000000001' as never
      const service = createEmergencyService({ store, clock, newId, plans: () => plans })
      return { store, service }
    }
    const id = 'emergency_000000000001' as EmergencyId
    const [plan] = plans
    if (!plan) throw new Error('There is no plan.')
    {
      const { store, service } = await open()
      await using _ = store
      const { banner, reply, topic } = plan
      const until = clock.now() + HOUR
      await service.declare({ plan: plan.id, mode: 'real', banner, reply, topic, until }, WANG)
      await service.tick(id, 0, true, WANG)
    }

    const { store, service } = await open()
    await using _ = store
    await using board = await openEmergencyBoard({ store, clock, report: () => undefined })

    expect(board.ids()).toEqual([plan.id])
    expect(await service.steps(id)).toHaveLength(1)
    await rm(folder, { recursive: true })
  })
})
