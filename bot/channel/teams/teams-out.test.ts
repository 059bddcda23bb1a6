import { describe, expect, test, vi } from 'vitest'
import { CHAT_LIMITS } from '../chat-limits.js'
import { enterTeams } from './enter-teams.js'
import { openTestTeams } from './open-test-teams.js'
import { messageToTeams } from './teams-activity.js'

const isMessage = ({ type }: { type: string }) => type === 'message'

describe('what goes to Teams', () => {
  test('reaches whoever wrote a while ago, once, and in order', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.say('你好')
    for (const text of ['一', '二', '三']) await test.say(text)

    await li.next(({ text }) => text === '三')

    expect(li.messages().map(({ activity }) => activity.text)).toEqual(['一', '二', '三'])
    expect(test.teams.state.tokensGiven).toBe(1)
  })

  test('arrives with its label, sources, cards and thumbs as they were made', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.say('你好')
    const citations = [{ mark: 1, title: '退款多久到账', url: '/help/refund-time' }]
    const choices = [{ title: '转人工', value: '转人工' }]
    const message = await test.say('三天 [1]', { citations, choices, askFeedback: true })

    const { activity } = await li.next(({ text }) => text === '三天 [1]')

    const made = messageToTeams(message, 'https://help.example', test.words)
    const { attachments, entities, channelData, summary } = activity
    expect({ attachments, entities, channelData, summary }).toEqual({
      attachments: made.attachments,
      entities: made.entities,
      channelData: made.channelData,
      summary: made.summary,
    })
    expect(JSON.stringify(activity)).not.toContain('kefu')
    expect(activity).not.toHaveProperty('replyToId')
  })

  test('is told as not taken when the connector refuses, and tried again when that passes', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.say('你好')
    test.teams.state.refuseWith = { status: 429, headers: { 'retry-after': '1' } }
    await test.say('一')
    const row = () => test.store.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow()
    await vi.waitFor(async () => expect(await row()).toMatchObject({ tries: 1, detail: '429' }))
    test.teams.state.refuseWith = null

    await li.next(({ text }) => text === '一')

    await vi.waitFor(async () => expect(await row()).toMatchObject({ state: 'sent', tries: 2 }))
    expect(await row()).toMatchObject({ may_be_twice: 0 })
    expect(li.messages()).toHaveLength(1)
  })

  test('fails clearly after the customer took the bot off, and works again afterwards', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.install()
    await li.say('你好')
    await li.remove()
    const message = await test.say('一')
    const rows = () => test.store.db.selectFrom('delivery').selectAll().execute()

    await vi.waitFor(async () =>
      expect(await rows()).toMatchObject([
        { state: 'failed', problem: 'left', message_id: message.id },
      ]),
    )
    await li.install()
    await test.say('二')
    await li.next(({ text }) => text === '二')

    expect(li.messages().map(({ activity }) => activity.text)).not.toContain('一')
  })

  test('greets whoever puts it into their Teams once, not each time that it is told', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test, { locale: 'en-US' })

    const { id } = li.activity({})['recipient'] as { readonly id: string }
    await Promise.all([
      li.install(),
      li.post({ type: 'conversationUpdate', membersAdded: [{ id }] }),
      li.install(),
    ])
    await li.say('hello')
    await test.say('answer')
    await li.next(({ text }) => text === 'answer')

    const [welcome, answer, ...more] = li.messages()
    expect(welcome?.activity.text).toContain('bot')
    expect(answer?.activity.text).toBe('answer')
    expect(more).toEqual([])
  })

  test('shows that somebody writes', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.say('你好')

    test.relay.typing(await test.conversation(), { role: 'bot' })
    test.relay.typing(await test.conversation(), { role: 'bot' })

    await li.next(({ type }) => type === 'typing')
    await test.say('一')
    await li.next(isMessage)
    expect(li.shown().filter(({ activity }) => activity.type === 'typing')).toHaveLength(1)
  })

  test('says politely that a message is too long, and keeps none of it', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)

    const { status } = await li.say('长'.repeat(4_001))

    expect(status).toBe(200)
    expect((await li.next(isMessage)).activity.text).toContain('4')
    expect(await test.stored()).toEqual([])
  })

  test('says once that messages come too fast, and keeps those that did not', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    const { max } = CHAT_LIMITS.messages

    for (let sent = 0; sent < max + 3; sent++) await li.say(`第 ${sent} 条`)

    await li.next(isMessage)
    expect(await test.stored()).toHaveLength(max)
    expect(li.messages()).toHaveLength(1)
  })
})
