import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ForeignShop extends AsyncDisposable {
  /** Another site than 127.0.0.1, so that browsers give its frames none of its cookies. */
  readonly origin: string
}

export interface ForeignShopOptions {
  /** Of the script tag, such as `data-color='#0a7a5a'`. */
  readonly attributes?: string
  readonly head?: string
  readonly body?: string
  readonly policy?: string
  /** What `/kefu-identity` answers. */
  readonly token?: () => Promise<string | null>
}

/** A shop's page on a host of its own with the script tag of the chat in it, as a shop writes it. */
export async function openForeignShop(
  kefu: () => string,
  options: ForeignShopOptions = {},
): Promise<ForeignShop> {
  const { attributes = '', head = '', body = '', policy, token } = options
  const page = () => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>别家的店</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
<body><main><h1>别家的店</h1><p><a id="link" href="#more">更多商品</a></p>${body}</main>
<script src="${kefu()}/widget.js" async ${attributes}></script></body></html>`
  const server = createServer(async (request, response) => {
    if (request.url === '/kefu-identity') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ token: (await token?.()) ?? null }))
      return
    }
    if (policy) response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page())
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
