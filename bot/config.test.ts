import { describe, expect, test } from 'vitest'
import { readConfig } from './config.js'

describe('the configuration', () => {
  test('works on a laptop with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      http: { port: 3000, host: '127.0.0.1' },
      dataFolder: '.kefu',
      embedder: { kind: 'built-in' },
      shop: { kind: 'sample' },
    })
  })

  test('takes the shop with its key, and the secret that it signs with', () => {
    const env = { KEFU_SHOP_URL: 'https://shop.example/kefu/', KEFU_SHOP_KEY: 'k' }
    const secret = 'x'.repeat(32)

    expect(readConfig(env).shop).toEqual({
      kind: 'http',
      url: 'https://shop.example/kefu',
      key: 'k',
      identity: null,
    })
    expect(readConfig({ ...env, KEFU_IDENTITY_SECRET: secret }).shop).toMatchObject({
      identity: { secret, path: '/kefu-identity' },
    })
  })

  test.each([
    [{ KEFU_SHOP_KEY: 'k' }, 'KEFU_SHOP_KEY is set but KEFU_SHOP_URL is not'],
    [{ KEFU_SHOP_URL: 'https://a.example' }, 'KEFU_SHOP_URL is set but KEFU_SHOP_KEY is not'],
    [
      { KEFU_SHOP_URL: 'ftp://a.example', KEFU_SHOP_KEY: 'k' },
      'KEFU_SHOP_URL is "ftp://a.example"',
    ],
    [
      { KEFU_SHOP_URL: 'https://a.example', KEFU_SHOP_KEY: 'k', KEFU_IDENTITY_SECRET: 'short' },
      'KEFU_IDENTITY_SECRET has 5 characters. Set at least 32',
    ],
  ])('stops at half a shop: %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  test('takes the origins of the pages that embed the chat', () => {
    const listed = 'https://shop.example, http://localhost:8080 https://青梧.example'

    expect(readConfig({}).chatOrigins).toEqual([])
    expect(() => readConfig({ KEFU_CHAT_ORIGINS: listed })).toThrow('https://青梧.example')
    expect(
      readConfig({ KEFU_CHAT_ORIGINS: 'https://shop.example, http://localhost:8080' }).chatOrigins,
    ).toEqual(['https://shop.example', 'http://localhost:8080'])
  })

  test.each([
    '*',
    'https://*.shop.example',
    'shop.example',
    'https://shop.example/',
    'https://a/b',
  ])('stops at the origin %s, which no browser would say', (origin) => {
    expect(() => readConfig({ KEFU_CHAT_ORIGINS: origin })).toThrow(
      `KEFU_CHAT_ORIGINS has "${origin}". List whole origins`,
    )
  })

  test.each([
    ['KEFU_PORT', '70000', 'KEFU_PORT is "70000". Set a whole number from 0 to 65535'],
    ['KEFU_PORT', 'http', 'KEFU_PORT is "http"'],
    ['KEFU_EMBEDDER', '/models/mine', 'KEFU_EMBEDDER is "/models/mine". Set built-in, folder:'],
    ['KEFU_EMBEDDER', 'folder:', 'KEFU_EMBEDDER is "folder:". Set built-in, folder:'],
    ['KEFU_LOG', 'loud', 'KEFU_LOG is "loud". Set one of debug, info, warn, error, silent'],
  ])('stops at %s=%s with what to set instead', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message)
  })

  test.each([
    ['folder:/models/my model', { kind: 'folder', folder: '/models/my model' }],
    ['module:./my-embeddings.js', { kind: 'module', file: './my-embeddings.js' }],
    [' ', { kind: 'built-in' }],
  ])('takes the embedding model of %s', (value, embedder) => {
    expect(readConfig({ KEFU_EMBEDDER: value }).embedder).toEqual(embedder)
  })
})
