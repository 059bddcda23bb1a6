import { expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { enterChat, isFrom } from './enter-chat.js'
import { openDesk } from './open-desk.js'
import { startTestService } from './start-test-service.js'

/** To stop using what is dangerous, in one of several wordings. */
const ADVICE = /断电|断开电源|停用|不要再用|别再用/

test('who waits is told at once what to do about danger', async () => {
  await using service = await startTestService()
  using customer = await enterChat(service.url)
  await customer.ask('转人工，发票抬头要改')

  await customer.say('刚买的炸锅冒黑烟了，还有火花')

  const isAdvice = ({ text = '' }: { text?: string | undefined }) => ADVICE.test(text)
  const advice = await customer.next(isAdvice)
  expect(advice.text).toContain('同事')
  expect(isFrom('bot')(advice)).toBe(true)
})

test('who waits in anger is told about danger as well, and once', async () => {
  await using service = await startTestService()
  using customer = await enterChat(service.url)
  await customer.ask('你们这群骗子，气死我了')

  const advice = await customer.ask('刚买的炸锅冒黑烟了，还有火花')

  expect(advice.text).toMatch(ADVICE)
  const from = customer.seen.length
  await customer.say('你们这群骗子，气死我了')
  await customer.say('炸锅又冒烟了，有火花')
  await new Promise((resolve) => setTimeout(resolve, 2 * SECOND))
  expect(customer.seen.slice(from).filter(isFrom('bot'))).toEqual([])
})

test.each([
  { asks: '转人工，发票抬头要改', calm: '好的我等等', angry: '等了半天没人理，你们这群骗子' },
  {
    asks: 'I want to talk to a human about my invoice',
    calm: 'ok waiting',
    angry: 'this is a fucking scam',
  },
])('who waits and grows angry is urgent, though the bot keeps quiet: $angry', async (words) => {
  await using service = await startTestService()
  const desk = await openDesk(service.url, service.signIn.agent)
  await using stream = await desk.listen('/desk')
  using customer = await enterChat(service.url)
  const row = async () =>
    (await desk.get('/desk')).html
      .split('id="row-')
      .find((html) => html.includes('nvoice') || html.includes('发票'))
  await customer.say(words.asks)
  await stream.until(words.asks)
  await customer.say(words.calm)
  await stream.until(words.calm)
  expect(await row()).not.toContain('Urgent')

  await customer.say(words.angry)
  await stream.until('Urgent')

  expect(await row()).toContain('Urgent')
})
