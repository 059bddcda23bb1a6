import { describe, expect, test } from 'vitest'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { openTaken, openWaiting } from './open-test-case.js'
import { openTestPages } from './open-test-pages.js'

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
      turn: '1',
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

  test('keeps which suggested articles were put into it', async () => {
    await using pages = await openTaken()
    const fields = {
      kind: 'reply',
      text: '您好',
      clientId: 'a',
      articles: 'refund-time\n\ninvoice',
    }

    await pages.chen.send(`${pages.path}/say`, fields)

    const file = await pages.cases.find(pages.id)
    expect(file?.messages.at(-1)?.extras).toEqual({ articles: ['refund-time', 'invoice'] })
  })

  test('as a note is shown to colleagues, and not sent to the customer', async () => {
    await using pages = await openTaken()

    await pages.lin.send(`${pages.path}/say`, { kind: 'note', text: '<b>先安抚</b>' })
    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('&lt;b&gt;先安抚&lt;/b&gt;')
    expect((await pages.texts()).join()).not.toContain('先安抚')
  })
})

describe('correcting the bot', () => {
  /** The id of the bot's message that handed over. */
  async function turnOf(pages: Awaited<ReturnType<typeof openTaken>>): Promise<string> {
    const [message] = [...((await pages.cases.find(pages.id))?.traces.keys() ?? [])]
    return message ?? ''
  }

  test('works without script: a page with a search, then a form that leads back', async () => {
    await using pages = await openTaken()
    const message = await turnOf(pages)
    const path = `${pages.path}/correction?message=${message}&view=queue`

    const page = await (await pages.lin.get(`${path}&sought=发票`)).text()
    const saved = await pages.lin.post(`${pages.path}/correct?view=queue`, {
      message,
      right: 'article:invoice',
    })

    expect(page).toContain('<!doctype html>')
    expect(page).toContain('value="article:invoice"')
    expect(saved.headers.get('location')).toBe(`${pages.path}?view=queue`)
    expect(await (await pages.chen.get(pages.path)).text()).toContain(
      'Right article: 怎么开发票 · Lin',
    )
  })

  test('with script puts the offer back in the place of the form, and shows what was said', async () => {
    await using pages = await openTaken()
    const message = await turnOf(pages)

    const form = await (
      await pages.chen.get(`${pages.path}/correction?message=${message}&sought=x`, {
        'hx-request': 'true',
      })
    ).text()
    const html = await (
      await pages.chen.send(`${pages.path}/correct`, { message, right: 'none' })
    ).text()

    expect(form).not.toContain('<!doctype html>')
    expect(form).toContain('No article fits.')
    expect(html).toContain(`hx-target="#correct-${message}"`)
    expect(html).toContain('No article answers this · Chen')
  })

  test.each([
    { what: 'nothing chosen', fields: {} },
    { what: 'nonsense', fields: { right: 'article:' } },
    { what: 'an id that is none', fields: { message: '<b>', right: 'none' } },
  ])('with $what is refused with a sentence', async ({ fields }) => {
    await using pages = await openTaken()
    const message = await turnOf(pages)

    const response = await pages.chen.send(`${pages.path}/correct`, { message, ...fields })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('Choose an article, or that none answers.')
    expect((await pages.cases.find(pages.id))?.corrections.size).toBe(0)
  })

  test('of a message that is not there is not found', async () => {
    await using pages = await openTaken()

    const response = await pages.chen.get(`${pages.path}/correction?message=message_000000000000`)

    expect(response.status).toBe(404)
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
