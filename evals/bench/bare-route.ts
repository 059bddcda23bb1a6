import { Hono } from 'hono'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { serveHttp } from '../../platform/http/serve.js'

// A route of Hono that reads JSON and answers, in a process of its own: what `bareRoute` measures.
const app = new Hono<HttpEnv>()
app.post('/', async (c) => c.json({ id: typeof (await c.req.json()) }))
const server = await serveHttp(app, { host: '127.0.0.1', port: 0 })
process.once('disconnect', () => process.exit())
process.send?.(server.url)
