import { describe, expect, test } from 'vitest'
import { readConfig } from './config.js'

describe('the configuration', () => {
  test('works on a laptop with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      http: { port: 3000, host: '127.0.0.1' },
      dataFolder: '.kefu',
    })
  })

  test.each([
    ['KEFU_PORT', '70000', 'KEFU_PORT is "70000". Set a whole number from 0 to 65535'],
    ['KEFU_PORT', 'http', 'KEFU_PORT is "http"'],
    ['KEFU_LOG', 'loud', 'KEFU_LOG is "loud". Set one of debug, info, warn, error, silent'],
  ])('stops at %s=%s with what to set instead', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message)
  })
})
