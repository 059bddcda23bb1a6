import { describe, expect, test } from 'vitest'
import { CHEN, LIN, openTestDesk } from './open-test-desk.js'

const SOLVED = { category: 'complaint', cause: 'process', summary: 'sent again' } as const

async function solvedCase(desk: Awaited<ReturnType<typeof openTestDesk>>) {
  const id = await desk.openCase()
  await desk.cases.take(id, CHEN)
  await desk.cases.reply(id, CHEN, { text: '已补发', clientId: 'reply' })
  await desk.cases.solve(id, CHEN, SOLVED)
  return id
}

describe('a solved case', () => {
  test('asks for scores in the chat and ends the session', async () => {
    await using desk = await openTestDesk()

    const id = await solvedCase(desk)

    const messages = await desk.conversations.messagesAfter(desk.conversation.id, 0, 100)
    expect(messages.at(-1)?.extras).toEqual({
      survey: { id: expect.any(String), about: ['people'], service: 'after-sales' },
    })
    expect((await desk.cases.find(id))?.case.status).toBe('solved')
    expect(await desk.conversations.session(desk.conversation.id)).toBeUndefined()
  })

  test.each([
    { solution: 1, status: 'waiting' },
    { solution: 2, status: 'waiting' },
    { solution: 3, status: 'closed' },
    { solution: 5, status: 'closed' },
  ])('is $status after a score of $solution', async ({ solution, status }) => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)

    await desk.answerSurvey(desk.conversation.id, {
      caseId: id,
      speed: 5,
      attitude: 5,
      solution,
      words: '',
    })

    expect((await desk.cases.find(id))?.case.status).toBe(status)
  })

  test('that was rated 1 is urgent, in the queue, and says so to the customer', async () => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)

    const bad = { caseId: id, speed: 1, attitude: 4, solution: 1, words: '没解决' }
    await desk.answerSurvey(desk.conversation.id, bad)

    expect((await desk.cases.find(id))?.case).toMatchObject({ urgency: 'urgent', reopened: 1 })
    expect((await desk.session()).owner.kind).toBe('queue')
    expect((await desk.texts()).at(-1)).toBe('system: sorry\n\nplace 1, 2 min')
    expect((await desk.cases.take(id, LIN)).ok).toBe(true)
  })

  test('that came back leaves its customer neither without a word nor without the bot', async () => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)
    await desk.answerSurvey(desk.conversation.id, {
      caseId: id,
      speed: 1,
      attitude: 1,
      solution: 1,
      words: '',
    })
    const messages = await desk.conversations.messagesAfter(desk.conversation.id, 0, 100)
    const [back] = messages.at(-1)?.extras.choices ?? []

    await desk.write('那信用卡退款多久')
    const kept = (await desk.texts()).at(-1)
    await desk.write(back?.value ?? '')

    expect(kept).toBe('system: kept')
    expect((await desk.session()).owner.kind).toBe('bot')
    expect((await desk.cases.find(id))?.case.status).toBe('waiting')
  })

  test('is rated once, however often the card is sent', async () => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)
    const good = { caseId: id, speed: 5, attitude: 5, solution: 5, words: '谢谢' }

    await desk.answerSurvey(desk.conversation.id, good)
    await desk.answerSurvey(desk.conversation.id, { ...good, solution: 1 })

    expect((await desk.cases.find(id))?.survey).toMatchObject({ scores: { solution: 5 } })
    expect((await desk.texts()).filter((text) => text === 'system: thanks')).toHaveLength(1)
  })

  test('comes back into the visit that the customer has begun meanwhile', async () => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)
    await desk.write('又来了')
    const visit = await desk.session()

    await desk.answerSurvey(desk.conversation.id, {
      caseId: id,
      speed: 2,
      attitude: 2,
      solution: 2,
      words: '',
    })

    expect((await desk.cases.find(id))?.case).toMatchObject({
      status: 'waiting',
      session: visit.id,
    })
    expect((await desk.session()).owner.kind).toBe('queue')
  })

  test('that comes back into a colleague’s visit can be taken when the colleague is done', async () => {
    await using desk = await openTestDesk()
    const first = await solvedCase(desk)
    const second = await desk.openCase('还有一件事')
    await desk.cases.take(second, CHEN)
    const bad = { caseId: first, speed: 1, attitude: 1, solution: 1, words: '' }
    await desk.answerSurvey(desk.conversation.id, bad)
    expect((await desk.cases.take(first, LIN)).ok).toBe(false)

    await desk.cases.solve(second, CHEN, SOLVED)

    expect((await desk.session()).owner.kind).toBe('queue')
    expect((await desk.cases.take(first, LIN)).ok).toBe(true)
    const reply = { text: '我来处理', clientId: 'second' }
    expect((await desk.cases.reply(first, LIN, reply)).ok).toBe(true)
  })

  test.each([0, 6, 2.5, Number.NaN])('refuses a score of %d with a sentence', async (speed) => {
    await using desk = await openTestDesk()
    const id = await solvedCase(desk)

    const answer = { caseId: id, speed, attitude: 5, solution: 5, words: '' }

    await expect(desk.answerSurvey(desk.conversation.id, answer)).rejects.toThrow(
      /The score for speed is .*1 to 5/,
    )
  })
})
