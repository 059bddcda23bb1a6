import { describe, expect, test } from 'vitest'
import { enterTeams } from './enter-teams.js'
import { openTestTeams } from './open-test-teams.js'

/** A customer of the shop, who has been on the web chat. */
async function knownToShop(test: Awaited<ReturnType<typeof openTestTeams>>) {
  const identity = { shopId: 'S-1', name: '李雷', email: 'li@contoso.example' }
  return (await test.conversations.open('webchat', 'visitor-1', 'zh-Hans', identity)).customer
}

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

  test('is read as it was written, with the name of who wrote it', async () => {
    await using test = await openTestTeams()

    await enterTeams(test.teams, test, { user: '李雷' }).say('R&amp;D&nbsp;&lt;3 &amp;lt;')

    expect((await test.stored())[0]?.text).toBe('R&D <3 &lt;')
    const customer = await test.conversations.customer(await test.conversation())
    expect(customer?.name).toBe('李雷')
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
      linkedFiles: [{ name: 'photo.jpg', type: 'jpg', size: null, url: contentUrl }],
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
