import { describe, expect, test } from 'vitest'
import { seededRandom } from '../report/random.js'
import { scriptedChat } from '../testing/scripted-chat.js'
import { liveChat } from './live-chat.js'

const { signal } = new AbortController()
const goal = { says: ['钱什么时候到', '退款要几天'], articles: ['refund-time'], person: false }
const customer = { goals: [goal], mood: 'calm', patience: 2 } as const

/** A customer who neither thanks nor complains, and leaves without asking for a person. */
const sternly = () => 0.999
const live = (
  who: Parameters<typeof liveChat>[0],
  chat: ReturnType<typeof scriptedChat>,
  random: () => number = sternly,
) => liveChat(who, { chat, language: 'zh-Hans', random }, signal)

describe('a simulated customer', () => {
  test('leaves content with the right answer', async () => {
    const chat = scriptedChat({ decision: 'answer', articles: ['refund-time'] })

    expect(await live(customer, chat)).toMatchObject({
      end: 'solved',
      solved: true,
      turns: 1,
      deadEnds: 0,
    })
  })

  test('picks the choice that leads to it', async () => {
    const chat = scriptedChat(
      {
        decision: 'ask-back',
        choices: [
          { title: '运费', article: 'delivery-fee' },
          { title: '退款多久', article: 'refund-time' },
        ],
      },
      { decision: 'answer', articles: ['refund-time'] },
    )

    expect(await live(customer, chat)).toMatchObject({ solved: true, turns: 2 })
    expect(chat.heard).toEqual(['钱什么时候到', '退款多久'])
  })

  test('says it in other words, then loses patience and leaves', async () => {
    const wrong = { decision: 'answer', articles: ['delivery-fee'], text: '运费 8 元' } as const
    const chat = scriptedChat(wrong, wrong)

    expect(await live(customer, chat)).toMatchObject({
      end: 'gave up',
      solved: false,
      turns: 2,
      repeats: 1,
      looped: false,
    })
    expect(chat.heard).toEqual(goal.says)
  })

  test('is less patient when upset, and then asks for a person', async () => {
    const chat = scriptedChat(
      { decision: 'answer', articles: ['delivery-fee'] },
      { decision: 'hand-over', rule: 'wants-a-person' },
    )

    const lived = await live({ ...customer, mood: 'upset' }, chat, () => 0.5)

    expect(lived).toMatchObject({ end: 'with a person', solved: false, turns: 2 })
    expect(chat.heard[1]).toBe('给我转人工吧')
  })

  test('who is not given a person stands there, and that is a dead end', async () => {
    const chat = scriptedChat(
      { decision: 'answer', articles: ['delivery-fee'] },
      { decision: 'acknowledge' },
    )

    const lived = await live({ ...customer, patience: 1 }, chat, () => 0)

    expect(lived).toMatchObject({ end: 'left standing', deadEnds: 1 })
  })

  test('is solved by a person where only a person helps', async () => {
    const only = { ...customer, goals: [{ says: ['我要投诉'], articles: [], person: true }] }
    const chat = scriptedChat({ decision: 'hand-over', rule: 'complaint' })

    expect(await live(only, chat)).toMatchObject({ end: 'solved', solved: true, met: 1 })
  })

  test('with two goals has half when a person takes over at the second', async () => {
    const two = { ...customer, goals: [goal, { ...goal, says: ['发票呢'], articles: ['invoice'] }] }
    const chat = scriptedChat(
      { decision: 'answer', articles: ['refund-time'] },
      { decision: 'hand-over', rule: 'low-confidence' },
    )

    expect(await live(two, chat)).toMatchObject({ end: 'with a person', solved: false, met: 0.5 })
  })

  test('has circles seen: three times at the same place', async () => {
    const wrong = { decision: 'answer', articles: ['delivery-fee'] } as const
    const chat = scriptedChat(wrong, wrong, wrong)

    expect(await live({ ...customer, patience: 3 }, chat)).toMatchObject({ looped: true })
  })

  test('lives the same chat again with the same seed', async () => {
    const wrong = { decision: 'answer', articles: ['delivery-fee'] } as const
    const lives = [1, 1].map((seed) =>
      live(
        { ...customer, patience: 5 },
        scriptedChat(wrong, wrong, wrong, wrong, wrong, wrong),
        seededRandom(seed),
      ),
    )
    const [first, second] = await Promise.all(lives)

    expect(first).toEqual(second)
  })
})
