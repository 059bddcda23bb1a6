import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { newId } from '../../platform/id.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestPages } from '../desk/open-test-pages.js'
import { CHEN, LIN } from '../tests/open-test-desk.js'
import { openTestUploads, pictureOf } from './open-test-uploads.js'
import type { NewFile } from './upload.js'
import { createUploadLinks, UPLOADS_PATH } from './upload-links.js'
import { uploadRoutes } from './upload-routes.js'

const ZHAO = 'agent_zhao00000000' as typeof CHEN

/** A case whose customer sent files, in the desk. */
async function openTest(files: readonly NewFile[], text = '') {
  const clock = fixedClock()
  const pages = await openTestPages(clock)
  const uploads = openTestUploads(pages.store, newId)
  const links = createUploadLinks('a secret of this test', clock)
  pages.app.route(UPLOADS_PATH, uploadRoutes({ uploads, links, accounts: pages.deps.accounts }))
  const id = await pages.openCase('我要投诉')
  const message = await uploads.keep(files, async (kept) => {
    const { conversation } = pages
    const incoming = { channelId: 'file-1', text, files: kept }
    const result = await pages.conversations.receive(conversation.id, incoming)
    return { used: true, result: result.message }
  })
  const [mark] = message.extras.files ?? []
  if (!mark) throw new Error('The message has no file.')
  return {
    ...pages,
    clock,
    links,
    uploads,
    message,
    file: mark.id,
    path: `/desk/cases/${id}`,
    async [Symbol.asyncDispose]() {
      await pages[Symbol.asyncDispose]()
      uploads[Symbol.dispose]()
    },
  }
}

const hrefIn = (html: string) =>
  /(?:src|href)="(\/desk\/files\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

describe('a customer’s file in the desk', () => {
  test('is a small picture beside the words, which runs and loads nothing', async () => {
    await using test = await openTest([pictureOf('red', '破损"><b>.png')], '裂了')
    const chen = await test.browser(CHEN)

    const html = await (await chen.get(test.path)).text()
    const picture = await chen.get(hrefIn(html))

    expect(html).toContain('裂了')
    expect(html).toMatch(
      /<img src="[^"]+" alt="破损&quot;&gt;&lt;b&gt;\.png" loading="lazy" width="40" height="30"/,
    )
    expect(await picture.text()).toBe('red')
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('破损"><b>.png')}`,
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  test('is a download with its type and size when it is no picture', async () => {
    const file: NewFile = {
      name: '发票.exe',
      type: 'application/pdf',
      content: Buffer.alloc(2_048),
    }
    await using test = await openTest([file])
    const chen = await test.browser(CHEN)

    const html = await (await chen.get(test.path)).text()
    const answer = await chen.get(hrefIn(html))

    expect(html).toContain('PDF, 2 kB')
    // Saved as what it is, whatever the customer calls it.
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('发票.exe.pdf')}`,
    )
  })

  test('stands by its name in the list, where there are no words', async () => {
    await using test = await openTest([pictureOf('red', 'broken-cup.png')])

    const html = await (await (await test.browser(CHEN)).get('/desk?view=queue')).text()

    expect(html).toContain('broken-cup.png')
  })
})

describe('the link to a file', () => {
  test('is the same for an hour, and good for two at most', async () => {
    await using test = await openTest([pictureOf('red')])
    const chen = await test.browser(CHEN)
    const href = test.links.hrefFor(test.file, CHEN)

    test.clock.advance(HOUR - 1)
    expect(test.links.hrefFor(test.file, CHEN)).toBe(href)
    test.clock.advance(1)
    expect(test.links.hrefFor(test.file, CHEN)).not.toBe(href)
    expect((await chen.get(href)).status).toBe(200)
    test.clock.advance(HOUR)
    const late = await chen.get(href)

    expect(late.status).toBe(403)
    expect(await late.text()).toContain('This link to a file has expired.')
  })

  test('is good for whom it was made only', async () => {
    await using test = await openTest([pictureOf('red')])
    const href = test.links.hrefFor(test.file, CHEN)
    const at = (path: string, from: typeof CHEN) =>
      test.browser(from).then((browser) => browser.get(path))

    expect((await at(href, LIN)).status).toBe(403)
    expect((await at(href, ZHAO)).status).toBe(403)
    const stranger = await test.app.request(href, { headers: { accept: 'text/html' } })
    expect(stranger.headers.get('location')).toMatch(/^\/desk\/sign-in/)
    expect((await test.app.request(href)).status).toBe(401)
  })

  test.each([
    ['without a signature', (href: string) => href.replace(/&sign=.*/, '')],
    ['with another moment', (href: string) => href.replace(/until=\d+/, 'until=9999999999999')],
    ['for another file', (href: string) => href.replace(/upload_\w+/, 'upload_000000000000')],
    ['with nonsense', () => `${UPLOADS_PATH}/upload_000000000000?until=x&sign=%00`],
  ])('%s opens nothing', async (_, forge) => {
    await using test = await openTest([pictureOf('red')])

    const answer = await (await test.browser(CHEN)).get(forge(test.links.hrefFor(test.file, CHEN)))

    expect(answer.status).toBe(403)
  })

  test.each(['x', '..%2f..%2fkefu.sqlite', 'case_000000000000'])(
    'to %s leads nowhere',
    async (id) => {
      await using test = await openTest([pictureOf('red')])

      const answer = await (await test.browser(CHEN)).get(`${UPLOADS_PATH}/${id}?until=1&sign=a`)

      expect(answer.status).toBe(404)
    },
  )

  test('to an erased file says so', async () => {
    await using test = await openTest([pictureOf('red')])
    await test.store.db.deleteFrom('upload').execute()

    const answer = await (await test.browser(CHEN)).get(test.links.hrefFor(test.file, CHEN))

    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('may have been erased')
  })
})
