import { describe, expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { CaseId } from '../conversation/message.js'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { createViewers } from './viewers.js'

const CASE = 'case_000000000001' as CaseId
const OTHER = 'case_000000000002' as CaseId

describe('who is in a case', () => {
  test('counts a colleague with two pages once, until the last is left', () => {
    const viewers = createViewers(fixedClock())
    const leaves = [viewers.enter(CASE, LIN, 'Lin'), viewers.enter(CASE, LIN, 'Lin')]
    viewers.enter(OTHER, LIN, 'Lin')

    leaves[0]?.()
    const one = viewers.others(CASE, CHEN)
    leaves[1]?.()

    expect(one).toEqual([{ agent: LIN, name: 'Lin', isWriting: false }])
    expect(viewers.others(CASE, CHEN)).toEqual([])
  })

  test('is never oneself', () => {
    const viewers = createViewers(fixedClock())
    viewers.enter(CASE, CHEN, 'Chen')

    expect(viewers.others(CASE, CHEN)).toEqual([])
  })

  test('who writes is told once, and fades six seconds after the last key', () => {
    const clock = fixedClock()
    const viewers = createViewers(clock)
    viewers.enter(CASE, LIN, 'Lin')
    const told: CaseId[] = []
    viewers.onChange((id) => told.push(id))

    viewers.writing(CASE, LIN)
    clock.advance(5 * SECOND)
    viewers.writing(CASE, LIN)
    clock.advance(5 * SECOND)
    const during = viewers.others(CASE, CHEN)
    clock.advance(SECOND)

    expect(during[0]?.isWriting).toBe(true)
    expect(viewers.others(CASE, CHEN)[0]?.isWriting).toBe(false)
    expect(told).toEqual([CASE, CASE])
  })
})
