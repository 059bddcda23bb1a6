import { describe, expect, test } from 'vitest'
import { type Instant, SECOND } from '../../platform/clock.js'
import type { StreamEvent } from '../../platform/http/sse.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { presentAgents } from '../account/presence.js'
import type { CaseId } from '../conversation/message.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import type { DeskPlace } from './desk-place.js'
import { deskStream } from './desk-stream.js'
import { openTestPages } from './open-test-pages.js'
import { shareDesk } from './share-desk.js'

async function openStreams() {
  const clock = fixedClock()
  const pages = await openTestPages(clock)
  /** When alarms were looked for. */
  const looks: Instant[] = []
  const { clocks } = pages.deps
  const desk = shareDesk({
    ...pages.deps,
    clocks: {
      ...clocks,
      alarms(account) {
        looks.push(clock.now())
        return clocks.alarms(account)
      },
    },
  })
  const { viewers } = desk
  const stop = new AbortController()

  /** An open page, whose events are read one by one. */
  async function listen(place: Partial<DeskPlace>, since?: number, agent = CHEN) {
    const sessionToken = await pages.tokenOf(agent)
    const account = await pages.deps.accounts.accountOf(sessionToken)
    if (!account) throw new Error('Nobody is signed in.')
    const stream = deskStream(
      desk,
      {
        account,
        sessionToken,
        language: 'en',
        place: { view: 'queue', search: '', caseId: null, ...place },
        since: since ?? (await pages.store.lastNumber()),
      },
      stop.signal,
    )
    /** The next event that holds these words, and those before it. */
    async function until(words: string): Promise<readonly StreamEvent[]> {
      const seen: StreamEvent[] = []
      for (;;) {
        const { value, done } = await stream.next()
        if (done) throw new Error(`The stream ended without ${JSON.stringify(words)}.`)
        seen.push(value)
        if (`${value.event ?? ''} ${value.data}`.includes(words)) return seen
      }
    }
    /** Reads to the end. */
    async function ended(): Promise<true> {
      while (!(await stream.next()).done);
      return true
    }
    return { stream, until, ended, sessionToken, account }
  }

  return {
    ...pages,
    looks,
    clock,
    viewers,
    stop,
    listen,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await pages[Symbol.asyncDispose]()
    },
  }
}

describe('the stream of an open case', () => {
  async function openCaseStream() {
    const streams = await openStreams()
    const id: CaseId = await streams.openCase()
    return { ...streams, id }
  }

  test('brings a new message with its number, and leaves the composer alone', async () => {
    await using streams = await openCaseStream()
    const page = await streams.listen({ caseId: streams.id })
    const message = page.until('还在吗')
    await streams.write('还在吗')

    const [event] = (await message).slice(-1)

    expect(event?.data).toContain('hx-target="#conversation"')
    expect(event?.data).not.toContain('textarea')
    expect(Number(event?.id)).toBeLessThanOrEqual(await streams.store.lastNumber())
  })

  test('brings what happened between drawing the page and listening', async () => {
    await using streams = await openCaseStream()
    const since = await streams.store.lastNumber()
    await streams.write('夹在中间')
    await streams.cases.take(streams.id, LIN)

    const page = await streams.listen({ caseId: streams.id }, since)
    const events = await page.until('夹在中间')

    expect(events.at(-1)?.data).toContain('With 林小雨')
  })

  test('tells a page that new suggestions are due when the customer wrote, not when an agent did', async () => {
    await using streams = await openCaseStream()
    await streams.cases.take(streams.id, CHEN)
    const page = await streams.listen({ caseId: streams.id })
    const agentWrote = page.until('您好')
    await streams.cases.reply(streams.id, CHEN, { text: '您好', clientId: 'a' })
    const before = await agentWrote
    const customerWrote = page.until('customer-message')
    await streams.write('好的')
    const after = await customerWrote

    expect(before.some(({ event }) => event === 'customer-message')).toBe(false)
    expect(after.at(-1)?.event).toBe('customer-message')
  })

  test('tells that the customer is typing, and stores nothing of it', async () => {
    await using streams = await openCaseStream()
    const page = await streams.listen({ caseId: streams.id })
    const typing = page.until('customer-typing')
    await expect.poll(() => streams.viewers.others(streams.id, LIN).length).toBe(1)
    const before = await streams.store.lastNumber()

    streams.relay.typing(streams.conversation.id, { role: 'customer' })

    expect((await typing).at(-1)?.event).toBe('customer-typing')
    expect(await streams.store.lastNumber()).toBe(before)
  })

  test('names a colleague who opens the case, writes in it, and leaves', async () => {
    await using streams = await openCaseStream()
    const page = await streams.listen({ caseId: streams.id })
    const opened = page.until('also has this case open')
    const leave = streams.viewers.enter(streams.id, LIN, '林小雨')
    expect((await opened).at(-1)?.data).toContain('林小雨')

    const writing = page.until('is writing')
    streams.viewers.writing(streams.id, LIN)
    expect((await writing).at(-1)?.data).toContain('林小雨')

    const left = page.until('hx-target="#others"')
    leave()
    expect((await left).at(-1)?.data).not.toContain('林小雨')
  })
})

