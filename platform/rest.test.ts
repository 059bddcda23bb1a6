import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createRest } from './rest.js'

test('lets others have their turn once a slice is over', async () => {
  const rest = createRest(new AbortController().signal, 0)
  const order: string[] = []
  const other = turn().then(() => order.push('other'))

  await rest()
  order.push('after the rest')
  await other

  expect(order).toEqual(['other', 'after the rest'])
})

test('goes on at once within a slice', async () => {
  const rest = createRest(new AbortController().signal, Number.POSITIVE_INFINITY)
  const order: string[] = []
  const other = turn().then(() => order.push('other'))

  await rest()
  order.push('after the rest')
  await other

  expect(order).toEqual(['after the rest', 'other'])
})

test('ends with what it was aborted with', async () => {
  const stop = new AbortController()
  const rest = createRest(stop.signal, 0)
  stop.abort(new Error('nobody waits'))

  await expect(rest()).rejects.toThrow('nobody waits')
})
