import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { conversationOf, frameOf, LAUNCHER, SEND_BOX, send, shown } from './drive-chat.js'
import { type Visit, violations, visitForeign } from './visit-foreign.js'

/** Where pictures go for those who want to look at them; without it none are taken. */
const PICTURES = process.env['KEFU_PICTURES']

/** What holds the focus on the page, across the shadow root. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    return inner?.id || inner?.localName
  })

describe.runIf(hasBrowser())('using the chat on a shop’s page', { timeout: 120_000 }, () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser(['--test-third-party-cookie-phaseout'])
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('is used with the keyboard alone, and covers a phone’s screen while it is open', async () => {
    await using visit = await visitForeign(browser, {
      browser: { viewport: { width: 390, height: 844 } },
    })
    const { page } = visit
    await visit.enter()
    await page.locator(LAUNCHER).focus()
    await page.keyboard.press('Enter')
    const frame = await frameOf(page)
    await frame.waitForSelector(SEND_BOX)

    await expect.poll(() => focused(page)).toBe('iframe')
    await expect
      .poll(() => frame.evaluate(() => document.activeElement?.getAttribute('data-id')))
      .toBe('webchat-sendbox-input')
    expect(await page.locator('#kefu-chat #panel').boundingBox()).toMatchObject({
      x: 0,
      y: 0,
      width: 390,
      height: 844,
    })
    expect(await page.locator('main').getAttribute('inert')).not.toBeNull()
    expect(await page.locator('#kefu-chat #panel').getAttribute('aria-modal')).toBe('true')
    expect(await page.locator(LAUNCHER).isVisible()).toBe(false)

    await page.keyboard.press('Escape')

    await expect.poll(() => focused(page)).toBe('chat-launcher')
    expect(await page.locator(LAUNCHER).getAttribute('aria-expanded')).toBe('false')
    expect(await page.locator('main').getAttribute('inert')).toBeNull()
    await page.setViewportSize({ width: 1_000, height: 800 })
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('iframe')
    expect(await page.locator('main').getAttribute('inert')).toBeNull()
    expect(await page.locator(LAUNCHER).getAttribute('aria-expanded')).toBe('true')
  })

  test.each([
    { lang: 'zh-CN', theme: 'light', width: 390 },
    { lang: 'zh-TW', theme: 'dark', width: 390 },
    { lang: 'en', theme: 'light', width: 390 },
    { lang: 'zh-CN', theme: 'dark', width: 390 },
    { lang: 'en', theme: 'dark', width: 1280 },
    { lang: 'zh-TW', theme: 'light', width: 1280 },
  ] as const)('has no violation that axe finds, in $lang, $theme, at $width px', async (at) => {
    const { lang, theme, width } = at
    const height = width === 390 ? 844 : 800
    await using visit = await visitForeign(browser, {
      attributes: `data-lang="${lang}" data-theme="${theme}"`,
      browser: { viewport: { width, height }, colorScheme: theme },
    })
    const { page } = visit
    await visit.enter()
    expect(await violations(page)).toEqual([])
    await picture(page, `launcher-${lang}-${theme}-${width}`)

    const frame = await visit.openChat()
    await picture(page, `hello-${lang}-${theme}-${width}`)
    expect(await violations(page)).toEqual([])
    await talk(visit, frame, lang)
    await picture(page, `chat-${lang}-${theme}-${width}`)

    expect(await violations(page)).toEqual([])
  })

  const picture = async (page: Page, name: string) =>
    PICTURES && (await page.screenshot({ path: join(PICTURES, `${name}.png`) }))

  const WORDS = {
    'zh-CN': [
      '退款多久到账？',
      '三天内原路退回，银行处理要一到三天。[1]',
      '转人工',
      '您好，我是陈晨，我来查一下。',
    ],
    'zh-TW': [
      '退款多久到帳？',
      '三天內原路退回，銀行處理要一到三天。[1]',
      '轉人工',
      '您好，我是陳晨，我來查一下。',
    ],
    en: [
      'How long does a refund take?',
      'Three days, the way you paid. [1]',
      'A person, please',
      'Hello, I am Chen. Let me look.',
    ],
  } as const

  async function talk(visit: Visit, frame: Frame, lang: keyof typeof WORDS) {
    const [question, answer, request, hello] = WORDS[lang]
    const language = lang === 'en' ? 'en' : lang === 'zh-TW' ? 'zh-Hant' : 'zh-Hans'
    await send(frame, question)
    const id = await conversationOf(visit)
    visit.chat.say(id, {
      speaker: { role: 'bot' },
      language,
      text: answer,
      extras: {
        askFeedback: true,
        citations: [{ mark: 1, title: question, url: '/help/refund-time' }],
        choices: [{ title: request, value: request }],
      },
    })
    await frame.locator('.webchat__suggested-action').click()
    visit.chat.say(id, { speaker: { role: 'system' }, language, text: '→ 3' })
    visit.chat.say(id, {
      speaker: { role: 'agent', agent: 'agent_000000000001' as never, name: 'Chen' },
      language,
      text: hello,
    })
    await shown(frame, hello).waitFor()
  }

  test('leaves the Enter that ends a Chinese word to the input method', async () => {
    await using visit = await visitForeign(browser)
    const { page, context, chat } = visit
    await visit.enter()
    const frame = await visit.openChat()
    await frame.focus(SEND_BOX)
    const keys = await context.newCDPSession(page)

    for (const text of ['t', 'tu', 'tui', 'tui kuan']) {
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    }
    expect(await frame.inputValue(SEND_BOX)).toBe('tui kuan')
    // What browsers report for a key that the input method takes.
    await keys.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await keys.send('Input.insertText', { text: '退款' })
    await keys.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 13,
    })

    expect(await frame.inputValue(SEND_BOX)).toBe('退款')
    expect(chat.messages).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => chat.messages.map(({ text }) => text)).toEqual(['退款'])
  })
})
