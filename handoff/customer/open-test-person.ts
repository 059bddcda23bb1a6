import { saveAddress } from '../conversation/conversation-table.js'
import { saveCorrection } from '../label/correction-table.js'
import { CHEN, COMPLAINT } from '../tests/open-test-desk.js'
import { insertCustomerNote } from './customer-note-table.js'
import { AGENT, openTestCustomers } from './open-test-customers.js'
import { insertTag } from './tag-table.js'

/** Stands in every text that is about the person, so that one search finds all of them. */
export const MARK = 'ZHANGSAN-7f3a'

export type TestPerson = Awaited<ReturnType<typeof openTestPerson>>

/** A person with something in every place that keeps words, and another who stays. */
export async function openTestPerson(file?: string) {
  const desk = await openTestCustomers(file === undefined ? {} : { file })
  const { store, clock } = desk
  await desk.write(`${MARK} 退款多久到账？`)
  const message = await desk.answer(`${MARK} 您好，三天内到账`)
  await desk.thumb(message, 'up')
  const correction = { gold: ['refund-time'], agent: CHEN, agentName: 'Chen', at: clock.now() }
  await saveCorrection(store.db, message.id, correction)
  await desk.conversations.receive(desk.conversation.id, {
    channelId: `${MARK} file`,
    text: '',
    files: [
      {
        ...{ id: desk.newId('upload'), name: `${MARK}.png`, type: 'image/png' },
        ...{ size: 3, digest: 'of no matter' },
      },
    ],
  })
  await desk.write(`${MARK} 我要投诉`)
  const turn = await desk.botTurn('好的')
  const memory = { ...turn.memory, lastQuestion: turn.trace.question }
  await desk.handOver({ ...turn, memory }, { ...COMPLAINT, subject: `${MARK} 我要投诉` })
  const [line] = await desk.cases.list({ view: 'queue', agent: CHEN })
  if (!line) throw new Error('No case is waiting.')
  const caseId = line.case.id
  await desk.cases.take(caseId, CHEN)
  await desk.cases.note(caseId, CHEN, `${MARK} 很着急`)
  await desk.cases.solve(caseId, CHEN, {
    category: 'complaint',
    cause: 'people',
    summary: `${MARK} 已退款`,
  })
  const scores = { speed: 4, attitude: 5, solution: 4, words: `${MARK} 谢谢` } as const
  await desk.answerSurvey(desk.conversation.id, { caseId, ...scores })
  const identity = { shopId: `${MARK}-id`, name: MARK, email: `${MARK}@example.com` }
  await desk.identify(desk.customer, { ...identity, phone: '13800138000', facts: { level: MARK } })
  const teams = await desk.openChannel('teams', `${MARK}@teams`)
  await saveAddress(store.db, teams.id, { user: { name: `${MARK}@address` } })
  await desk.say(teams, `${MARK} 还有一件事`)
  await desk.identify(teams.customer, { shopId: `${MARK}-id`, name: MARK })
  await desk.files.merge(desk.customer, teams.customer, AGENT)
  const note = { id: desk.newId('note'), agent: CHEN, agentName: 'Chen', at: clock.now() }
  await insertCustomerNote(store.db, desk.customer, { ...note, text: `${MARK} 住在三楼` })
  await insertTag(store.db, desk.customer, 'gift', CHEN, clock.now())
  await store.transact((_tx, append) =>
    append({ topic: desk.conversation.id, name: 'older-format', data: { text: MARK, turn: 1 } }),
  )
  const other = await desk.openChannel('webchat', 'visitor-9')
  await desk.say(other, 'STAYS-9b 你好')
  return { ...desk, caseId, teams, other, message }
}
