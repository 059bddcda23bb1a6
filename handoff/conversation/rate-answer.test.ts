import { expect, test } from 'vitest'
import { openTestDesk } from '../tests/open-test-desk.js'

test('a thumb is taken on an answer, once, and on nothing else', async () => {
  await using desk = await openTestDesk()
  const question = await desk.write('多久')
  const sent = await desk.conversations.sendAsBot(await desk.botTurn('三天'))
  if (!sent.ok) throw new Error('not sent')

  await desk.conversations.rate(desk.conversation.id, sent.message.id, 'down')
  await desk.conversations.rate(desk.conversation.id, sent.message.id, 'down')

  const wrong = desk.conversations.rate(desk.conversation.id, question.id, 'up')
  await expect(wrong).rejects.toMatchObject({ code: 'not-found' })
  const events = await desk.store.readAfter(0, { topic: desk.conversation.id })
  const rated = events.filter(({ name }) => name === 'answer-rated')
  expect(rated).toMatchObject([{ data: { verdict: 'down' } }])
  expect((await desk.texts()).at(-1)).toBe('system: rated down')
})
