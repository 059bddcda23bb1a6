import { describe, expect, test } from 'vitest'
import { CHAT_LIMITS } from './chat-limits.js'
import { readFile } from './read-file.js'
import { SAMPLE_FILES, type SampleFile } from './sample-files.js'

const LIMITS = CHAT_LIMITS.files
const read = (sample: SampleFile, name = 'photo.jpg') =>
  readFile(name, SAMPLE_FILES[sample](), LIMITS)

describe('what a file is', () => {
  test.each([
    ['png', 'image/png', 3, 2],
    ['jpeg', 'image/jpeg', 9, 7],
    ['gif', 'image/gif', 5, 4],
    ['webp', 'image/webp', 10, 6],
    ['heic', 'image/heic', undefined, undefined],
    ['pdf', 'application/pdf', undefined, undefined],
    ['mp4', 'video/mp4', undefined, undefined],
    ['mov', 'video/quicktime', undefined, undefined],
    ['both', 'image/png', 3, 2],
  ] as const)(
    '%s is told by its bytes, whatever it is called',
    async (sample, type, width, height) => {
      const reading = await read(sample, 'setup.exe')

      expect(reading).toMatchObject({ ok: true, file: { name: 'setup.exe', type } })
      if (reading.ok) expect([reading.file.width, reading.file.height]).toEqual([width, height])
    },
  )

  test.each(['html', 'svg', 'text', 'exe', 'zip'] as const)(
    '%s is not taken, though it is called photo.jpg',
    async (sample) => {
      expect(await read(sample)).toEqual({ ok: false, refusal: 'wrong-type' })
    },
  )

  test.each(['empty', 'cut', 'bomb'] as const)('%s cannot be read', async (sample) => {
    expect(await read(sample)).toEqual({ ok: false, refusal: 'unreadable' })
  })

  test('a picture is too large before a video is', async () => {
    const grown = (sample: SampleFile) => {
      const more = Buffer.alloc(LIMITS.size)
      return readFile('a', Buffer.concat([SAMPLE_FILES[sample](), more]), LIMITS)
    }

    expect(await grown('png')).toEqual({ ok: false, refusal: 'too-large', most: LIMITS.size })
    expect(await grown('mp4')).toMatchObject({ ok: true })
  })
})

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\破损.png', '破损.png'],
    ['.htaccess', 'htaccess'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\u0000b\r\nc.png', 'abc.png'],
    ['  ', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['e\u0301.png', '\u00e9.png'],
  ])('%j is stored as %j', async (name, stored) => {
    expect(await read('png', name)).toMatchObject({ file: { name: stored } })
  })

  test('is cut in the middle when it is long, so that its ending stays', async () => {
    const reading = await read('png', `${'图'.repeat(300)}.png`)

    expect(reading).toMatchObject({ file: { name: `${'图'.repeat(95)}….png` } })
  })
})
