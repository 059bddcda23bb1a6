import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { enterChat, isFrom, says } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { openTestFolders } from './open-test-folders.js'
import { startTestService } from './start-test-service.js'

test('where work is given out, a case goes to who is available, and says so to both', async () => {
  await using folders = await openTestFolders({ ownContent: true })
  const file = join(folders.contentFolder, 'handbook', 'teams.md')
  const teams = await readFile(file, 'utf8')
  await writeFile(file, teams.replace('assign: pull', 'assign: push'))
  await using service = await startTestService({ folders })
  const desk = await openDesk(service.url, service.signIn.agent)
  await using stream = await desk.listen('/desk?view=mine')
  using customer = await enterChat(service.url)

  await customer.say('转人工，退款还没到账')

  await stream.until('Given to you')
  expect(isFrom('system')(await customer.next(says('陈晨')))).toBe(true)
  const { html } = await desk.get('/desk?view=mine')
  const open = await desk.get(`/desk/cases/${caseIn(html, '退款')}`)
  expect(open.html).toContain('you have the smallest load')
})
