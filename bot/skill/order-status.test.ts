import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { buttonsOf, openTestVisit, textOf } from './open-test-visit.js'

describe('order status', () => {
  test('offers a known customer the latest orders, and tells where one is', async () => {
    const visit = await openTestVisit({ customer: 'qw-1001' })

    const asked = await visit.write('where is my order', ['order-status'])
    const told = await visit.write('the second one')

    expect(buttonsOf(asked)[1]).toBe(`Ceramic pour-over kettle · ${visit.number(0)}`)
    expect(buttonsOf(asked)).toHaveLength(4)
    expect(textOf(told)).toContain('SF Express')
    expect(textOf(told)).toContain('SF1367204518822')
    // The clock of tests stands at Monday, 23 November 2026.
    expect(textOf(told)).toContain('Tue, November 24')
    const order = {
      title: `Order ${visit.number(0)}`,
      facts: [
        { label: 'Carrier', value: 'SF Express' },
        { label: 'Tracking number', value: 'SF1367204518822' },
        { label: 'Latest entry', value: expect.stringMatching(/^\w{3}, November \d+ · ./) },
        { label: 'Expected', value: 'Tue, November 24' },
      ],
    }
    expect(told).toMatchObject({ said: { extras: { order } } })
    expect(visit.remembered()).toMatchObject({ name: null, slots: { order: visit.number(0) } })
  })

  test('asks a visitor without a name for number and phone, each once', async () => {
    const visit = await openTestVisit()

    const first = await visit.write('where is my parcel', ['order-status'])
    const second = await visit.write(`it is ${visit.number(0).replace('QW', 'qw ')}`)
    const told = await visit.write('138 0013 6688'.replaceAll(' ', ''))

    expect(textOf(first)).toContain('QW202611230001')
    expect(textOf(second)).toMatch(/signed in/)
    expect(textOf(told)).toContain('SF1367204518822')
  })

  test('takes the number from the first message', async () => {
    const visit = await openTestVisit({ customer: 'qw-1001' })

    const told = await visit.write(`帮我查 ${visit.number(1)}`, ['order-status'], {
      language: 'zh-Hant',
    })

    expect(textOf(told)).toContain('簽收')
    expect(buttonsOf(told)).toEqual(['我要退貨', '重發發票'])
  })

  test('tells what is paid, unpaid, cancelled and stalled, and what can be done', async () => {
    const li = await openTestVisit({ customer: 'qw-1001' })
    const anna = await openTestVisit({ customer: 'qw-1002' })

    const unpaid = await li.write(li.number(3))
    const paid = await anna.write(anna.number(4))
    const stalled = await anna.write(anna.number(5))

    expect(textOf(unpaid)).toContain('30 minutes')
    expect(textOf(paid)).toContain('16:00')
    expect(textOf(stalled)).toContain('48 hours')
    expect(buttonsOf(stalled)).toEqual(['Talk to a person'])
  })

  test('says the same of an order of someone else and of none', async () => {
    const [foreign, none] = [await openTestVisit(), await openTestVisit()]
    const missing = 'QW202611239999'
    const answers = [
      [await foreign.write(foreign.number(4), ['order-status']), await foreign.write('0000')],
      [await none.write(missing, ['order-status']), await none.write('0000')],
    ].map((pair) => pair.map(textOf))

    expect(answers[0]?.map((text) => text.replaceAll(foreign.number(4), 'N'))).toEqual(
      answers[1]?.map((text) => text.replaceAll(missing, 'N')),
    )
    expect(answers.flat().join()).not.toContain('Checked wool throw')
  })

  test('asks a known customer for the phone of an order of another account', async () => {
    const visit = await openTestVisit({ customer: 'qw-1001' })

    const asked = await visit.write(visit.number(4))
    const told = await visit.write('0412')

    expect(textOf(asked)).toMatch(/account/)
    expect(textOf(told)).toContain('is paid')
  })

  test('stops guesses at the phone of one order, also in new visits', async () => {
    const visit = await openTestVisit()
    const answers: string[] = []
    for (let i = 0; i < 7; i++) {
      await visit.write('where is my order', ['order-status'])
      const done = await visit.write(visit.number(4))
      const text =
        done?.memory.asking === 'phone' ? textOf(await visit.write(`100${i}`)) : textOf(done)
      answers.push(text)
    }

    expect(answers.some((text) => /hour/.test(text))).toBe(true)
    visit.clock.advance(2 * HOUR)
    await visit.write('where is my order', ['order-status'])
    await visit.write(visit.number(4))
    expect(textOf(await visit.write('0412'))).toContain('is paid')
  })
})
