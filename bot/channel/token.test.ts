import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { openTestChat } from './open-test-chat.js'
import { createChatTokens } from './token.js'

describe('a token', () => {
  test('is given with its conversation and its seconds', async () => {
    const { call } = openTestChat()

    const { status, body } = await call('POST', '/tokens/generate')

    expect(status).toBe(200)
    expect(body).toEqual({
      conversationId: expect.stringMatching(/^conversation_/),
      token: expect.any(String),
      expires_in: 1800,
    })
  })

  test('that has expired is answered with 403, the word for it among Direct Line clients', async () => {
    const { clock, enter } = openTestChat()
    const { poll } = await enter()

    clock.advance(30 * MINUTE - 1)
    expect((await poll()).status).toBe(200)
    clock.advance(1)
    expect((await poll()).status).toBe(403)
  })

  test('can be refreshed before it expires, and then goes on', async () => {
    const { clock, call, enter } = openTestChat()
    const { token, path } = await enter()

    clock.advance(15 * MINUTE)
    const { body } = await call('POST', '/tokens/refresh', token)
    clock.advance(20 * MINUTE)

    expect((await call('GET', `${path}/activities`, body.token)).status).toBe(200)
  })

  test.each([
    ['missing', undefined],
    ['not a token', 'nonsense'],
    ['three empty parts', '..'],
  ])('that is %s is answered with 401', async (_, token) => {
    const { call, enter } = openTestChat()
    const { path } = await enter()

    expect((await call('GET', `${path}/activities`, token)).status).toBe(401)
  })

  test('signed with another secret is answered with 401', async () => {
    const { call, clock, enter } = openTestChat()
    const { id, path } = await enter()
    const pass = { conversation: id, visitorId: 'visitor_000000000001', language: 'en' } as const
    const forged = await createChatTokens('a guess', clock).issue(pass, 'chat', MINUTE)

    expect((await call('GET', `${path}/activities`, forged)).status).toBe(401)
  })

  test('for a socket is of no use for requests', async () => {
    const { call, tokens, enter } = openTestChat()
    const { id, path } = await enter()
    const pass = { conversation: id, visitorId: 'visitor_000000000001', language: 'en' } as const
    const ticket = await tokens.issue(pass, 'socket', MINUTE)

    expect((await call('GET', `${path}/activities`, ticket)).status).toBe(401)
  })

  test.each([
    ['GET', ''],
    ['GET', '/activities'],
    ['POST', '/activities'],
    ['POST', '/upload'],
  ])('opens no other conversation: %s %s', async (method, rest) => {
    const { call, enter } = openTestChat()
    const mine = await enter()
    const theirs = await enter()

    const body = method === 'POST' ? { type: 'message', text: '在吗' } : undefined
    const { status } = await call(method, `${theirs.path}${rest}`, mine.token, body)

    expect(status).toBe(404)
  })

  test('is not given to one address without end', async () => {
    const { call } = openTestChat()
    for (let i = 0; i < 300; i++) await call('POST', '/tokens/generate')

    expect((await call('POST', '/tokens/generate')).status).toBe(429)
  })
})
