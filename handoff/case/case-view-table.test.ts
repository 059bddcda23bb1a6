import { expect, test } from 'vitest'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN, LIN, openTestDesk } from '../tests/open-test-desk.js'
import { saveCase } from './case-table.js'
import { type CaseView, casesInView } from './case-view-table.js'

/** A desk with a case that Chen has, and two that wait. */
async function openThreeCases() {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock })
  const { db } = desk.store
  const view = (name: CaseView, agent = CHEN) => casesInView(db, name, agent)
  const idsIn = async (name: CaseView, agent = CHEN) =>
    (await view(name, agent)).map(({ id }) => id)
  const taken = await desk.openCase()
  await desk.cases.take(taken, CHEN)
  await desk.openCaseOfAnother()
  clock.advance(1)
  await desk.openCaseOfAnother()
  const [older, newer] = await view('queue')
  if (!older || !newer) throw new Error('Two cases should wait.')
  return { ...desk, idsIn, taken, older, newer }
}

test('an agent’s own cases, those that wait, and both are views of their own', async () => {
  await using desk = await openThreeCases()
  const { idsIn, taken, older, newer } = desk

  expect(await idsIn('mine')).toEqual([taken])
  expect(await idsIn('mine', LIN)).toEqual([])
  expect(await idsIn('queue')).toEqual([older.id, newer.id])
  expect(new Set(await idsIn('all'))).toEqual(new Set([taken, older.id, newer.id]))
})

test('an urgent case comes before those that wait longer', async () => {
  await using desk = await openThreeCases()
  const { idsIn, store, older, newer } = desk

  await saveCase(store.db, { ...newer, urgency: 'urgent' })

  expect(await idsIn('queue')).toEqual([newer.id, older.id])
})

test('a solved case is with those done alone', async () => {
  await using desk = await openThreeCases()
  const { idsIn, taken } = desk

  await desk.cases.solve(taken, CHEN, { category: 'complaint', cause: 'people', summary: '' })

  expect(await idsIn('solved')).toEqual([taken])
  expect(await idsIn('all')).not.toContain(taken)
})
