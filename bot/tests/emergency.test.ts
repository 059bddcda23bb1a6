import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { enterChat } from './enter-chat.js'
import { type Desk, openDesk } from './open-desk.js'
import { openTestFolders } from './open-test-folders.js'
import { readHtml } from './read-words.js'
import { type SpawnedService, spawnService } from './spawn-service.js'
import { signInPaths, startTestService, type TestService } from './start-test-service.js'

/** As the form of the sample shop's zone takes it. */
function timeIn(now: number, time: number): string {
  return new Date(now + time + 8 * HOUR).toISOString().slice(0, 16)
}

const WORDS = {
  'banner-zh-Hans': '付款坏了，正在抢修。',
  'banner-zh-Hant': '付款壞了，正在搶修。',
  'banner-en': 'Paying is broken; we are repairing it.',
  'reply-zh-Hans': '付款暂时不行，好了告诉您。',
  'reply-zh-Hant': '付款暫時不行，好了告訴您。',
  'reply-en': 'Paying is out of order for the moment.',
  articles: '',
}

/** Declares it as the form would, and returns the page that it leads to. */
async function declare(desk: Desk, plan: string, mode: string, now: number): Promise<string> {
  const until = timeIn(now, 2 * HOUR)
  const { html } = await desk.post(`/emergency/plans/${plan}/declare`, { ...WORDS, mode, until })
  const id = /\/emergency\/declared\/(emergency_\w+)\//.exec(html)?.[1]
  if (!id) throw new Error(`Nothing was declared: ${readHtml(html)}`)
  return `/emergency/declared/${id}`
}

/** What an open page of a customer is told, one after another. */
async function followBanner(url: string) {
  const left = new AbortController()
  const response = await fetch(`${url}/chat/emergency?lang=zh-Hans`, { signal: left.signal })
  const told: string[] = []
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      const text = new TextDecoder().decode(chunk)
      told.push(...[...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data))
    }
  })().catch(() => undefined)
  return {
    told,
    async [Symbol.asyncDispose]() {
      left.abort()
      await reading
    },
  }
}

describe('an emergency', () => {
  let service: TestService
  let supervisor: Desk
  let agent: Desk
  beforeAll(async () => {
    service = await startTestService()
    supervisor = await openDesk(service.url, service.signIn.supervisor)
    agent = await openDesk(service.url, service.signIn.agent)
  })
  afterAll(() => service[Symbol.asyncDispose]())

  test('reaches the open chat, the help pages, the bot’s words and every desk, and leaves them', async () => {
    using before = await enterChat(service.url)
    expect((await before.ask('有哪些付款方式')).text).toContain('[1]: ')
    await using page = await followBanner(service.url)
    await using desk = await agent.listen('/desk')
    await expect.poll(() => page.told).toEqual(['[]'])

    const place = await declare(supervisor, 'system-failure', 'real', service.clock.now())
    await desk.until('Paying is broken')
    using customer = await enterChat(service.url)
    const greeting = await customer.ask('你好')
    const answer = await customer.ask('有哪些付款方式')
    const other = await customer.ask('退货运费谁承担')
    const person = await customer.ask('转人工')
    const help = (await supervisor.get('/help')).html
    const chat = (await supervisor.get('/chat/frame?lang=zh-Hans')).html
    await supervisor.post(`${place}/end`, { lesson: '先停投放，再发公告' })

    await expect.poll(() => page.told).toEqual(['[]', '["付款坏了，正在抢修。"]', '[]'])
    expect(greeting.text).toContain('付款坏了，正在抢修。')
    expect(answer.text).toBe('付款暂时不行，好了告诉您。')
    expect(other.text).toContain('[1]: ')
    expect(person.text).not.toContain('付款暂时不行')
    expect(person.text).toMatch(/慢|长|久/)
    expect(help).toContain('Paying is broken')
    expect(chat).toContain('付款坏了')
    using after = await enterChat(service.url)
    expect((await after.ask('有哪些付款方式')).text).toContain('[1]: ')
    expect((await supervisor.get('/help')).html).not.toContain('Paying is broken')
  })

  test('in rehearsal answers its test conversation with the bot’s own turn, and no customer', async () => {
    const place = await declare(supervisor, 'system-failure', 'rehearsal', service.clock.now())
    const say = { role: 'customer', text: '有哪些付款方式' }

    const { html } = await supervisor.post(`${place}/say`, say)
    using customer = await enterChat(service.url)
    const answer = await customer.ask('有哪些付款方式')

    expect(html).toMatch(/付款暂时不行|Paying is out of order/)
    expect(answer.text).toContain('[1]: ')
    expect((await agent.get('/desk')).html).toContain('Rehearsal')
    expect((await supervisor.get('/help')).html).not.toContain('Paying is broken')
    await supervisor.post(`${place}/end`, { lesson: '都知道该做什么' })
  })
})

test('an emergency that is in force survives kill -9, with its ticked steps', async () => {
  await using folders = await openTestFolders()
  await using service = await spawnService({ KEFU_DATA: folders.dataFolder, KEFU_QUIET_MS: '100' })
  const desk = await openDesk(service.url, await supervisorLink(service))
  const place = await declare(desk, 'system-failure', 'real', Date.now())
  await desk.post(`${place}/steps/0`, { done: 'yes' })

  await service.kill9()
  await service.startAgain()

  using customer = await enterChat(service.url)
  expect((await customer.ask('有哪些付款方式')).text).toBe('付款暂时不行，好了告诉您。')
  expect((await desk.get('/help')).html).toContain('Paying is broken')
  expect(readHtml((await desk.get(place)).html)).toContain('1 of 6 steps done')
})

/** The link that the console printed. */
async function supervisorLink({ said }: SpawnedService): Promise<string> {
  return signInPaths(said()).supervisor
}
