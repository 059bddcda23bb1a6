import { Agent, request } from 'node:http'
import { expect, test } from 'vitest'
import { newId } from '../id.js'
import { silentLog } from '../log.js'
import { createHttpApp } from './app.js'
import { serveHttp } from './serve.js'

const MB = 1024 * 1024

function testApp() {
  const app = createHttpApp({
    log: silentLog,
    newId,
    maxBody: 100,
    largerBodies: [{ path: /^\/files\/[^/]+$/, max: 1_000 }],
  })
  app.post('/echo', async (c) => c.text(await c.req.text()))
  app.post('/files/:id', async (c) => c.text(await c.req.text()))
  return app
}

/** Posts over one connection that is kept, as browsers do. */
function openConnection(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    post: (body: string, headers: Record<string, string | number> = {}) =>
      new Promise<{ status: number | undefined; reused: boolean }>((resolve, reject) => {
        const sent = request(
          { port, path: '/echo', method: 'POST', agent, headers },
          (response) => {
            response.resume()
            response.on('end', () =>
              resolve({ status: response.statusCode, reused: sent.reusedSocket }),
            )
          },
        )
        sent.on('error', reject)
        sent.end(body)
      }),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

test('a body of 1 MB is refused, and its connection is good for the next request', async () => {
  await using server = await serveHttp(testApp(), { host: '127.0.0.1', port: 0, grace: 100 })
  using connection = openConnection(server.port)

  const refused = await connection.post('x'.repeat(MB))
  const next = await connection.post('hello')

  expect(refused.status).toBe(413)
  expect(next).toEqual({ status: 200, reused: true })
})

test('a body that does not say its length is refused, and the client comes back', async () => {
  await using server = await serveHttp(testApp(), { host: '127.0.0.1', port: 0, grace: 100 })
  using connection = openConnection(server.port)

  const refused = await connection.post('x'.repeat(200), { 'transfer-encoding': 'chunked' })
  const next = await connection.post('hello')

  expect(refused.status).toBe(413)
  expect(next).toEqual({ status: 200, reused: false })
})

test.each([
  ['/files/a', 900, 200],
  ['/files/a', 1_001, 413],
  ['/files/a/b', 900, 413],
  ['/echo', 900, 413],
])('%s takes %i bytes with %i', async (path, size, status) => {
  const headers = { 'content-length': String(size) }

  const response = await testApp().request(path, {
    method: 'POST',
    headers,
    body: 'x'.repeat(size),
  })

  expect(response.status).toBe(status)
})

test('a body that does not say its length may not be larger anywhere', async () => {
  const headers = { 'transfer-encoding': 'chunked' }

  const response = await testApp().request('/files/a', {
    method: 'POST',
    headers,
    body: 'x'.repeat(900),
  })

  expect(response.status).toBe(413)
})
