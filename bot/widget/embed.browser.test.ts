import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, type TestBrowser } from '../../platform/testing/open-browser.js'
import { conversationOf, frameOf, LAUNCHER, send, shown } from './drive-chat.js'
import { violations, visitForeign } from './visit-foreign.js'

describe.runIf(hasBrowser())('the chat on the page of another site', { timeout: 120_000 }, () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser(['--test-third-party-cookie-phaseout'])
  })
  afterAll(() => browser[Symbol.asyncDispose]())

  test('loads nothing of the chat before it is opened, and answers when it is', async () => {
    await using visit = await visitForeign(browser)
    await visit.enter()
    const early = visit.asked.filter((url) => url.startsWith(visit.url))
    expect(early.map((url) => new URL(url).pathname)).toEqual(['/widget.js', '/chat/embed'])

    const frame = await visit.openChat()
    await send(frame, '退款多久到账？')
    visit.chat.say(await conversationOf(visit), {
      speaker: { role: 'bot' },
      language: 'zh-Hans',
      text: '三天内到账。',
    })

    await shown(frame, '三天内到账。').waitFor()
    expect(visit.lines).toEqual([])
  })

  test('brings the visitor back without any cookie, with what was said meanwhile counted', async () => {
    await using visit = await visitForeign(browser)
    const { page, chat } = visit
    await visit.enter()
    const frame = await visit.openChat()
    await send(frame, '在吗')
    const id = await conversationOf(visit)
    const say = (text: string) =>
      chat.say(id, { speaker: { role: 'bot' }, language: 'zh-Hans', text })
    say('在的。')
    await shown(frame, '在的。').waitFor()
    await frame.click('#chat-close')
    const badge = page.locator('#kefu-chat .badge')
    expect(await badge.isVisible()).toBe(false)

    say('查到了。')
    chat.say(id, { speaker: { role: 'system' }, language: 'zh-Hans', text: '您排在第 1 位' })
    await expect.poll(() => badge.textContent()).toBe('1')
    expect(await page.locator('#kefu-chat [role="status"]').textContent()).toBe('1 条新消息')

    // Another page of the shop: no frame is there, and still it counts.
    await page.reload()
    await expect.poll(() => badge.textContent()).toBe('1')
    expect(await page.locator(LAUNCHER).getAttribute('aria-label')).toBe('问客服 · 1 条新消息')
    expect(await page.locator('#kefu-chat iframe').count()).toBe(0)
    const again = await visit.openChat()
    await shown(again, '查到了。').waitFor()
    await shown(again, '在吗').waitFor()
    expect(await badge.isVisible()).toBe(false)
    expect(await visit.context.cookies()).toEqual([])

    await page.reload()
    const third = await frameOf(page)
    await third.click('#chat-close')
    await page.reload()
    await page.waitForSelector(LAUNCHER)
    expect(await badge.isVisible()).toBe(false)
  })

  test('works for the time of a visit where the browser allows no storage at all', async () => {
    await using visit = await visitForeign(browser)
    await visit.context.addInitScript(() => {
      const get = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get })
      }
    })
    await visit.enter()
    const frame = await visit.openChat()
    await send(frame, '在吗')
    await conversationOf(visit)
    await frame.click('#chat-close')
    await visit.page.click(LAUNCHER)
    await send(frame, '还在')

    await expect.poll(() => visit.chat.messages.map(({ text }) => text)).toEqual(['在吗', '还在'])
    expect(new Set(visit.chat.messages.map(({ conversation }) => conversation)).size).toBe(1)
    expect(visit.lines).toEqual([])
  })

  test('is refused to a shop that is not listed, and says what to set', async () => {
    await using visit = await visitForeign(browser, { listed: false })
    const { page, shop, url, lines } = visit
    await page.goto(shop.origin)

    await expect
      .poll(() => lines.join('\n'))
      .toContain(`set KEFU_CHAT_ORIGINS=${shop.origin} (several`)
    expect(await page.locator('#kefu-chat').count()).toBe(0)

    // Nor can the page build the frame by itself, whichever origin it claims.
    for (const origin of [shop.origin, url]) {
      await page.evaluate(
        (src) => {
          const frame = document.createElement('iframe')
          frame.src = src
          document.body.append(frame)
        },
        `${url}/chat/frame?origin=${encodeURIComponent(origin)}`,
      )
    }
    await expect
      .poll(() => lines.filter((line) => line.includes("frame-ancestors 'self'")).length)
      .toBe(2)
    const status = await page.evaluate(
      (address) => fetch(address, { method: 'POST', body: '{}' }).catch(() => 'blocked'),
      `${url}/chat/unread`,
    )
    expect(status).toBe('blocked')
  })

  test('works under a strict policy of the shop’s page with the three lines of the README', async () => {
    let policy = ''
    await using visit = await visitForeign(browser, {
      get policy() {
        return policy
      },
    })
    policy = `default-src 'self'; script-src 'self' ${visit.url}; connect-src 'self' ${visit.url}; frame-src ${visit.url}`

    await visit.enter()
    const frame = await visit.openChat()
    await send(frame, '你好')

    await shown(frame, '你好').waitFor()
    expect(visit.lines).toEqual([])
  })

  test('knows who is signed in at the shop, asked anew at each opening', async () => {
    let asked = 0
    await using visit = await visitForeign(browser, {
      async token() {
        asked += 1
        return visit.identities.sign({ shopId: 'u-1', name: '李雷' })
      },
    })
    const { page } = visit
    await visit.enter()
    const tokenAfter = async (deed: () => Promise<unknown>) => {
      const [answer] = await Promise.all([page.waitForResponse('**/chat/token'), deed()])
      return answer.json()
    }
    const signedIn = await tokenAfter(() => page.click(LAUNCHER))

    expect(signedIn).toMatchObject({ identity: { ok: true } })
    expect(asked).toBe(1)

    // Signing out makes a stranger of them, whose chat is another.
    const stranger = await tokenAfter(() => page.evaluate('Kefu.identify(null)'))
    expect(stranger.identity).toBeUndefined()
    const { conversationId } = signedIn
    expect(stranger.conversationId).not.toBe(conversationId)
    const signed = await visit.identities.sign({ shopId: 'u-1' })
    const identify = () =>
      page.evaluate((token) => Reflect.get(window, 'Kefu').identify(token), signed)
    expect(await tokenAfter(identify)).toMatchObject({ conversationId })
  })

  test('takes a shop’s colour, texts, side, language and theme, and tells its events', async () => {
    await using visit = await visitForeign(browser, {
      head: `<script>
        document.addEventListener('kefu-ready', () => {
          window.heard = []
          for (const name of ['ready', 'open', 'close', 'unread'])
            Kefu.on(name, (detail) => heard.push([name, detail]))
        })</script>`,
      attributes:
        'data-color="#ffd400" data-title="Ask Ada" data-greeting="Good day &lt;b&gt;you&lt;/b&gt;" data-position="left" data-lang="en-GB" data-theme="dark" data-label="Help"',
    })
    const { page } = visit
    await visit.enter()

    const launcher = page.locator(LAUNCHER)
    expect(await launcher.textContent()).toBe('Help')
    expect((await launcher.boundingBox())?.x).toBe(24)
    const frame = await visit.openChat()

    expect(await frame.locator('#chat-title').textContent()).toBe('Ask Ada')
    expect(await frame.locator('#chat-greeting').textContent()).toBe('Good day <b>you</b>')
    expect(await frame.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await frame.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark')
    expect(await page.locator('#kefu-chat iframe').getAttribute('title')).toBe('Ask Ada')
    // Where a message failed there is a link more, in the shop's colour.
    const refusal = { error: { code: 'bad-input', message: 'No.' } }
    await page.route('**/activities', (route) => route.fulfill({ status: 400, json: refusal }))
    await send(frame, 'Hello')
    await frame.getByRole('button', { name: 'Retry' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.evaluate('Kefu.close()')
    expect(await page.evaluate('heard')).toEqual([
      ['ready', {}],
      ['open', {}],
      ['close', {}],
    ])
  })

  test('listens to nobody but the shop’s page and the chat’s own', async () => {
    await using visit = await visitForeign(browser, {
      body: '<iframe id="other" srcdoc="<p>advert</p>"></iframe>',
    })
    const { page } = visit
    await visit.enter()
    const frame = await visit.openChat()
    const title = await frame.locator('#chat-title').textContent()

    // The page to itself, the chat to itself, and a third frame to both.
    await page.evaluate(() => window.postMessage({ kefu: 'close' }, '*'))
    await frame.evaluate(() => window.postMessage({ kefu: 'begin', title: 'Forged' }, '*'))
    const advert = await (await page.waitForSelector('#other')).contentFrame()
    await advert?.evaluate(() => {
      window.parent.postMessage({ kefu: 'close' }, '*')
      window.parent.frames[1]?.postMessage({ kefu: 'begin', title: 'Forged' }, '*')
    })
    await frame.evaluate(() => new Promise((done) => setTimeout(done, 50)))

    expect(await page.locator(LAUNCHER).getAttribute('aria-expanded')).toBe('true')
    expect(await frame.locator('#chat-title').textContent()).toBe(title)
  })
})
