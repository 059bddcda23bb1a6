import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../platform/clock.js'
import { enterChat } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

/** A case is read half a minute after what was said, by a clock that runs. */
const PATIENCE = { timeout: 90 * SECOND, interval: SECOND }

test(
  'an angry customer who waits is seen as one on the desk, and becomes a test case',
  async () => {
    using customer = await enterChat(service.url)
    const desk = await openDesk(service.url, service.signIn.supervisor)
    await customer.ask('我的快递三天没动了，什么情况')
    await customer.ask('气死我了，问了三遍都没人管，我要投诉你们，找人工')
    const list = async () => (await desk.get('/desk?view=queue')).html
    const id = caseIn(await list(), '投诉')

    await expect.poll(list, PATIENCE).toContain('class="feels')

    const open = (await desk.get(`/desk/cases/${id}?view=queue`)).html
    expect(open).toContain('Predicted satisfaction')
    expect(open).toMatch(/id="feels".*dissatisfied/s)

    const href = /href="(\/eval-cases\/new\?[^"]+)"/.exec(open)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const saved = await desk.post(href, { text: '快递三天没动了', kind: 'hand-over' })
    expect(saved.html).toContain('Saved.')
    const file = await readFile(join(service.dataFolder, 'eval-cases', 'retrieval.jsonl'), 'utf8')
    expect(JSON.parse(file.split('\n')[1] ?? '')).toMatchObject({
      text: '快递三天没动了',
      gold: [],
      wants: 'hand-over',
    })
    expect((await desk.get('/board')).status).toBe(200)
    expect((await desk.get('/knowledge/test?q=退款多久到账')).html).toContain('/eval-cases/new?')
  },
  3 * MINUTE,
)
