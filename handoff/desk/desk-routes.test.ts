import { describe, expect, test } from 'vitest'
import type { AgentId } from '../conversation/message.js'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { openTestPages } from './open-test-pages.js'

/** A waiting case, and the browsers of two agents. */
async function openWaiting(words = '我要投诉') {
  const pages = await openTestPages()
  const id = await pages.openCase(words)
  const [chen, lin] = [await pages.browser(CHEN), await pages.browser(LIN)]
  return { ...pages, id, chen, lin, path: `/desk/cases/${id}` }
}

/** The same case, taken by Chen. */
async function openTaken() {
  const pages = await openWaiting()
  await pages.cases.take(pages.id, CHEN)
  return pages
}

describe('the desk', () => {
  test('lets agents in, sends strangers to sign in, and is closed to editors', async () => {
    await using pages = await openTestPages()

    const agent = await (await pages.browser(CHEN)).get('/desk')
    const stranger = await pages.app.request('/desk', { headers: { accept: 'text/html' } })
    const editor = await (await pages.browser('agent_zhao00000000' as AgentId)).get('/desk')

    expect(agent.status).toBe(200)
    expect(stranger.headers.get('location')).toContain('/desk/sign-in')
    expect(editor.status).toBe(403)
  })

  test('says of an empty queue what it means and what comes next', async () => {
    await using pages = await openTestPages()

    const html = await (await (await pages.browser(CHEN)).get('/desk')).text()

    expect(html).toContain('Nobody is waiting.')
    expect(html).toContain('New cases appear here by themselves.')
  })

  test('lists what waits, with the number in the title of the window', async () => {
    await using pages = await openWaiting()

    const html = await (await pages.chen.get('/desk?view=queue')).text()

    expect(html).toContain('<title>(1) Desk · Kefu</title>')
    expect(html).toContain(`href="/desk/cases/${pages.id}?view=queue"`)
    expect(html).toContain('1 hr left')
  })

  test('narrows the list by words, and says so when nothing is left', async () => {
    await using pages = await openWaiting()

    const found = await (await pages.chen.get('/desk?view=all&q=投诉')).text()
    const nothing = await (await pages.chen.get('/desk?view=all&q=发票')).text()

    expect(found).toContain(`row-${pages.id}`)
    expect(nothing).toContain('No case contains “发票”')
  })
})

describe('a case', () => {
  test('tells why it came, in words, with the source', async () => {
    await using pages = await openWaiting()

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('投诉由人处理。')
    expect(html).toContain('H2.3')
    expect(html).toContain('The bot replied once')
  })

  test('still names a rule that the handbook no longer has', async () => {
    await using pages = await openTestPages()
    await pages.write('你好')
    await pages.handOver(await pages.botTurn('bye'), {
      rule: 'forgotten-rule',
      urgency: 'normal',
      category: 'order',
      service: 'in-sales',
      subject: '你好',
    })
    const [line] = await pages.cases.list({ view: 'queue', agent: CHEN })

    const html = await (
      await (await pages.browser(CHEN)).get(`/desk/cases/${line?.case.id}`)
    ).text()

    expect(html).toContain('forgotten-rule')
  })

  test('shows what a customer wrote as text, never as markup', async () => {
    await using pages = await openWaiting('<img src=x onerror=alert(1)> **我要投诉**')

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; **我要投诉**')
  })

  test('offers to take it, and to reply only to who took it', async () => {
    await using pages = await openWaiting()
    const before = await (await pages.chen.get(pages.path)).text()
    await pages.cases.take(pages.id, CHEN)

    const mine = await (await pages.chen.get(pages.path)).text()
    const other = await (await pages.lin.get(pages.path)).text()

    expect(before).toContain(`action="${pages.path}/take`)
    expect(before).not.toContain('id="send-reply"')
    expect(mine).toContain('id="send-reply"')
    expect(other).not.toContain('id="send-reply"')
    expect(other).toContain('陈晨 has this case')
  })

  test.each([
    '/desk/cases/case_000000000999',
    '/desk/cases/nonsense',
    '/desk/cases/agent_chen00000000',
  ])('%s is not found', async (path) => {
    await using pages = await openTestPages()

    expect((await (await pages.browser(CHEN)).get(path)).status).toBe(404)
  })

  test('shows the survey once it was answered', async () => {
    await using pages = await openTaken()
    await pages.cases.solve(pages.id, CHEN, { category: 'order', cause: 'process', summary: '' })
    const answer = { caseId: pages.id, speed: 5, attitude: 4, solution: 3, words: '慢了点' }
    await pages.answerSurvey(pages.conversation.id, answer)

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('5 / 5')
    expect(html).toContain('慢了点')
  })

  test('offers passages that go into the reply with one click', async () => {
    await using pages = await openTaken()

    const html = await (await pages.chen.get(`${pages.path}/suggestions`)).text()

    expect(html).toContain('data-insert="关于“我要投诉”"')
    expect(html).toContain('84%')
  })
})

