import { describe, expect, test, vi } from 'vitest'
import { CHAT_LIMITS } from '../chat-limits.js'
import { enterTeams, type TokenFlaws } from './fake-teams.js'
import { openTestTeams } from './open-test-teams.js'
import { messageToTeams } from './teams-activity.js'

/** The SDK prints to the console what it refuses, beside throwing it. */
vi.spyOn(console, 'error').mockImplementation(() => {})

const isMessage = ({ type }: { type: string }) => type === 'message'

describe('what comes from Teams', () => {
  test('is stored before it is answered, once however often it is told', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    const activity = li.activity({ text: '退款多久到账' })

    const answers = await Promise.all([1, 2, 3].map(() => li.post({ raw: activity })))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await test.stored()).toMatchObject([
      { role: 'customer', text: '退款多久到账', channelId: activity['id'] },
    ])
  })

  test('a second message with the same words is a second message', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)

    await li.say('在吗')
    await li.say('在吗')

    expect((await test.stored()).map(({ text }) => text)).toEqual(['在吗', '在吗'])
  })

  test('an edited and a deleted message are recorded', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    const first = li.activity({ text: '怎么退货' })
    await li.post({ raw: first })
    const told = { id: first['id'], channelData: { eventType: 'editMessage' } }

    await li.post({ ...told, type: 'messageUpdate', text: '怎么换货' })
    await li.post({ ...told, type: 'messageDelete' })

    const [message] = await test.stored()
    expect(message).toMatchObject({
      text: '怎么换货',
      extras: { earlier: [{ text: '怎么退货' }], deletedAt: expect.any(Number) },
    })
  })

  test('a card of the survey is answered without words', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    const survey = 'survey_000000000001'

    const { status } = await li.submit({ kind: 'survey', survey, speed: '5', solution: '' })

    expect(status).toBe(200)
    expect(test.surveys).toMatchObject([{ survey, scores: { speed: 5 } }])
  })

  test('a choice that a client posts as data is what the customer wrote', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)

    await li.submit({ kind: 'choice', value: '退货运费谁出' })

    expect(await test.stored()).toMatchObject([{ role: 'customer', text: '退货运费谁出' }])
  })

  test('a thumb rates the answer that it stands below, and no other conversation’s', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    await li.say('退款多久到账')
    const answer = await test.say('三天内。', { askFeedback: true })
    const shown = await test.teams.next(({ activity }) => activity.text === '三天内。')
    expect(shown.activity.channelData).toEqual({ feedbackLoop: { type: 'default' } })

    const other = await enterTeams(test.teams, test, { user: 'wang' }).thumb(shown, 'like')
    const own = await li.thumb(shown, 'dislike')

    expect([other, own].map(({ status, body }) => [status, body])).toEqual([
      [200, {}],
      [200, {}],
    ])
    expect(await test.store.db.selectFrom('rating').selectAll().execute()).toMatchObject([
      { message_id: answer.id, verdict: 'down' },
    ])
  })

  test('files are kept as links that ask who opens them, never as links that ask nobody', async () => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)
    const contentUrl = 'https://contoso-my.sharepoint.com/personal/li/photo.jpg'

    await li.post({
      text: '坏了',
      attachments: [
        { contentType: 'text/html', content: '<p>坏了</p>' },
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          contentUrl,
          name: 'photo.jpg',
          content: { downloadUrl: 'https://contoso.example/?tempauth=1', fileType: 'jpg' },
        },
        { contentType: 'image/png', contentUrl: 'javascript:alert(1)' },
      ],
    })

    const [message] = await test.stored()
    expect(message?.extras).toEqual({
      files: [{ name: 'photo.jpg', type: 'jpg', size: null, url: contentUrl }],
    })
  })

  test('in a group and in a channel the bot hears only what names it', async () => {
    await using test = await openTestTeams()
    for (const scope of ['groupChat', 'channel'] as const) {
      const li = enterTeams(test.teams, test, { scope })
      await li.say('看看这个')
      await li.mention('退款多久到账')
    }

    const stored = await test.stored()
    expect(stored.map(({ text }) => text)).toEqual(['退款多久到账', '退款多久到账'])
    expect(new Set(stored.map(({ conversation }) => conversation)).size).toBe(2)
  })

  test('what is said before others is in no file with what is said alone', async () => {
    await using test = await openTestTeams((config) => ({ ...config, linkByEmail: true }))
    const { db } = test.store
    await knownToShop(test)
    test.teams.state.directory.set('29:li', 'Li@contoso.example')

    await enterTeams(test.teams, test).say('我的订单')
    await enterTeams(test.teams, test, { scope: 'groupChat' }).mention('我的订单')

    const rows = await db
      .selectFrom('conversation')
      .innerJoin('customer', 'customer.id', 'conversation.customer_id')
      .select(['conversation.channel', 'customer.shop_id'])
      .orderBy('conversation.opened_at')
      .orderBy('conversation.id')
      .execute()
    expect(
      rows
        .filter(({ channel }) => channel === 'teams')
        .map((row) => row.shop_id)
        .sort(),
    ).toEqual(['S-1', null].sort())
  })

  test('the same person on both channels has one history, where the operator wants it so', async () => {
    for (const linkByEmail of [true, false]) {
      await using test = await openTestTeams((config) => ({ ...config, linkByEmail }))
      const customer = await knownToShop(test)
      test.teams.state.directory.set('29:li', 'LI@contoso.example')

      await enterTeams(test.teams, test).say('你好')

      const found = await test.conversations.customer(await test.conversation())
      expect(found?.id === customer).toBe(linkByEmail)
    }
  })
})

