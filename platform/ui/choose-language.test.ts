import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { chooseLanguage } from './choose-language.js'

const app = new Hono().get('/', (c) => c.text(chooseLanguage(c)))

describe('the language of a page', () => {
  test.each([
    { address: '/?lang=zh-Hant', headers: { cookie: 'kefu-language=en' }, language: 'zh-Hant' },
    { address: '/', headers: { cookie: 'kefu-language=en' }, language: 'en' },
    { address: '/', headers: { 'accept-language': 'zh-TW,en;q=0.8' }, language: 'zh-Hant' },
    { address: '/?lang=klingon', headers: { 'accept-language': 'en-GB' }, language: 'en' },
    { address: '/', headers: { 'accept-language': 'fr' }, language: 'zh-Hans' },
  ])('$address with $headers is $language', async ({ address, headers, language }) => {
    const response = await app.request(address, { headers })

    expect(await response.text()).toBe(language)
  })

  test('is remembered once it was asked for', async () => {
    const response = await app.request('/?lang=en')

    expect(response.headers.get('set-cookie')).toContain('kefu-language=en')
  })
})
