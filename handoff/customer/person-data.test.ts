import { describe, expect, test } from 'vitest'
import { SUPERVISOR } from './open-test-customers.js'
import { MARK, openTestPerson } from './open-test-person.js'
import { readPersonData } from './person-data.js'

describe('the export of a person', () => {
  test('holds every place that has their words', async () => {
    await using desk = await openTestPerson()
    const { db } = desk.store

    const data = await readPersonData(db, desk.customer, desk.values, desk.clock.now())

    const text = JSON.stringify(data)
    for (const words of [
      '退款多久到账',
      '您好，三天内到账',
      '我要投诉',
      '很着急',
      '已退款',
      '谢谢',
      '还有一件事',
      '住在三楼',
    ])
      expect(text).toContain(`${MARK} ${words}`)
    expect(text).toContain(`${MARK}@teams`)
    expect(text).toContain(`${MARK}@address`)
    expect(data?.profiles.map(({ id }) => id)).toEqual([desk.customer, desk.teams.customer])
    expect(data?.conversations[0]?.visits[0]?.labels.map(({ gold }) => gold)).toEqual([
      ['refund-time'],
    ])
    expect(data?.conversations[0]?.visits[0]?.answers).toMatchObject([
      { scores: { speed: 4, attitude: 5, solution: 4 } },
    ])
    expect(text).not.toContain('STAYS-9b')
  })

  test('of an erased one holds no words', async () => {
    await using desk = await openTestPerson()
    await desk.eraser.erase(desk.customer, SUPERVISOR)

    const data = await readPersonData(desk.store.db, desk.customer, desk.values, desk.clock.now())

    expect(JSON.stringify(data)).not.toContain(MARK)
  })
})
