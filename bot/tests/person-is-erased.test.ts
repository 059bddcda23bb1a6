import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterChat, isFrom } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

/** Words that no article, rule or example has, so that wherever they are found is the person's. */
const MARK = 'QXZ-欧阳琥珀-7731'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ quiet: 100 })
})
afterAll(() => service[Symbol.asyncDispose]())

/** Every file of the data folder that holds these words, in UTF-8 or as JSON writes them. */
async function filesWith(words: string): Promise<readonly string[]> {
  const entries = await readdir(service.dataFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const content = await readFile(join(parentPath, name))
      return content.includes(words) ? [name] : []
    }),
  )
  return found.flat()
}

test('a customer who was served is erased, and no file of the service has a word of theirs', async () => {
  const desk = await openDesk(service.url, service.signIn.supervisor)
  using customer = await enterChat(service.url)
  using other = await enterChat(service.url)
  await other.ask('退款多久到账')
  await customer.ask(`我是${MARK}，退款多久到账`)
  await customer.ask('转人工')
  const id = caseIn((await desk.get('/desk?view=queue')).html, '转人工')
  const page = (await desk.get(`/desk/cases/${id}`)).html
  const path = /href="(\/customers\/customer_\w+)"/.exec(page)?.[1] ?? '/no-link-to-the-file'
  await desk.post(`/desk/cases/${id}/take`, {})
  await desk.post(`/desk/cases/${id}/say`, { kind: 'note', text: `${MARK} 已核对` })
  await desk.post(`/desk/cases/${id}/solve`, {
    category: 'after-sales',
    cause: 'process',
    summary: `${MARK} 已答`,
  })
  await customer.next(isFrom('bot'), customer.seen.length - 1)
  await desk.post(`${path}/note`, { text: `${MARK} 的备注` })
  const before = await filesWith(MARK)
  const gaps = async () => (await desk.get('/knowledge/gaps')).html.includes(MARK)
  await expect.poll(gaps).toBe(true)

  const word = path.slice(-4)
  const erased = await desk.post(`${path}/erase`, { confirm: word })

  expect(erased.html).toContain('What is left are figures without a person.')
  expect(before.some((name) => name.startsWith('kefu.sqlite'))).toBe(true)
  // The timer cleans the files once the erasure is committed.
  await expect.poll(() => filesWith(MARK)).toEqual([])
  expect(await filesWith(MARK.slice(4, 8))).toEqual([])
  expect(await gaps()).toBe(false)
  expect((await desk.get(`/customers?q=${encodeURIComponent(MARK)}`)).html).toContain('No customer')
  // Others stay, and are served as before.
  const answer = await other.ask('退款多久到账')
  expect(answer.text?.length).toBeGreaterThan(0)
})