describe('a deed', () => {
  test('without script leads back to the case in the same list', async () => {
    await using pages = await openWaiting()

    const response = await pages.chen.post(`${pages.path}/take?view=queue`, {})

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${pages.path}?view=queue`)
    expect((await pages.cases.find(pages.id))?.case).toMatchObject({ agent: CHEN })
  })

  test('with script answers with the parts that changed, and never with the words being written', async () => {
    await using pages = await openWaiting()

    const html = await (await pages.chen.send(`${pages.path}/take`, {})).text()

    expect(html).toContain('<hx-partial hx-target="#case-head"')
    expect(html).toContain('id="send-reply"')
    expect(html).not.toContain('<textarea id="text"')
  })

  test('that somebody else was faster with says who', async () => {
    await using pages = await openWaiting()
    await pages.chen.send(`${pages.path}/take`, {})

    const scripted = await pages.lin.send(`${pages.path}/take`, {})
    const plain = await pages.lin.post(`${pages.path}/take`, {})

    expect(scripted.status).toBe(409)
    expect(await scripted.text()).toContain('陈晨 has taken this case already.')
    expect(plain.status).toBe(409)
    expect(await plain.text()).toContain('<!doctype html>')
  })

  test('from another site is refused', async () => {
    await using pages = await openWaiting()

    const response = await pages.chen.post(
      `${pages.path}/take`,
      {},
      {
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    )

    expect(response.status).toBe(403)
    expect((await pages.cases.find(pages.id))?.case.status).toBe('waiting')
  })

  test('that does not exist is not found', async () => {
    await using pages = await openWaiting()

    expect((await pages.chen.send(`${pages.path}/delete`, {})).status).toBe(404)
  })
})

describe('a reply', () => {
  test('reaches the conversation once, however often it is posted', async () => {
    await using pages = await openTaken()
    const fields = { kind: 'reply', text: ' 您好\r\n请稍等 ', clientId: 'a', turn: '3' }
    await pages.chen.send(`${pages.path}/say`, fields)

    const again = await pages.chen.send(`${pages.path}/say`, fields)

    expect(again.status).toBe(200)
    expect((await pages.texts()).filter((text) => text.startsWith('agent'))).toEqual([
      'agent: 您好\n请稍等',
    ])
  })

  test('from a page drawn for an older owner is refused, and stays with its writer', async () => {
    await using pages = await openTaken()

    const response = await pages.chen.send(`${pages.path}/say`, {
      kind: 'reply',
      text: '您好',
      clientId: 'a',
      turn: '2',
    })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('Your words were not sent and are still in the box.')
    expect((await pages.texts()).some((text) => text.startsWith('agent'))).toBe(false)
  })

  test.each([
    { text: '   ', why: 'There is nothing written yet.' },
    { text: '字'.repeat(4_001), why: '4,001 characters; at most 4,000 fit' },
  ])('of $text.length characters is refused with a sentence', async ({ text, why }) => {
    await using pages = await openTaken()

    const response = await pages.chen.send(`${pages.path}/say`, {
      kind: 'reply',
      text,
      clientId: 'a',
    })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain(why)
  })

  test('as a note is shown to colleagues, and not sent to the customer', async () => {
    await using pages = await openTaken()

    await pages.lin.send(`${pages.path}/say`, { kind: 'note', text: '<b>先安抚</b>' })
    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('&lt;b&gt;先安抚&lt;/b&gt;')
    expect((await pages.texts()).join()).not.toContain('先安抚')
  })
})

describe('passing on and solving', () => {
  test('goes to a colleague who is present, and to nobody who is not', async () => {
    await using pages = await openTaken()

    const absent = await pages.chen.send(`${pages.path}/transfer`, { to: LIN, note: '' })
    pages.present.add(LIN)
    await pages.chen.send(`${pages.path}/transfer`, { to: LIN, note: '请接着处理' })

    expect(await absent.text()).toContain('This colleague is not there now.')
    const file = await pages.cases.find(pages.id)
    expect(file?.case).toMatchObject({ status: 'assigned', agent: LIN })
    expect(file?.notes).toMatchObject([{ text: '请接着处理' }])
  })

  test('gives back to the bot', async () => {
    await using pages = await openTaken()

    const html = await (await pages.chen.send(`${pages.path}/give-back`, {})).text()

    expect(html).toContain('Given back to the bot')
    expect((await pages.session()).owner.kind).toBe('bot')
  })

  test('is solved with a category and a cause, and not without', async () => {
    await using pages = await openTaken()

    const without = await pages.chen.send(`${pages.path}/solve`, { category: 'order', cause: '' })
    const invented = await pages.chen.send(`${pages.path}/solve`, { category: 'x', cause: 'tools' })
    const complete = await pages.chen.send(`${pages.path}/solve`, {
      category: 'order',
      cause: 'tools',
      summary: '补发',
    })

    expect(await without.text()).toContain('Choose a category and a cause.')
    expect(invented.status).toBe(409)
    expect(complete.status).toBe(200)
    expect((await pages.cases.find(pages.id))?.case).toMatchObject({
      status: 'solved',
      cause: 'tools',
    })
  })
})

describe('presence and typing', () => {
  test('is set from the header, with a reason', async () => {
    await using pages = await openTestPages()
    const chen = await pages.browser(CHEN)

    const html = await (await chen.send('/desk/presence', { state: 'away', reason: '午饭' })).text()
    const nonsense = await chen.send('/desk/presence', { state: 'asleep' })

    expect(html).toContain('hx-target="#presence"')
    expect(nonsense.status).toBe(400)
    expect((await pages.deps.presence.all()).find(({ agent }) => agent === CHEN)).toMatchObject({
      state: 'away',
      reason: '午饭',
    })
  })

  test('of a reply is told to the customer only by who may reply', async () => {
    await using pages = await openTaken()
    const heard: string[] = []
    pages.relay.onTyping(pages.conversation.id, (speaker) =>
      heard.push(speaker.role === 'agent' ? speaker.name : speaker.role),
    )

    await pages.lin.send(`${pages.path}/typing`, { kind: 'reply' })
    await pages.chen.send(`${pages.path}/typing`, { kind: 'note' })
    await pages.chen.send(`${pages.path}/typing`, { kind: 'reply' })

    expect(heard).toEqual(['陈晨'])
  })
})
