import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { CHAT_LIMITS } from './chat-limits.js'
import { DIRECT_LINE_PATH } from './direct-line.js'
import { openTestChat } from './open-test-chat.js'
import { SAMPLE_FILES, type SampleFile } from './sample-files.js'

const { files: LIMITS } = CHAT_LIMITS
const MB = 1024 * 1024

type Part = readonly [name: string, content: Uint8Array<ArrayBuffer>]

const sample = (kind: SampleFile, name: string = kind): Part => [
  name,
  new Uint8Array(SAMPLE_FILES[kind]()),
]

/** A visitor who uploads as Direct Line clients do. */
async function openTest() {
  const test = openTestChat()
  const visitor = await test.enter()
  let sent = 0

  async function send(body: FormData | string, headers: Record<string, string> = {}) {
    // Says its length, as browsers do.
    const request = new Request('http://localhost/', { method: 'POST', body })
    const bytes = await request.arrayBuffer()
    const response = await test.app.request(
      `${DIRECT_LINE_PATH}${visitor.path}/upload?userId=somebody-else`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${visitor.token}`,
          'content-type': request.headers.get('content-type') ?? '',
          'content-length': String(bytes.byteLength),
          ...headers,
        },
        body: bytes,
      },
    )
    const answer = (await response.json()) as { id?: string; error?: { message: string } }
    return { status: response.status, headers: response.headers, ...answer }
  }

  function form(parts: readonly Part[], activity: object | string = {}): FormData {
    const data = new FormData()
    sent += 1
    const text =
      typeof activity === 'string'
        ? activity
        : JSON.stringify({
            type: 'message',
            channelData: { clientActivityID: `c${sent}` },
            attachments: parts.map(([name]) => ({ name })),
            ...activity,
          })
    data.append('activity', new Blob([text], { type: 'application/vnd.microsoft.activity' }))
    for (const [name, content] of parts) data.append('file', new Blob([content]), name)
    return data
  }

  return {
    ...test,
    visitor,
    send,
    form,
    upload: (parts: readonly Part[], activity?: object | string) => send(form(parts, activity)),
  }
}

describe('an upload', () => {
  test('is one message with its files, from whoever has the token', async () => {
    const { chat, upload, visitor } = await openTest()

    const { status, id } = await upload([sample('png', '破损.png'), sample('pdf')], {
      text: '裂了',
    })

    expect(status).toBe(200)
    expect(chat.messages).toMatchObject([
      {
        id,
        conversation: visitor.id,
        text: '裂了',
        extras: {
          files: [
            { name: '破损.png', type: 'image/png', width: 3, height: 2 },
            { name: 'pdf', type: 'application/pdf' },
          ],
        },
      },
    ])
  })

  test('that is sent twice is stored once, and each try gets its echo', async () => {
    const { chat, upload } = await openTest()
    const again = (clientActivityID: string) =>
      upload([sample('png')], { channelData: { clientActivityID, sendId: 's1' } })

    const first = await again('c1')
    const second = await again('c2')

    expect(second.id).toBe(first.id)
    expect(chat.messages).toHaveLength(1)
  })

  test.each([
    ['that is no form', 'nonsense', 'not a form with files'],
    ['whose form is cut', '--x\r\nContent-Disposition: form-data; name="file"', 'not a form'],
  ])('%s is refused in a sentence', async (_, body, sentence) => {
    const { send, chat } = await openTest()

    const answer = await send(body, { 'content-type': 'multipart/form-data; boundary=x' })

    expect(answer).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining(sentence) },
    })
    expect(chat.messages).toEqual([])
  })

  test.each([
    ['without a file', [], {}, 400, 'no part named "file"'],
    ['without an activity', [sample('png')], 'nonsense', 400, '"activity" is not JSON'],
    ['of a wrong activity', [sample('png')], { type: 7 }, 400, 'activity'],
    ['with too long a text', [sample('png')], { text: 'x'.repeat(4_001) }, 413, 'too-long zh-Hans'],
    ['of a page', [sample('html', 'photo.png')], {}, 415, 'file-wrong-type zh-Hans'],
    ['of one good and one bad file', [sample('png'), sample('exe')], {}, 415, 'file-wrong-type'],
    ['of nothing', [sample('empty')], {}, 415, 'file-unreadable zh-Hans'],
    ['of a picture that unfolds', [sample('bomb')], {}, 415, 'file-unreadable zh-Hans'],
    ['of six files', Array(6).fill(sample('gif')), {}, 413, 'file-too-many zh-Hans 5'],
    [
      'of a large picture',
      [['a.png', new Uint8Array(Buffer.concat([SAMPLE_FILES.png(), Buffer.alloc(LIMITS.size)]))]],
      {},
      413,
      'file-too-large zh-Hans 10',
    ],
    [
      'of much in all',
      Array(3).fill(['a', new Uint8Array(LIMITS.total / 3 + 1)]),
      {},
      413,
      'file-too-large zh-Hans 25',
    ],
  ] as [string, Part[], object | string, number, string][])(
    '%s is refused in a sentence, and nothing is stored',
    async (_, parts, activity, status, sentence) => {
      const { upload, chat } = await openTest()

      const answer = await upload(parts, activity)

      expect(answer.error?.message).toContain(sentence)
      expect(answer.status).toBe(status)
      expect(chat.messages).toEqual([])
      expect(chat.contents).toEqual([])
    },
  )

  test('is refused where the disk has no room, before anything is written', async () => {
    const { upload, chat } = await openTest()
    chat.room.bytes = 10

    const answer = await upload([sample('png')])

    expect(answer).toMatchObject({ status: 413, error: { message: 'file-no-room zh-Hans' } })
    expect(chat.contents).toEqual([])
  })

  test('larger than all of its files may be is refused before it is read', async () => {
    const { upload } = await openTest()

    const answer = await upload([['a', new Uint8Array(LIMITS.total + MB)]])

    expect(answer.status).toBe(413)
  })

  test('has to wait when the visitor sent many', async () => {
    const { upload, clock } = await openTest()
    for (let i = 0; i < LIMITS.messages.max; i++) {
      clock.advance(1_000)
      expect((await upload([sample('gif')])).status).toBe(200)
    }

    expect(await upload([sample('gif')])).toMatchObject({
      status: 429,
      error: { message: 'too-many zh-Hans' },
    })
    clock.advance(10 * MINUTE)
    expect((await upload([sample('gif')])).status).toBe(200)
  })

  test('into another’s conversation, or with no token, is not read', async () => {
    const { form, send, call, visitor, enter } = await openTest()
    const other = await enter()

    const foreign = await send(form([sample('png')]), { authorization: `Bearer ${other.token}` })
    const nobody = await call('POST', `${visitor.path}/upload`)

    expect([foreign.status, nobody.status]).toEqual([404, 401])
  })

  test('that does not arrive in time lets go of its place', async () => {
    const { app, visitor, upload, clock, chat } = await openTest()
    const slow = Array.from({ length: LIMITS.atOnce }, () => {
      let begun = () => {}
      const begins = new Promise<void>((resolve) => {
        begun = resolve
      })
      const answer = app.request(
        new Request(`http://localhost${DIRECT_LINE_PATH}${visitor.path}/upload`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${visitor.token}`,
            'content-type': 'multipart/form-data; boundary=x',
            'content-length': '1000',
          },
          // Is read, and nothing ever comes.
          body: new ReadableStream({ pull: begun }, { highWaterMark: 0 }),
          duplex: 'half',
        } as RequestInit),
      )
      return { begins, answer }
    })
    await Promise.all(slow.map(({ begins }) => begins))
    const waiting = upload([sample('gif')])
    expect(chat.messages).toEqual([])

    clock.advance(LIMITS.arrives)
    for (const { answer } of slow) expect((await answer).status).toBe(400)

    expect((await waiting).status).toBe(200)
  })
})
