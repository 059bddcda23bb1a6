import { describe, expect, test } from 'vitest'
import { Fault } from '../../platform/fault.js'
import { maskEmail } from './mask-email.js'
import { buttonsOf, openTestVisit, textOf } from './open-test-visit.js'

const LI = { customer: 'qw-1001' }

// Received on 28 October in the sample, and counted from the day after: until 4 November.
describe('start a return', () => {
  test('asks for order, item and reason, and gives the number of the return', async () => {
    const visit = await openTestVisit(LI)

    const order = await visit.write('I want to return something', ['start-return'])
    const item = await visit.write(visit.number(1))
    const reason = await visit.write('Checked wool throw')
    const told = await visit.write('Size or colour does not suit')

    expect(buttonsOf(order)).toHaveLength(4)
    expect(buttonsOf(item)).toEqual([
      'Checked wool throw',
      'Longjing tea, 100 g',
      'Cast-iron pan with engraving',
    ])
    expect(buttonsOf(reason)[0]).toBe('I do not want it any more')
    expect(textOf(told)).toMatch(/TH20261117\d{4}.*24 hours.*7 days/)
  })

  test('goes on with a bare number, which alone would have an order looked up', async () => {
    const visit = await openTestVisit(LI)
    await visit.write('I want to return something', ['start-return'])

    const item = await visit.write(visit.number(1), ['order-status'])
    const other = await visit.write(`where is ${visit.number(0)} now`, ['order-status'])

    expect(buttonsOf(item)).toHaveLength(3)
    expect(textOf(other)).toContain('SF Express')
  })

  test('takes a reason in own words, but no greeting and no other question for one', async () => {
    const visit = await openTestVisit(LI)
    await visit.write(`return ${visit.number(1)}`, ['start-return'])
    await visit.write('Longjing tea, 100 g')

    const greeted = await visit.write('hello', [], { isSmallTalk: true })
    const told = await visit.write('my aunt gave me the same one')

    expect(greeted).toBeUndefined()
    expect(textOf(told)).toMatch(/Longjing tea, 100 g.*unopened|unopened|not have been opened/s)
  })

  test.each([
    [2, 'Folding desk lamp', 'I do not want it any more', /November 4/, 'return-seven-days'],
    [2, 'Folding desk lamp', 'It is faulty', /repair/, 'three-guarantees'],
    [
      1,
      'Cast-iron pan with engraving',
      'I do not want it any more',
      /without a reason/,
      'return-exceptions',
    ],
  ])(
    'refuses with the reason, the article and a person: order %i, %s, %s',
    async (order, item, why, words, article) => {
      const visit = await openTestVisit({ ...LI, articles: [article] })
      await visit.write(`return ${visit.number(order)}`, ['start-return'])
      if (order === 1) await visit.write(item)

      const told = await visit.write(why)

      expect(textOf(told)).toMatch(words)
      expect(textOf(told)).toContain('[1]')
      expect(buttonsOf(told)).toEqual(['Talk to a person'])
      expect(visit.cited(told)).toContain(`/help/${article}`)
    },
  )

  test('says of what has not arrived that it can be cancelled or refused', async () => {
    const visit = await openTestVisit(LI)

    const told = await visit.write(`return ${visit.number(0)}`, ['start-return'])

    expect(textOf(told)).toContain('refuse the parcel')
  })

  test('knows the order of the skill that offered it, and of a visitor who has shown it', async () => {
    const known = await openTestVisit(LI)
    const visitor = await openTestVisit()
    await known.write(known.number(1))
    await visitor.write(visitor.number(1))
    await visitor.write('6688')

    const asked = [await known.write('Start a return'), await visitor.write('Start a return')]

    expect(asked.map((done) => buttonsOf(done).length)).toEqual([3, 3])
  })

  test('asks who has several orders for which of them', async () => {
    const visit = await openTestVisit(LI)
    await visit.write(visit.number(0))

    const asked = await visit.write('Start a return')

    expect(buttonsOf(asked)).toHaveLength(4)
  })
})

describe('send an invoice again', () => {
  test('says where it went, masked', async () => {
    const visit = await openTestVisit(LI)

    const told = await visit.write(`resend the invoice of ${visit.number(1)}`, ['send-invoice'])

    expect(textOf(told)).toContain('l•••n@mail.example')
    expect(textOf(told)).not.toContain('liwen')
    expect(visit.sample.invoices).toEqual([
      { order: visit.number(1), sentTo: 'liwen@mail.example' },
    ])
  })

  test.each([
    [0, /not issued yet|no invoice yet/],
    [2, /365 days/],
  ])('says why there is none: order %i', async (order, words) => {
    const visit = await openTestVisit(LI)

    const told = await visit.write(`resend the invoice of ${visit.number(order)}`, ['send-invoice'])

    expect(textOf(told)).toMatch(words)
    expect(visit.sample.invoices).toEqual([])
  })

  test.each([
    ['liwen@mail.example', 'l•••n@mail.example'],
    ['lee@mail.example', '•••@mail.example'],
    ['王小明芳@mail.example', '王•••芳@mail.example'],
    ['nonsense', '•••'],
  ])('masks %s', (address, masked) => {
    expect(maskEmail(address)).toBe(masked)
  })
})

