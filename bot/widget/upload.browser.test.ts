import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { SAMPLE_FILES, type SampleFile } from '../channel/sample-files.js'
import { frameOf, SEND_BOX } from './drive-chat.js'
import { visitShop } from './visit-shop.js'

/** Where pictures go for those who want to look at them; without it none are taken. */
const PICTURES = process.env['KEFU_PICTURES']

const file = (kind: SampleFile, name: string, mimeType: string) => ({
  name,
  mimeType,
  buffer: SAMPLE_FILES[kind]() as Buffer,
})

/** A customer on a phone. */
const visit = (browser: TestBrowser, locale = 'zh-CN') =>
  visitShop(browser, { width: 390, height: 844, locale })

const choose = (frame: Frame, ...files: ReturnType<typeof file>[]) =>
  frame.setInputFiles('input[type="file"]', files)

/** As a person sees them before pressing Enter. */
const staged = (frame: Frame, count: number) =>
  expect.poll(() => frame.locator('#chat-staged li').count()).toBe(count)

async function send(frame: Frame, text = '') {
  if (text) await frame.fill(SEND_BOX, text)
  else await frame.focus(SEND_BOX)
  await frame.press(SEND_BOX, 'Enter')
}

describe.runIf(hasBrowser())('files in a browser', { timeout: 120_000 }, () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('are sent with words, seen as they are, and by name after a reload', async () => {
    await using shop = await visit(browser)
    const { chat, page } = shop
    const frame = await shop.openChat()
    await choose(
      frame,
      file('png', '破损.png', 'image/png'),
      file('pdf', '发票.pdf', 'application/pdf'),
    )
    await staged(frame, 2)
    await send(frame, '收到就是裂的')

    await expect
      .poll(() => chat.messages.map(({ text, extras }) => [text, extras.files?.length]))
      .toEqual([['收到就是裂的', 2]])
    await expect.poll(() => frame.locator('.chat-picture').count()).toBe(1)
    expect(await frame.locator('.chat-picture').getAttribute('alt')).toBe('破损.png')
    // Own words and files stand on one side.
    const right = async (what: string) => {
      const box = await frame.locator(what).first().boundingBox()
      return Math.round((box?.x ?? 0) + (box?.width ?? 0))
    }
    const bubble = '.webchat__bubble:has-text("收到就是裂的") .webchat__bubble__content'
    expect([await right('.chat-picture'), await right('.chat-file')]).toEqual([
      await right(bubble),
      await right(bubble),
    ])
    expect(await frame.locator('.chat-file').textContent()).toMatch(/^发票\.pdf，1\s*kB$/)
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'files-zh.png') })
    expect(await axeViolations(page, { frames: true })).toEqual([])

    await page.reload()
    const again = await frameOf(page)
    await expect.poll(() => again.locator('.chat-file').allTextContents()).toHaveLength(2)
    expect(await again.locator('.chat-file').first().textContent()).toContain('破损.png')
    expect(shop.complaints).toEqual([])
  })

  test('without a word are one message, and no empty bubble', async () => {
    await using shop = await visit(browser, 'en-US')
    const frame = await shop.openChat()
    await choose(
      frame,
      file('png', 'cup.png', 'image/png'),
      file('png', 'wrong-one.png', 'image/png'),
    )
    await expect
      .poll(() => frame.locator('#chat-staged li').allTextContents())
      .toEqual(['cup.png, 1 kB×', 'wrong-one.png, 1 kB×'])
    await frame.getByRole('button', { name: 'Leave out wrong-one.png' }).click()
    await frame.click('.webchat__send-button')

    await expect.poll(() => shop.chat.messages.length).toBe(1)
    await frame.locator('.chat-picture').waitFor()
    expect(shop.chat.messages[0]?.extras.files).toMatchObject([{ name: 'cup.png' }])
    expect(await frame.locator('#chat-staged').isVisible()).toBe(false)
    expect(await frame.locator('.webchat__bubble').count()).toBe(1)
    expect(shop.complaints).toEqual([])
  })

  test('that are too large or too many do not get into the box, with the reason', async () => {
    await using shop = await visit(browser)
    const frame = await shop.openChat()
    const large = { ...file('png', 'a.png', 'image/png'), buffer: Buffer.alloc(11 * 1024 * 1024) }

    await choose(frame, large)
    await frame.getByText('file-too-large zh-Hans 10').waitFor()
    await choose(
      frame,
      ...Array.from({ length: 6 }, (_, i) => file('png', `${i}.png`, 'image/png')),
    )
    await frame.getByText('file-too-many zh-Hans 5').waitFor()
    await send(frame)

    await expect
      .poll(() => shop.chat.messages.map(({ extras }) => extras.files?.length))
      .toEqual([5])
    await frame.getByText('file-too-many').waitFor({ state: 'hidden' })
  })

  test('that are not what they seem are refused in the service’s words', async () => {
    await using shop = await visit(browser)
    const frame = await shop.openChat()
    await choose(frame, file('html', 'photo.png', 'image/png'))
    await staged(frame, 1)
    await send(frame, '看图')

    await frame.getByText('file-wrong-type zh-Hans').waitFor()
    expect(shop.chat.messages).toEqual([])
  })
})
