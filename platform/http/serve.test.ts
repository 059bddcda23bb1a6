import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../id.js'
import { silentLog } from '../log.js'
import { createHttpApp } from './app.js'
import { serveHttp, upgradeWebSocket } from './serve.js'

function testApp() {
  const app = createHttpApp({ log: silentLog, newId })
  app.get('/', (c) => c.text('ready'))
  app.get(
    '/socket',
    upgradeWebSocket(() => ({ onMessage: (event, socket) => socket.send(`got ${event.data}`) })),
  )
  return app
}

const LOCAL = { host: '127.0.0.1', port: 0 }

describe('a server', () => {
  test('answers requests and sockets on one port', async () => {
    await using server = await serveHttp(testApp(), LOCAL)

    const response = await fetch(server.url)
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`)
    await once(socket, 'open')
    socket.send('hello')
    const [answer] = await once(socket, 'message')

    expect(await response.text()).toBe('ready')
    expect(String(answer)).toBe('got hello')
  })

  test('says which port is in use and what to do', async () => {
    await using server = await serveHttp(testApp(), LOCAL)

    const second = serveHttp(testApp(), { ...LOCAL, port: server.port })

    await expect(second).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining(`Port ${server.port} on 127.0.0.1 is in use.`),
    })
  })

  test('says that an address is not of this machine', async () => {
    const elsewhere = serveHttp(testApp(), { host: '192.0.2.1', port: 0 })

    await expect(elsewhere).rejects.toMatchObject({ code: 'misconfigured' })
  })

  test('tells sockets that it goes away when it stops, and frees the port', async () => {
    const server = await serveHttp(testApp(), LOCAL)
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`)
    await once(socket, 'open')

    const closed = once(socket, 'close')
    await server[Symbol.asyncDispose]()

    expect((await closed)[0]).toBe(1001)
    await using again = await serveHttp(testApp(), { ...LOCAL, port: server.port })
    expect(again.port).toBe(server.port)
  })

  test('closes a socket that sends more than a keep-alive needs', async () => {
    await using server = await serveHttp(testApp(), LOCAL)
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`)
    await once(socket, 'open')

    const closed = once(socket, 'close')
    socket.send('x'.repeat(17 * 1024))

    expect((await closed)[0]).toBe(1009)
  })
})
