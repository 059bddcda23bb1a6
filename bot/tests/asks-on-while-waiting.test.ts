import { expect, test } from 'vitest'
import { enterChat, isFrom, says } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { startTestService } from './start-test-service.js'

test.each([
  {
    language: 'zh-Hans',
    unknown: '你们和隔壁店谁的锅更厚',
    known: '退款多久到账',
    tells: '工作日',
    last: '运费怎么算',
  },
  {
    language: 'en',
    unknown: 'why is your logo a plum and not a fig',
    known: 'how long does a refund take',
    tells: 'working days',
    last: 'how do I get an invoice',
  },
] as const)(
  'who waits is told what the bot is sure of, until a person is there: $known',
  async ({ language, unknown, known, tells, last }) => {
    await using service = await startTestService()
    const desk = await openDesk(service.url, service.signIn.agent)
    using customer = await enterChat(service.url, { language })
    await customer.ask(unknown)

    const answer = await customer.ask(known)

    expect(answer.text).toContain(tells)
    expect(answer.text).toContain('[1]')
    const caseId = caseIn((await desk.get('/desk')).html, unknown)
    const page = await desk.post(`/desk/cases/${caseId}/take`, {})
    expect(page.html).toContain(known)
    const taken = customer.seen.length
    await customer.say(last)
    await desk.post(`/desk/cases/${caseId}/say`, {
      kind: 'reply',
      text: 'Here I am.',
      clientId: 'one',
    })
    await customer.next(says('Here I am.'), taken)
    expect(customer.seen.slice(taken).filter(isFrom('bot'))).toEqual([])
  },
)
