import { expect, test } from 'vitest'
import { auditDeliveries } from './audit-deliveries.js'

const row = (sentId: string | null, conversation = 'a', mayBeTwice = false) => ({
  ...{ conversation, sentId, mayBeTwice },
  state: sentId === null ? 'waiting' : 'sent',
})
const took = (id: string, conversation = 'a') => ({ conversation, id })

test('what arrives once and in the order of each conversation is as it should be', () => {
  const taken = [took('1'), took('3', 'b'), took('2'), took('4', 'b')]

  const audit = auditDeliveries(taken, [row('1'), row('2'), row('3', 'b'), row('4', 'b')])

  expect(audit).toEqual({ delivered: 4, lost: 0, doubled: 0, marked: 0, outOfOrder: 0 })
})

test('what never arrived, came twice, or came too soon is counted', () => {
  const taken = [took('2'), took('1'), took('9'), took('4')]

  const audit = auditDeliveries(taken, [
    row('1'),
    row('2'),
    row(null),
    row('4', 'a', true),
    row('5'),
  ])

  expect(audit).toEqual({ delivered: 4, lost: 2, doubled: 1, marked: 1, outOfOrder: 1 })
})
