import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formOf, openTestEditing, QIAN } from './open-test-editing.js'

describe('pictures', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const form = (content: Uint8Array, name: string) => {
    const data = new FormData()
    data.set('picture', new File([new Uint8Array(content)], name, { type: 'image/png' }))
    return data
  }

  test('are seen in the preview, published with the article, and read on the help page', async () => {
    await using room = await openTestEditing({ git: true })
    const path = await room.open()
    const sent = await room.send(`${path}/pictures`, form(PNG, '订单 页.png'))
    await room.send(`${path}/pictures`, form(Buffer.concat([PNG, PNG]), 'unused.png'))
    const { path: picture, href } = JSON.parse(sent.html) as { path: string; href: string }

    const { html } = await room.get(path)
    const preview = await room.post(`${path}/preview`, formOf(html, { body: `![页](${picture})` }))
    await room.write(path, { body: `点这里：![页](${picture})`, step: 'submit' })
    await room.post(`${path}/publish`, { revision: await room.revisionOf(path) }, QIAN)
    const help = await room.get('/help/refund-time?lang=zh-Hans')
    const address = /<img src="([^"]+)"/.exec(help.html)?.[1] ?? ''
    const shown = await room.get(address)

    expect(picture).toMatch(/^images\/ding-dan-ye-[0-9a-f]{8}\.png$/)
    expect(preview.html).toContain(href)
    expect(address).toBe(`/help/files/refunds/${picture}`)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(room.git('show', '--format=', '--name-only', 'HEAD').trim().split('\n').sort()).toEqual([
      `articles/refunds/${picture}`,
      'articles/refunds/refund-time.md',
    ])
    expect(room.git('status', '--porcelain').trim()).toBe('')
  })

  test.each([
    ['text with the name of a picture', Buffer.from('hello'), 415, 'no PNG'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'no PNG'],
    ['nothing', Buffer.alloc(0), 415, 'no picture'],
    ['too much', Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]), 415, 'more than 2 MB'],
  ])('that are %s are refused with a sentence', async (_, content, status, words) => {
    await using room = await openTestEditing()
    const path = await room.open()

    const refused = await room.send(`${path}/pictures?lang=en`, form(content, 'a.png'))

    expect(refused.status).toBe(status)
    expect(refused.html).toContain(words)
  })

  test('are no way to other files, nor to those of what customers may not read', async () => {
    await using room = await openTestEditing()
    await mkdir(join(room.contentFolder, 'articles', 'refunds', 'images'), { recursive: true })
    await writeFile(join(room.contentFolder, 'articles', 'refunds', 'images', 'a.png'), PNG)
    await writeFile(join(room.contentFolder, 'secret.png'), PNG)
    const draft = await room.read('refunds/refund-draft.md')
    await room.change('refunds/refund-draft.md', `${draft}\n![a](images/a.png)\n`)

    const statuses = await Promise.all(
      [
        '/help/files/refunds/images/a.png',
        '/help/files/refunds/refund-time.md',
        '/help/files/..%2fsecret.png',
        '/knowledge/files/..%2fsecret.png',
        '/knowledge/files/refunds/refund-time.md',
      ].map(async (path) => (await room.get(path)).status),
    )

    expect(statuses).toEqual([404, 404, 404, 404, 404])
    expect((await room.get('/knowledge/files/refunds/images/a.png')).status).toBe(200)
  })
})

test('leaves nothing behind in the folder of pictures when a change is thrown away', async () => {
  await using room = await openTestEditing()
  const path = await room.open()
  const data = new FormData()
  data.set('picture', new File([Buffer.from('GIF89a0000000000000')], 'a.gif'))
  await room.send(`${path}/pictures`, data)
  const folder = join(room.dataFolder, 'article-drafts')
  const before = await readdir(folder)

  await room.post(`${path}/discard`, { revision: await room.revisionOf(path) })

  expect(before).toHaveLength(1)
  expect(await readdir(folder)).toEqual([])
})