/** A customer of the shop, who has been on the web chat. */
async function knownToShop(test: Awaited<ReturnType<typeof openTestTeams>>) {
  const identity = { shopId: 'S-1', name: '李雷', email: 'li@contoso.example' }
  return (await test.conversations.open('webchat', 'visitor-1', 'zh-Hans', identity)).customer
}

describe('the door', () => {
  const FLAWS: readonly (readonly [string, TokenFlaws])[] = [
    ['for another bot', { audience: '00000000-0000-4000-8000-0000000000ff' }],
    ['of another issuer', { issuer: 'https://issuer.example' }],
    ['with another signature', { otherKey: true }],
    ['that has expired', { expires: -3_000 }],
    ['with a key that nobody knows', { keyId: 'unknown' }],
    ['for another address', { serviceUrl: 'http://127.0.0.1:1' }],
  ]

  test.each(FLAWS)('answers 401 to a token %s, and stores nothing', async (_, flaws) => {
    await using test = await openTestTeams()
    const li = enterTeams(test.teams, test)

    const { status } = await li.post({ text: 'x' }, await test.teams.sign(flaws))

    expect(status).toBe(401)
    expect(await test.stored()).toEqual([])
  })

  test.each([
    ['no token at all', ''],
    ['a token that is none', 'x.y.z'],
    ['half a token', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('answers 401 to %s', async (_, token) => {
    await using test = await openTestTeams()

    const { status } = await enterTeams(test.teams, test).post({ text: 'x' }, token)

    expect(status).toBe(401)
    expect(await test.stored()).toEqual([])
  })

  test.each([
    ['no type', { type: undefined }, 'has no type'],
    ['another channel', { channelId: 'emulator' }, 'is of another channel'],
    ['no serviceUrl', { serviceUrl: undefined }, 'has no serviceUrl'],
    ['no sender', { from: undefined }, 'from'],
    ['a message without id', { id: undefined, text: 'x' }, 'has no id'],
  ])('answers 400 to %s, and says what is wrong', async (_, more, says) => {
    await using test = await openTestTeams()

    const { status, body } = await enterTeams(test.teams, test).post(more)

    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(says)
  })

  test.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evil.example/#smba.trafficmanager.net',
    'file:///etc/passwd',
    'not an address',
  ])('answers 403 to the foreign serviceUrl %s, even when it is signed', async (serviceUrl) => {
    await using test = await openTestTeams()
    const token = await test.teams.sign({ serviceUrl })

    const { status } = await enterTeams(test.teams, test).post({ text: 'x', serviceUrl }, token)

    expect(status).toBe(403)
    expect(await test.stored()).toEqual([])
  })

  test('answers 403 to another tenant', async () => {
    await using test = await openTestTeams()
    const stranger = enterTeams(test.teams, test, {
      tenant: '00000000-0000-4000-8000-00000000000c',
    })

    expect(await stranger.say('x')).toMatchObject({ status: 403 })
    expect(await test.stored()).toEqual([])
  })

  test('without an app id answers on this machine alone', async () => {
    await using test = await openTestTeams((config) => ({ ...config, account: null }))
    const li = enterTeams(test.teams, test)

    const near = await li.post({ text: 'x' }, '')
    const far = await li.post(
      { text: 'y', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
      '',
    )

    expect([near.status, far.status]).toEqual([200, 403])
    expect((await test.stored()).map(({ text }) => text)).toEqual(['x'])
  })

  test('answers 503 while the keys cannot be read, so that Teams tells it again', async () => {
    await using test = await openTestTeams((config) => ({
      ...config,
      authority: {
        ...config.authority,
        toBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:1/openid',
      },
    }))

    expect(await enterTeams(test.teams, test).say('x')).toMatchObject({ status: 503 })
  })
})

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

    await li.install()
    await li.post({ type: 'conversationUpdate', membersAdded: [{ id: '28:someone' }] })
    await li.install()
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
