import { describe, expect, test } from 'vitest'
import type { WireActivity } from '../channel/activity.js'
import { type Customer, enterChat, isFrom } from './enter-chat.js'
import { openTestFolders } from './open-test-folders.js'
import { type SpawnedService, spawnService } from './spawn-service.js'

/** Titles of articles, so that each has an answer; of one department, so that no person takes over. */
const QUESTIONS = [
  '怎么下单',
  '运费怎么算',
  '怎样注册账号',
  '会员有哪些权益',
  '忘记密码怎么办',
  '收不到验证码怎么办',
  '怎么查物流',
  '优惠券怎么用',
  '积分怎么用',
  '会员等级怎么算',
  '怎么注销账号',
  '什么时候发货',
] as const

async function open(quietMs: number) {
  const folders = await openTestFolders()
  const service = await spawnService({
    KEFU_DATA: folders.dataFolder,
    KEFU_QUIET_MS: String(quietMs),
  })
  const customer = await enterChat(service.url)
  return {
    service,
    customer,
    async [Symbol.asyncDispose]() {
      customer[Symbol.dispose]()
      await service[Symbol.asyncDispose]()
      await folders[Symbol.asyncDispose]()
    },
  }
}

/** All that is stored, as another client would read it from the beginning. */
async function stored({ url }: SpawnedService, { conversation, token }: Customer) {
  const path = `/directline/v3/directline/conversations/${conversation}/activities`
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  const { activities } = (await response.json()) as { activities: readonly WireActivity[] }
  return activities
}

const isMessage = ({ type }: WireActivity) => type === 'message'
const textOf = ({ text }: WireActivity) => text
const written = (activities: readonly WireActivity[]) =>
  activities.filter(isFrom(undefined)).map(textOf)

const idsOf = (activities: readonly WireActivity[]) =>
  activities.filter(isFrom(undefined)).map(({ id }) => id)

/** Waits until the bot has spoken after the customer's last message. */
async function answeredToTheEnd({ seen, next }: Customer): Promise<void> {
  const last = seen.findLastIndex(isFrom(undefined))
  await next(isFrom('bot'), last + 1)
}

describe('a service that is killed', () => {
  test('while a customer writes has kept all it acknowledged, once and in order', async () => {
    await using chat = await open(100)
    const { service, customer } = chat

    const writing = (async () => {
      const ids = []
      for (const question of QUESTIONS) ids.push(await customer.say(question))
      return ids
    })()
    for (const after of [QUESTIONS[2], QUESTIONS[7]]) {
      await customer.next(({ text }) => text === after)
      await service.kill9()
      await service.startAgain()
    }
    const acknowledged = await writing
    await customer.next(({ text }) => text === QUESTIONS.at(-1))
    await answeredToTheEnd(customer)
    // As a client does whose acknowledgement was lost on the way.
    const channelData = { clientActivityID: `${customer.conversation} 3` }
    const again = await customer.post({ type: 'message', text: QUESTIONS[2], channelData })

    const kept = await stored(service, customer)
    expect(written(kept)).toEqual(QUESTIONS)
    expect(idsOf(kept)).toEqual(acknowledged)
    expect(idsOf(customer.seen)).toEqual(acknowledged)
    expect(again).toBe(acknowledged[2])
    expect(kept.at(-1)?.channelData.kind).toBe('bot')
  })

  test('answers after its return what it had not, and does not say again what it had', async () => {
    await using chat = await open(2_000)
    const { service, customer } = chat

    await customer.say('退款多久到账')
    await service.kill9()
    await service.startAgain()
    await customer.next(isFrom('bot'))
    await service.kill9()
    await service.startAgain()
    await customer.ask('运费怎么算')

    const kept = await stored(service, customer)
    expect(kept.map(({ channelData }) => channelData.kind ?? 'customer')).toEqual([
      'customer',
      'bot',
      'customer',
      'bot',
    ])
    expect(customer.seen.filter(isMessage).map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
  })
})
