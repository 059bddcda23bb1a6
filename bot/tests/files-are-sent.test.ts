import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../../platform/testing/axe-violations.js'
import { hasBrowser, openBrowser } from '../../platform/testing/open-browser.js'
import { SAMPLE_FILES } from '../channel/sample-files.js'
import { type Customer, enterChat, isFrom } from './enter-chat.js'
import { caseIn, type Desk, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
let desk: Desk
beforeAll(async () => {
  service = await startTestService({ quiet: 100 })
  desk = await openDesk(service.url, service.signIn.supervisor)
})
afterAll(() => service[Symbol.asyncDispose]())

const stored = () => readdir(join(service.dataFolder, 'uploads'))

/** Sends a picture as Web Chat does, and waits for what the bot says to it. */
async function sendPicture(customer: Customer, name: string, text = '') {
  const from = customer.seen.length
  const contentUrl = `data:image/png;base64,${SAMPLE_FILES.png().toString('base64')}`
  await customer.post({
    type: 'message',
    text,
    attachments: [{ name, contentType: 'image/png', contentUrl }],
    channelData: { clientActivityID: `${customer.conversation} ${name}` },
  })
  return customer.next(isFrom('bot'), from)
}

test('a picture without a word is asked about, reaches a person, and is erased with its visit', async () => {
  using customer = await enterChat(service.url)

  const asked = await sendPicture(customer, '破损.png')
  const answered = await customer.ask('退货运费谁出')
  const again = await sendPicture(customer, '发票.png')

  expect(asked.text).toMatch(/文件收到了|已经收到/)
  expect(asked.suggestedActions?.actions).toHaveLength(1)
  // What is written is answered as ever, and files that come later do not count twice.
  expect(answered.text?.length).toBeGreaterThan(0)
  expect(again.type).toBe('message')
  expect(await stored()).toHaveLength(2)
  const own = customer.seen.filter(({ from }) => from.role === 'user')
  expect(own.flatMap(({ attachments = [] }) => attachments.map(({ name }) => name))).toEqual([
    '破损.png',
    '发票.png',
  ])

  await customer.ask('转人工')
  const id = caseIn((await desk.get('/desk?view=queue')).html, '退货运费谁出')
  const page = (await desk.get(`/desk/cases/${id}`)).html
  const links = [...page.matchAll(/<img src="(\/desk\/files\/[^"]+)" alt="([^"]+)"/g)]
  expect(links.map(([, , name]) => name)).toEqual(['破损.png', '发票.png'])
  const link = links[0]?.[1]?.replaceAll('&amp;', '&') ?? ''
  const stranger = await fetch(`${service.url}${link}`, { redirect: 'manual' })
  expect(stranger.status).toBe(401)
  expect((await desk.get(link)).status).toBe(200)

  const path = /href="(\/customers\/customer_\w+)"/.exec(page)?.[1] ?? '/no-link-to-the-file'
  await desk.post(`/desk/cases/${id}/take`, {})
  await desk.post(`/desk/cases/${id}/solve`, {
    category: 'after-sales',
    cause: 'process',
    summary: '已答',
  })
  await desk.post(`${path}/erase`, { confirm: path.slice(-4) })

  await expect.poll(stored).toEqual([])
  expect((await desk.get(link)).status).toBe(404)
})

test('whoever sends pictures again without a word gets a person', async () => {
  using customer = await enterChat(service.url)
  await sendPicture(customer, 'first.png')

  await sendPicture(customer, 'second.png')

  expect((await desk.get('/desk?view=queue')).html).toContain('second.png')
})

test.runIf(hasBrowser())(
  'an agent sees the picture in a browser, within the policy of the desk',
  async () => {
    using customer = await enterChat(service.url)
    await sendPicture(customer, 'seen.png', '转人工')
    await using browser = await openBrowser()
    const context = await browser.visitor({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) complaints.push(line.text())
    })
    await page.goto(`${service.url}${service.signIn.agent}`)
    await page.goto(`${service.url}/desk?view=queue`)
    await page.locator('#case-rows a', { hasText: '转人工' }).first().click()

    const picture = page.locator('.files img[alt="seen.png"]')
    await expect
      .poll(() =>
        picture.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth]),
      )
      .toEqual([true, 3])
    expect(await axeViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  },
)
