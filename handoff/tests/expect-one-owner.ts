import { expect } from 'vitest'
import { casesOfCustomer } from '../case/case-table.js'
import type { openTestDesk } from './open-test-desk.js'

type Desk = Awaited<ReturnType<typeof openTestDesk>>

/** Who may speak and who has the cases are two records of one fact. */
export async function expectOneOwner(desk: Desk): Promise<void> {
  const session = await desk.conversations.session(desk.conversation.id)
  const held = (await casesOfCustomer(desk.store.db, desk.conversation.customer)).filter(
    (each) => each.status === 'assigned',
  )
  for (const each of held) {
    expect(each.session).toBe(session?.id)
    expect(session?.owner).toMatchObject({ kind: 'agent', agent: each.agent })
  }
  if (session?.owner.kind === 'agent') expect(held.length).toBeGreaterThan(0)
}

/** Begins what the bot says, in these tests, to a customer who waits. */
export const MEANWHILE = 'meanwhile'

/** Replays the log: whoever spoke was the owner at that moment. */
export async function expectOnlyOwnersSpoke(desk: Desk): Promise<void> {
  const log = await desk.store.readAfter(0, { topic: desk.conversation.id, limit: 100_000 })
  const messages = await desk.conversations.messagesAfter(desk.conversation.id, 0, 100_000)
  const spoken = new Map(messages.map((message) => [message.number, message]))
  const owners = new Map<unknown, { kind: unknown; agent?: unknown; turn: number }>()
  for (const [index, { number, name, data }] of log.entries()) {
    const session = data['session']
    const owner = owners.get(session) ?? { kind: 'bot', turn: 1 }
    if (name === 'owner-changed') {
      expect(data['turn']).toBe(owner.turn + 1)
      owners.set(session, { kind: data['owner'], agent: data['agent'], turn: owner.turn + 1 })
    }
    if (name !== 'message-added') continue
    const { speaker, text = '' } = spoken.get(number) ?? {}
    if (speaker?.role === 'agent') {
      expect(owner).toMatchObject({ kind: 'agent', agent: speaker.agent })
    }
    if (speaker?.role !== 'bot') continue
    if (text.startsWith(MEANWHILE)) {
      expect(owner.kind).toBe('queue')
      continue
    }
    // Its last words open the case, and the survey is sent by the agent who solves it.
    const opens = ['case-opened', 'case-asked-again'].includes(log[index - 1]?.name ?? '')
    const asks = messages.some((each) => each.number === number && each.extras.survey)
    expect(owner.kind === 'bot' || opens || asks).toBe(true)
  }
}