describe('a skill under way', () => {
  test('asks for one thing twice, and then wants a person', async () => {
    const visit = await openTestVisit()

    const first = await visit.write('where is my order', ['order-status'])
    const second = await visit.write('I do not know it')
    const third = await visit.write('really')

    expect([first?.did, second?.did, third?.did]).toEqual(['asked', 'asked', 'gave-up'])
    expect(textOf(second)).toMatch(/My orders/)
    expect(visit.remembered()?.name).toBeNull()
  })

  test('is left when the customer says so', async () => {
    const visit = await openTestVisit(LI)
    await visit.write('where is my order', ['order-status'])

    const left = await visit.write('never mind', ['leave'])

    expect(left?.did).toBe('left')
    expect(visit.remembered()).toMatchObject({ name: null, slots: {} })
  })

  test('makes way for a question that sounds like leaving, or that search asks back about', async () => {
    const visit = await openTestVisit(LI)
    await visit.write('where is my order', ['order-status'])

    const lost = await visit.write('what if it is lost', ['leave'], { decision: 'ask-back' })
    const stands = await visit.write('it has not moved', [], { decision: 'ask-back' })

    expect([lost, stands]).toEqual([undefined, undefined])
    expect(visit.remembered()?.name).toBe('order-status')
  })

  test('is left by whoever denies to mean it, and never begun by them', async () => {
    const visit = await openTestVisit(LI)

    const begun = await visit.write('not asking about my order', ['order-status'], { asked: '' })
    await visit.write('where is my order', ['order-status'])
    const left = await visit.write('not asking about my order', ['order-status'], { asked: '' })

    expect(begun).toBeUndefined()
    expect(left?.did).toBe('left')
  })

  test('makes way for another question, and for another skill', async () => {
    const visit = await openTestVisit(LI)
    await visit.write('where is my order', ['order-status'])

    const question = await visit.write('how long does a refund take', [], { decision: 'answer' })
    const other = await visit.write('send me the invoice again', ['send-invoice'])

    expect(question).toBeUndefined()
    expect(other?.did).toBe('asked')
    expect(visit.remembered()?.name).toBe('send-invoice')
  })

  test('tells a customer that the shop does not answer, and nothing else of it', async () => {
    const ordersOf = async () => {
      throw new Fault('upstream-down', 'ECONNREFUSED 10.0.0.7')
    }
    const visit = await openTestVisit({ ...LI, shop: { ordersOf } })

    const done = await visit.write('where is my order', ['order-status'])

    expect(done?.did).toBe('shop-down')
    expect(textOf(done)).toMatch(/order system/)
    expect(textOf(done)).not.toContain('10.0.0.7')
    expect(buttonsOf(done)).toEqual(['Talk to a person'])
  })

  test('leaves what it was told to whoever takes over', async () => {
    const visit = await openTestVisit(LI)
    await visit.write(`return ${visit.number(1)}`, ['start-return'])
    await visit.write('Checked wool throw')

    const note = visit.skills.note(visit.remembered(), 'en')

    expect(note?.text).toBe(`Start a return\nOrder: ${visit.number(1)}\nItem: Checked wool throw`)
  })

  test('does not start where search answers from an article about something else', async () => {
    const visit = await openTestVisit(LI)
    const wishes = ['order-status']

    const other = await visit.write('it', wishes, { decision: 'answer', article: 'shoe-size' })
    const own = await visit.write('it', wishes, { decision: 'answer', article: 'track-parcel' })

    expect(other).toBeUndefined()
    expect(own?.did).toBe('asked')
  })

  test('does not start by a vague wish, unless an order is named with it', async () => {
    const visit = await openTestVisit(LI)
    const wishes = ['order-status']
    const vague = { strength: 0.6 }
    const answer = { decision: 'answer', article: 'delivered-not-received' } as const

    const answered = await visit.write('it says delivered', wishes, { ...answer, ...vague })
    const unanswered = await visit.write('it arrived and smells', wishes, vague)
    const named = await visit.write(`it says delivered, ${visit.number(1)}`, wishes, vague)

    expect([answered, unanswered]).toEqual([undefined, undefined])
    expect(named?.did).toBe('told')
  })

  test('is not left by what only sounds a little like it', async () => {
    const visit = await openTestVisit(LI)
    await visit.write('where is my parcel', ['order-status'])

    const then = await visit.write('and then?', ['leave'], { strength: 0.6 })
    const left = await visit.write('never mind', ['leave'])

    expect(then?.did).not.toBe('left')
    expect(left?.did).toBe('left')
  })

  test('does not start where nothing asks for it', async () => {
    const visit = await openTestVisit(LI)

    expect(
      await visit.write('my order QW202611230001 has a scratch, what now about it'),
    ).toBeUndefined()
    expect(await visit.write('thanks', [], { isSmallTalk: true })).toBeUndefined()
  })
})
