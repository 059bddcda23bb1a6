import { describe, expect, test } from 'vitest'
import { readConfig } from './config.js'

describe('the configuration', () => {
  test('works on a laptop with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      http: { port: 3000, host: '127.0.0.1' },
      dataFolder: '.kefu',
      embedder: { kind: 'built-in' },
    })
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
