import { describe, expect, test } from 'vitest'
import { Fault, type FaultCode } from '../fault.js'
import { newId } from '../id.js'
import type { Logger } from '../log.js'
import { silentLog } from '../log.js'
import { createHttpApp } from './app.js'
import { widenPolicy } from './policy.js'
import { readJson } from './read-json.js'

const HTML = { accept: 'text/html,application/xhtml+xml' }

function testApp(log: Logger = silentLog) {
  const app = createHttpApp({ log, newId, maxBody: 100 })
  app.get('/page', (c) => c.html(`<style nonce="${c.get('nonce')}"></style>`))
  app.get('/wide', (c) => {
    widenPolicy(c, { 'img-src': ['https://cdn.example'] })
    return c.html('')
  })
  app.get('/fault/:code', (c) => {
    throw new Fault(c.req.param('code') as FaultCode, 'The order 7 is closed. Open another.')
  })
  app.get('/bug', () => {
    throw new Error('password of the database is hunter2')
  })
  app.post('/echo', async (c) => c.json(await readJson(c)))
  return app
}

describe('the policy of a page', () => {
  test('allows own scripts only, and styles by the nonce that the page was given', async () => {
    const response = await testApp().request('/page', { headers: { host: 'shop.example:8080' } })

    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1]
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`)
    expect(policy).toContain(
      "connect-src 'self' blob: ws://shop.example:8080 wss://shop.example:8080",
    )
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('unsafe')
  })

  test('keeps pages and files from other sites, but for what says that it is for them', async () => {
    const app = testApp()
    app.get('/for-all', (c) => {
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return c.body('')
    })

    const page = await app.request('/page')
    const forAll = await app.request('/for-all')

    expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(forAll.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    // `frame-ancestors` says it, and this header would say it a second time, with fewer words.
    expect(page.headers.get('x-frame-options')).toBeNull()
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('has another nonce each time', async () => {
    const app = testApp()

    const first = await (await app.request('/page')).text()
    const second = await (await app.request('/page')).text()

    expect(first).not.toBe(second)
  })

  test('can be widened by a page, for that page', async () => {
    const app = testApp()

    const wide = await app.request('/wide')
    const other = await app.request('/page')

    const images = "img-src 'self' data: blob: https://cdn.example;"
    expect(wide.headers.get('content-security-policy')).toContain(images)
    expect(other.headers.get('content-security-policy')).not.toContain('cdn.example')
  })

  test('takes no directive from a forged host', async () => {
    const response = await testApp().request('/page', { headers: { host: 'x; script-src *' } })

    expect(response.headers.get('content-security-policy')).not.toContain('script-src *')
  })
})

describe('an error', () => {
  test.each([
    ['bad-input', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['too-large', 413],
    ['too-many', 429],
  ])('%s is answered with %i and its sentence', async (code, status) => {
    const response = await testApp().request(`/fault/${code}`)

    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      error: { code, message: 'The order 7 is closed. Open another.' },
    })
  })

  test.each([
    ['too-many', '5'],
    ['upstream-down', '5'],
    ['misconfigured', null],
  ])('%s says when to come again, where that helps: %s', async (code, seconds) => {
    const response = await testApp().request(`/fault/${code}`)

    expect(response.headers.get('retry-after')).toBe(seconds)
  })

  test.each([
    ['upstream-down', 503],
    ['misconfigured', 500],
  ])('%s is answered with %i and nothing of the inside', async (code, status) => {
    const response = await testApp().request(`/fault/${code}`)

    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('order 7')
  })

  test('of an unknown kind tells the request id, which the log knows too, and no more', async () => {
    const lines: Record<string, unknown>[] = []
    const response = await testApp(captureErrors(lines)).request('/bug')

    const text = await response.text()
    const requestId = response.headers.get('x-request-id') ?? ''
    expect(response.status).toBe(500)
    expect(requestId).toMatch(/^request_/)
    expect(text).toContain(requestId)
    expect(text).not.toContain('hunter2')
    expect(lines).toMatchObject([{ requestId, reason: expect.stringContaining('hunter2') }])
  })

  test.each([
    ['zh-CN,zh;q=0.9', '找不到这一页', 'zh-Hans'],
    ['zh-TW', '找不到這一頁', 'zh-Hant'],
    ['en-GB', 'There is no such page', 'en'],
  ])('is a page in the language of the browser (%s)', async (accepted, title, lang) => {
    const headers = { ...HTML, 'accept-language': accepted }
    const response = await testApp().request('/nowhere', { headers })

    const page = await response.text()
    expect(response.status).toBe(404)
    expect(page).toContain(`<h1>${title}</h1>`)
    expect(page).toContain(`<html lang="${lang}">`)
  })

  test('shows markup from the address as text', async () => {
    const response = await testApp().request('/<script>alert(1)</script>', { headers: HTML })

    expect(await response.text()).not.toContain('<script>')
  })
})

describe('a request body', () => {
  test('above the limit is refused with the limit', async () => {
    const response = await testApp().request('/echo', { method: 'POST', body: 'x'.repeat(101) })

    expect(response.status).toBe(413)
    expect(await response.text()).toContain('larger than 100 bytes')
  })

  test.each(['{"a":', '', 'null', '[1]', '"text"'])('%j is refused as bad input', async (body) => {
    const response = await testApp().request('/echo', { method: 'POST', body })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'bad-input' } })
  })
})

function captureErrors(lines: Record<string, unknown>[], inherited = {}): Logger {
  return {
    ...silentLog,
    error: (facts) => lines.push({ ...inherited, ...facts }),
    child: (facts) => captureErrors(lines, { ...inherited, ...facts }),
  }
}
