import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../platform/clock.js'
import { LANGUAGES } from '../../platform/language.js'
import { STARTS } from './chat-panel.js'
import { openTestShop } from './open-test-shop.js'
import { widgetWords } from './widget-words.js'

const ARTICLES = fileURLToPath(new URL('../../content/articles', import.meta.url))

describe('the page of the shop', () => {
  test.each([
    ['/?lang=zh-Hant', 'en', '<html lang="zh-Hant">', '青梧商城'],
    ['/', 'en-GB,en', '<html lang="en">', 'Qingwu'],
    ['/', 'zh-CN', '<html lang="zh-Hans">', '青梧商城'],
    ['/?lang=nonsense', 'fr', '<html lang="zh-Hans">', '青梧商城'],
  ])('at %s for a browser of %s is %s', async (address, accepted, html, title) => {
    const { app } = await openTestShop()

    const response = await app.request(address, { headers: { 'accept-language': accepted } })
    const page = await response.text()

    expect(response.status).toBe(200)
    expect(page).toContain(html)
    expect(page).toContain(title)
    expect(page).toContain('<script src="/widget.js" async')
  })

  test.each(['/', '/chat/frame'])('at %s has no script or style in its own text', async (path) => {
    const { app } = await openTestShop()

    const page = await (await app.request(path)).text()

    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/)
  })

  test.each(LANGUAGES)('refers only to files that are there, in %s', async (language) => {
    const { app } = await openTestShop()

    const pages = ['/', '/chat/frame'].map(async (path) =>
      (await app.request(`${path}?lang=${language}`)).text(),
    )
    const addresses = new Set((await Promise.all(pages)).join().match(/\/assets\/[\w.-]+/g))
    const answers = await Promise.all([...addresses].map((address) => app.request(address)))

    expect(addresses.size).toBeGreaterThan(8)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  })
})

describe('the questions to begin with', () => {
  test.each(['zh-Hans', 'en'] as const)('are titles of articles in %s', async (language) => {
    const files = await readdir(ARTICLES, { recursive: true })
    const texts = await Promise.all(
      files
        .filter((file) => file.endsWith('.md'))
        .map((file) => readFile(join(ARTICLES, file), 'utf8')),
    )
    const words = widgetWords(language)

    for (const start of STARTS) {
      const title = `\ntitle: ${words(start)}\n`
      expect(texts.filter((text) => text.includes(title))).toHaveLength(1)
    }
  })
})

describe('the token for the chat', () => {
  test('brings a visitor back to their conversation by the cookie', async () => {
    const { enter } = await openTestShop()

    const first = await enter()
    const again = await enter({ cookie: first.cookie })
    const other = await enter()

    expect(first.status).toBe(200)
    expect(again.body.conversationId).toBe(first.body.conversationId)
    expect(other.body.conversationId).not.toBe(first.body.conversationId)
  })

  test('brings a visitor back by the last token where cookies are off', async () => {
    const { enter } = await openTestShop()

    const first = await enter()
    const again = await enter({ authorization: `Bearer ${first.body.token}` })

    expect(again.body.conversationId).toBe(first.body.conversationId)
  })

  test('is a new visitor’s when the last one expired and there is no cookie', async () => {
    const { enter, clock } = await openTestShop()
    const first = await enter()

    clock.advance(31 * MINUTE)
    const again = await enter({ authorization: `Bearer ${first.body.token}` })

    expect(again.status).toBe(200)
    expect(again.body.conversationId).not.toBe(first.body.conversationId)
  })

  test.each([
    ['a forged cookie', { cookie: 'kefu-visitor=visitor_000000000001.forged' }],
    ['a forged token', { authorization: 'Bearer nonsense' }],
  ])('with %s is a new visitor’s', async (_, headers) => {
    const { enter } = await openTestShop()
    const first = await enter()

    const { status, body } = await enter(headers)

    expect(status).toBe(200)
    expect(body.conversationId).not.toBe(first.body.conversationId)
  })

  test.each(['', 'nonsense', '[]', '{"language":7}'])(
    'is given for a body of %j too',
    async (body) => {
      const { app } = await openTestShop()

      expect((await app.request('/chat/token', { method: 'POST', body })).status).toBe(200)
    },
  )

  test('is for one address not without end, but those who are known come in', async () => {
    const { enter } = await openTestShop()
    const known = await enter()
    for (let i = 1; i < 300; i++) await enter()

    expect((await enter()).status).toBe(429)
    expect((await enter({ cookie: known.cookie })).status).toBe(200)
  })

  test('keeps the visitor for half a year, out of reach of scripts', async () => {
    const { enter } = await openTestShop()

    const { setCookie } = await enter()

    expect(setCookie).toContain('HttpOnly')
    expect(setCookie).toContain(`Max-Age=${(180 * DAY) / 1_000}`)
  })
})

test('the page of another site gets no token, and cannot replace the visitor', async () => {
  const { enter } = await openTestShop()

  const { status, setCookie } = await enter({ 'sec-fetch-site': 'cross-site' })

  expect(status).toBe(400)
  expect(setCookie).not.toContain('kefu-visitor')
})
