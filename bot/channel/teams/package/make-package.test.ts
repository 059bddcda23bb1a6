import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { makePackage } from './make-package.js'
import { MANIFEST } from './manifest.js'

const FILE = fileURLToPath(new URL('../../../../content/teams-app.yaml', import.meta.url))
const APP_ID = '00000000-0000-4000-8000-0000000000b0'
const FACTS = { file: FILE, appId: APP_ID, site: 'https://help.qingwu.example', version: '1.2.3' }

describe('the app package', () => {
  test('holds what Teams wants, and nothing that it does not know', async () => {
    const files = unzipSync(await makePackage(FACTS))
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))

    expect(Object.keys(files).sort()).toEqual([
      'color.png',
      'manifest.json',
      'outline.png',
      'zh-Hans.json',
      'zh-Hant.json',
    ])
    expect(MANIFEST.safeParse(manifest).error).toBeUndefined()
    expect(manifest).toMatchObject({
      id: APP_ID,
      version: '1.2.3',
      bots: [{ botId: APP_ID, scopes: ['personal', 'team', 'groupChat'], supportsFiles: true }],
      validDomains: ['help.qingwu.example'],
    })
    for (const { file } of manifest.localizationInfo.additionalLanguages) {
      const words = JSON.parse(strFromU8(files[file] ?? new Uint8Array()))
      expect(words['name.short']).toBe('青梧客服')
      expect(words['bots[0].commandLists[0].commands[2].title']).toBe('人工')
    }
  })

  test('has icons of the two sizes, the second white on nothing', async () => {
    const files = unzipSync(await makePackage(FACTS))
    const [color, outline] = ['color.png', 'outline.png'].map((name) => pixelsOf(files[name]))

    expect(color?.size).toBe(192)
    expect(color?.at(0, 0)).toEqual([0x0b, 0x6e, 0x4f, 255])
    expect(color?.at(96, 90)).toEqual([255, 255, 255, 255])
    expect(outline?.size).toBe(32)
    expect(outline?.at(0, 0)[3]).toBe(0)
    const shown = outline?.all().filter(([, , , alpha]) => alpha > 0) ?? []
    expect(shown.length).toBeGreaterThan(100)
    for (const [red, green, blue] of shown) expect([red, green, blue]).toEqual([255, 255, 255])
  })

  test('is the same file for the same input', async () => {
    expect(await makePackage(FACTS)).toEqual(await makePackage(FACTS))
  })

  test('is refused with every mistake at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kefu-package-'))
    const file = join(folder, 'teams-app.yaml')
    const text = await readFile(FILE, 'utf8')
    await writeFile(
      file,
      text
        .replace('developer: Qingwu ', `developer: ${'x'.repeat(33)} `)
        .replace('website: https', 'website: http'),
    )

    const making = makePackage({ ...FACTS, file })

    await expect(making).rejects.toThrow(/developer: .*32[\s\S]*website: /)
    await rm(folder, { recursive: true })
  })

  test.each([
    [{ appId: '' }, 'id'],
    [{ version: '1.2' }, 'version'],
    [{ site: 'http://127.0.0.1:3000/' }, undefined],
    [{ site: 'http://localhost:3000/' }, 'validDomains'],
  ])('is checked against the rules of Teams: %j', async (more, field) => {
    const making = makePackage({ ...FACTS, ...more })

    if (field === undefined) await expect(making).resolves.toBeInstanceOf(Uint8Array)
    else await expect(making).rejects.toThrow(`manifest.json: ${field}`)
  })
})

/** Reads a PNG as far as ours are one: eight bits, four channels, no filter. */
function pixelsOf(png: Uint8Array | undefined) {
  const bytes = Buffer.from(png ?? [])
  const size = bytes.readUInt32BE(16)
  const start = bytes.indexOf('IDAT')
  const length = bytes.readUInt32BE(start - 4)
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + length))
  const at = (x: number, y: number) => {
    const from = y * (1 + 4 * size) + 1 + 4 * x
    return [...rows.subarray(from, from + 4)] as [number, number, number, number]
  }
  const all = () =>
    Array.from({ length: size * size }, (_, each) => at(each % size, Math.floor(each / size)))
  return { size, at, all }
}
