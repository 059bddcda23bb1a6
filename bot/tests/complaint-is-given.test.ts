import { expect, test } from 'vitest'
import { enterChat, isFrom, says } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { startTestService } from './start-test-service.js'

test('a complaint goes to the colleague who is available, and says so to both', async () => {
  await using service = await startTestService()
  const desk = await openDesk(service.url, service.signIn.agent)
  await desk.get('/desk')
  await using stream = await desk.listen('/desk?view=mine')
  using customer = await enterChat(service.url)

  await customer.say('我要投诉你们的快递员')

  await stream.until('Given to you')
  const joined = await customer.next(says('陈晨'))
  expect(isFrom('system')(joined)).toBe(true)
  const { html } = await desk.get('/desk?view=mine')
  const path = `/desk/cases/${caseIn(html, '投诉')}`
  expect((await desk.get(path)).html).toContain('you have the smallest load')
})