describe('the stream of the list', () => {
  /** A page that has said what stands around its list, with two cases in it. */
  async function openListStream() {
    const streams = await openStreams()
    const id = await streams.openCase()
    await streams.openCaseOfAnother()
    const page = await streams.listen({})
    await page.until('#views')
    streams.clock.advance(SECOND)
    return { ...streams, page, id }
  }

  test('brings a case that was handed over, in its place among all', async () => {
    await using streams = await openListStream()
    const arrived = streams.page.until('#case-rows')

    await streams.openCaseOfAnother()

    expect((await arrived).at(-1)?.data.match(/<li id="row-/g)).toHaveLength(3)
  })

  test('brings only the row of a conversation that went on', async () => {
    await using streams = await openListStream()
    const arrived = streams.page.until('还在吗')

    await streams.write('还在吗')

    const data = (await arrived).at(-1)?.data ?? ''
    expect(data).toContain(`hx-target="#row-${streams.id}" hx-swap="outerMorph"`)
    expect(data.match(/<hx-partial/g)).toHaveLength(1)
  })

  test('carries no number that the list does not hold yet', async () => {
    await using streams = await openListStream()
    const page = await streams.listen({ caseId: streams.id })
    await page.until('#views')
    const known = await streams.store.lastNumber()
    const shown = page.until('hx-target="#conversation"')

    // Too soon after the last for the list to be read again.
    await streams.write('一')
    await shown
    const again = page.until('hx-target="#conversation"')
    await streams.write('二')
    const before = (await again).at(-1)
    const listed = page.until('hx-target="#row-')
    streams.clock.advance(SECOND)
    const after = (await listed).at(-1)

    expect(Number(before?.id)).toBeLessThan(await streams.store.lastNumber())
    expect(Number(before?.id)).toBeGreaterThanOrEqual(known)
    expect(Number(after?.id)).toBe(await streams.store.lastNumber())
  })

  test('is whole for a page that missed something', async () => {
    await using streams = await openListStream()
    const since = await streams.store.lastNumber()
    await streams.write('夹在中间')

    const page = await streams.listen({}, since)

    expect((await page.until('夹在中间')).at(-1)?.data).toContain('hx-target="#case-rows"')
  })

  test('shows what a team keeps to itself to whoever joins it, and no longer to who left', async () => {
    await using streams = await openListStream()
    await streams.cases.force(
      streams.id,
      WANG,
      { kind: 'team', team: 'complaints', skill: null },
      '',
    )
    streams.clock.advance(SECOND)
    const page = await streams.listen({ view: 'all' }, undefined, LIN)
    const profile = { skills: [], capacity: null }
    await page.until('#views')

    const joined = page.until(`row-${streams.id}`)
    await streams.deps.people.save(LIN, { ...profile, teams: ['complaints'] }, WANG)
    await joined
    const left = page.until('#case-rows')
    await streams.deps.people.save(LIN, { ...profile, teams: ['general'] }, WANG)

    expect((await left).at(-1)?.data).not.toContain(`row-${streams.id}`)
  })

  test('is not woken by conversations that the bot answers alone', async () => {
    await using streams = await openListStream()
    const alone = await streams.conversations.open('webchat', 'visitor-9', 'zh-Hans')
    const next = streams.page.until('Away')

    await streams.conversations.receive(alone.id, { channelId: 'x', text: '你好' })
    await streams.deps.presence.set(CHEN, 'away', '')

    expect(await next).toHaveLength(1)
  })

  test('tells of alarms at once, and after that once for all of a quarter of a second', async () => {
    await using streams = await openListStream()
    const { looks } = streams
    looks.length = 0
    const begun = streams.clock.now()
    const away = streams.page.until('Away')
    for (let count = 0; count < 5; count++) await streams.write(`${count}`)
    await streams.deps.presence.set(CHEN, 'away', '')
    await away
    streams.clock.advance(SECOND / 4)
    const back = streams.page.until('Available')
    await streams.deps.presence.set(CHEN, 'available', '')
    await back

    expect(looks).toEqual([begun, begun + SECOND / 4])
  })
})

describe('an open desk', () => {
  test('keeps its agent present, until they sign out', async () => {
    await using streams = await openStreams()
    const present = async () =>
      (await presentAgents(streams.store.db, streams.clock.now())).map(({ name }) => name)
    await streams.deps.presence.set(CHEN, 'available', '')
    const page = await streams.listen({})
    const ended = page.ended()
    await expect.poll(present).toEqual(['陈晨'])

    streams.clock.advance(55 * SECOND)
    await expect.poll(present).toEqual(['陈晨'])
    await streams.deps.accounts.signOut(page.sessionToken)
    streams.clock.advance(20 * SECOND)

    expect(await ended).toBe(true)
    streams.clock.advance(61 * SECOND)
    expect(await present()).toEqual([])
  })

  test('ends at once when its page is left', async () => {
    await using streams = await openStreams()
    const id = await streams.openCase()
    const page = await streams.listen({ caseId: id })
    await page.until('#views')
    const ended = page.ended()
    const during = streams.viewers.others(id, LIN)

    streams.stop.abort()

    expect(await ended).toBe(true)
    expect(during).toHaveLength(1)
    expect(streams.viewers.others(id, LIN)).toEqual([])
  })
})
