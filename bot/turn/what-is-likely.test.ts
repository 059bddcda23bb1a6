import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../../handoff/index.js'
import { foundAs, hitFor, openTestTurn, turnOf } from './open-test-turn.js'

const never = new AbortController().signal

describe('what is likely and not sure', () => {
  test('says what the first choice answers where it is likely, and offers the others', async () => {
    const turn = await openTestTurn()
    const likely = hitFor('late', 0.8, { title: '没发货怎么补偿', markdown: '补偿 10 元。' })
    turn.finds('买了三天没动静', foundAs('ask-back', [likely, hitFor('stock-notice', 0.1)]))

    const { say, memory, trace } = await turn.plan(turnOf('买了三天没动静'), never)

    expect(say.text).toContain('没发货怎么补偿')
    expect(say.text).toContain('补偿 10 元。 [1]')
    expect(say.extras.citations).toHaveLength(1)
    expect(say.extras.choices?.map(({ value }) => value)).toEqual([
      'stock-notice',
      turn.replies.say('label-none-of-these', 'zh-Hans', {}, 1),
    ])
    expect(trace.decision).toBe('ask-back')
    expect(memory).toMatchObject({ likely: 'late', lastSaid: '补偿 10 元。' })
    // "1" is the first button.
    expect(memory.offered).toEqual(['stock-notice', 'late'])
  })

  test('begins with the article’s first sentences, unless they were said', async () => {
    const turn = await openTestTurn()
    const damaged = hitFor('damaged', 0.8, {
      opening: '请在 48 小时内拍照告诉我们。',
      markdown: '外箱破损的，可以拒收。',
    })
    turn.finds('只碗烂了', foundAs('ask-back', [damaged, hitFor('other', 0.1)]))
    const said = async (lastSaid?: string) => {
      const memory = { ...EMPTY_MEMORY, introduced: true, ...(lastSaid && { lastSaid }) }
      return turn.plan({ ...turnOf('只碗烂了'), memory }, never)
    }

    const first = await said()
    expect(first.say.text).toContain('请在 48 小时内拍照告诉我们。\n\n外箱破损的，可以拒收。 [1]')
    expect(first.say.extras.choices?.map(({ value }) => value)).not.toContain('damaged')
    expect(first.memory.offered).toEqual(['other', 'damaged'])
    expect((await said(first.memory.lastSaid)).say.text).not.toContain('48 小时')
  })

  test('says the only one that is left of those it offered, and counts no failure', async () => {
    const turn = await openTestTurn()
    const shipped = hitFor('cancel-shipped', 0.4, {
      title: '发货了还能取消吗',
      markdown: '请拒收。',
    })
    turn.finds('已经发货了', foundAs('ask-back', [shipped]))
    const offered = ['cancel-unshipped', 'cancel-shipped']
    const memory = { ...EMPTY_MEMORY, introduced: true, askedBack: 1, offered }

    const plan = await turn.plan({ ...turnOf('已经发货了'), memory }, never)

    expect(plan.say.text).toContain('请拒收。')
    expect(plan.handoff).toBeNull()
    expect(plan.memory).toMatchObject({ failures: 0, askedBack: 0 })
  })

  test('says the one of those it offered that is clearly likelier than the others', async () => {
    const turn = await openTestTurn()
    const offered = ['cancel-unshipped', 'unpaid', 'cancel-shipped']
    const memory = { ...EMPTY_MEMORY, introduced: true, askedBack: 1, offered }
    const said = async (next: number) => {
      const choices = [hitFor('cancel-shipped', 0.42), hitFor('unpaid', next)]
      turn.finds('已经发货了', foundAs('ask-back', choices))
      return (await turn.plan({ ...turnOf('已经发货了'), memory }, never)).say.text
    }

    expect(await said(0.1)).toContain('Answer of cancel-shipped.')
    expect(await said(0.3)).not.toContain('Answer of cancel-shipped.')
  })

  test('but not where something that it had not offered is clearly likelier', async () => {
    const turn = await openTestTurn()
    const offered = ['close-account', 'damaged']
    const memory = { ...EMPTY_MEMORY, introduced: true, askedBack: 1, offered }
    const choices = [hitFor('marketing', 0.6), hitFor('close-account', 0.1)]
    turn.finds('怎么不再收短信', foundAs('ask-back', choices))

    const { say } = await turn.plan({ ...turnOf('怎么不再收短信'), memory }, never)

    expect(say.text).not.toContain('Answer of close-account.')
  })

  test('takes what it said, or else the likeliest choice, as what is meant', async () => {
    const turn = await openTestTurn()
    turn.finds('a', foundAs('ask-back', [hitFor('first', 0.3), hitFor('likelier', 0.5)]))
    turn.finds('b', foundAs('ask-back', [hitFor('said', 0.8), hitFor('other', 0.1)]))
    const likely = async (text: string) => (await turn.plan(turnOf(text), never)).memory.likely

    expect(await likely('a')).toBe('likelier')
    expect(await likely('b')).toBe('said')
  })

  test('asks which is meant where two are as likely, and says the only one there is', async () => {
    const turn = await openTestTurn()
    const [one, other] = [hitFor('one', 0.55), hitFor('other', 0.3)]
    turn.finds('a', foundAs('ask-back', [one, other]))
    turn.finds('b', foundAs('ask-back', [one]))
    const said = async (text: string) => (await turn.plan(turnOf(text), never)).say.text

    expect(await said('a')).not.toContain('Answer of one.')
    expect(await said('b')).toContain('Answer of one.')
  })

  test('goes on with what was likely meant, else with what was answered before it', async () => {
    const turn = await openTestTurn()
    const memory = { ...EMPTY_MEMORY, answeredFrom: ['invoice'], likely: 'fee' }

    await turn.plan({ ...turnOf('那港澳呢'), memory }, never)

    expect(turn.asked.map(({ topic }) => topic)).toEqual(['fee', 'invoice'])
  })

  test('leaves whoever waits with what may help, where nothing is sure', async () => {
    const turn = await openTestTurn()
    const hit = hitFor('member-levels', 0.43, { title: '会员等级怎么算' })
    turn.finds('会员怎么升啊', foundAs('hand-over', [hit, hitFor('two-accounts', 0.05)]))

    const { say, handoff } = await turn.plan(turnOf('会员怎么升啊'), never)
    const nothing = await turn.plan(turnOf('在吗请问那个'), never)

    expect(handoff).not.toBeNull()
    expect(say.text).toMatch(/：\n\n- \[会员等级怎么算\]\(\/help\/member-levels[^)]*\)$/)
    expect(nothing.say.text).not.toContain('/help/')
  })
})
