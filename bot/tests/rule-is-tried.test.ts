import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterChat } from './enter-chat.js'
import { openDesk } from './open-desk.js'
import { readHtml, waysToSay } from './read-words.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

const SAFETY = '/handbook/rules/safety/try'

test('a supervisor sees what a rule did for customers, and what an edit would have done', async () => {
  using customer = await enterChat(service.url)
  const supervisor = await openDesk(service.url, service.signIn.supervisor)
  const file = join(service.contentFolder, 'handbook', 'escalation', 'safety.md')
  const text = await readFile(file, 'utf8')

  const reply = await customer.ask('充电宝冒烟了，手被烫了一下，我电话13812345678')
  const before = await supervisor.get('/handbook')
  const tried = await supervisor.post(SAFETY, {
    text: text.replace('urgency: urgent', 'urgency: normal'),
  })

  const caring = await waysToSay('hand-over-safety', 'zh-Hans')
  expect(caring.some((words) => reply.text?.startsWith(words))).toBe(true)
  const row = before.html.split('<tr>').find((each) => each.includes('#rule-safety')) ?? ''
  // Fired in 7 and in 30 days; solved, given back, with a person; waiting.
  const cells = [...row.matchAll(/<td class="number"[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
  expect(cells.slice(1, 7)).toEqual(['1', '1', '0', '0', '0', '1'])
  expect(readHtml(tried.html)).toContain('1 turn was replayed.')
  expect(tried.html).toContain('Another urgency')
  expect(tried.html).toContain('充电宝冒烟了，手被烫了一下，我电话•••')
  expect(tried.html).toMatch(/href="\/desk\/cases\/case_/)
  expect(await readFile(file, 'utf8')).toBe(text)
})

test('an agent reads the rules and tries none; an editor reads none', async () => {
  const agent = await openDesk(service.url, service.signIn.agent)
  const editor = await openDesk(service.url, service.signIn.editor)

  expect((await agent.get('/handbook')).html).toContain('id="rule-safety"')
  expect((await agent.get(SAFETY)).status).toBe(403)
  expect((await editor.get('/handbook')).status).toBe(403)
})
