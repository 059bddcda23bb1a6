import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASSETS_PATH, assetsIn, openAssets } from './assets.js'
import { packageFile } from './package-file.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-assets-'))
  await writeFile(join(folder, 'kefu.css'), 'body { color: teal }')
  await writeFile(join(folder, 'dot.png'), 'not really a picture')
})
afterAll(() => rm(folder, { recursive: true }))

async function testApp() {
  const assets = await openAssets(await assetsIn(folder))
  return { assets, app: new Hono().route(ASSETS_PATH, assets.routes) }
}

describe('an asset', () => {
  test('has its hash in its address and may be kept for ever', async () => {
    const { assets, app } = await testApp()

    const response = await app.request(assets.url('kefu.css'))

    expect(assets.url('kefu.css')).toMatch(/^\/assets\/kefu\.[0-9a-f]{10}\.css$/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(await response.text()).toBe('body { color: teal }')
  })

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('is compressed for a browser that takes %s', async (accepted, used, unpack) => {
    const { assets, app } = await testApp()

    const headers = { 'accept-encoding': accepted }
    const response = await app.request(assets.url('kefu.css'), { headers })

    expect(response.headers.get('content-encoding')).toBe(used)
    const content = unpack(Buffer.from(await response.arrayBuffer()))
    expect(content.toString()).toBe('body { color: teal }')
  })

  test('that is a picture is not compressed again', async () => {
    const { assets, app } = await testApp()

    const headers = { 'accept-encoding': 'br' }
    const response = await app.request(assets.url('dot.png'), { headers })

    expect(response.headers.get('content-encoding')).toBeNull()
  })

  test.each(['/assets/kefu.0123456789.css', '/assets/kefu.css'])(
    'asked for as %s is given, but not for ever',
    async (address) => {
      const { app } = await testApp()

      const response = await app.request(address)

      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test.each(['/assets/other.css', '/assets/..%2fpackage.json'])(
    'that nobody listed is not found: %s',
    async (address) => {
      const { app } = await testApp()

      expect((await app.request(address)).status).toBe(404)
    },
  )

  test('that nobody listed has no address', async () => {
    const { assets } = await testApp()

    expect(() => assets.url('other.css')).toThrow('No asset is named other.css.')
  })

  test('cannot share its name with another', async () => {
    const file = { name: 'kefu.css', path: join(folder, 'kefu.css') }

    await expect(openAssets([file, file])).rejects.toThrow('Two assets are named kefu.css.')
  })
})

describe('a file of a package', () => {
  test('is found, also when the package does not export it', () => {
    expect(packageFile('hono', 'LICENSE')).toMatch(/node_modules.hono.LICENSE$/)
  })

  test('that is missing is reported with what to run', () => {
    expect(() => packageFile('no-such-package', 'index.js')).toThrow(
      'index.js of the package no-such-package is not installed. Run npm ci',
    )
  })
})
