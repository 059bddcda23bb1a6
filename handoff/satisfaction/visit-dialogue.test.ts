import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import type { AgentId, Message, MessageExtras, SurveyForm } from '../conversation/message.js'
import { reasonsInWords } from './satisfaction-text.js'
import { dialogueOf, waitsIn } from './visit-dialogue.js'

type Role = Message['speaker']['role']

/** Messages as minutes, who, and maybe what they carry. */
function visit(...lines: readonly (readonly [number, Role, MessageExtras?])[]): Message[] {
  return lines.map(([minute, role, extras = {}], i) => ({
    id: `message_${i}` as Message['id'],
    number: i + 1,
    conversation: 'conversation_1' as Message['conversation'],
    session: 'session_1' as Message['session'],
    speaker: role === 'agent' ? { role, agent: 'agent_1' as AgentId, name: 'Chen' } : { role },
    text: `${role} ${i}`,
    language: 'en',
    at: minute * MINUTE,
    extras,
  }))
}

describe('the dialogue of a visit', () => {
  test('has no lines of the system, no forms and nothing that was taken back', () => {
    const survey = { id: 'survey_1', about: ['bot'], service: null } as unknown as SurveyForm
    const messages = visit(
      [0, 'customer'],
      [0, 'system'],
      [1, 'bot'],
      [2, 'customer', { deletedAt: 3 }],
      [3, 'agent'],
      [4, 'bot', { survey }],
    )

    expect(dialogueOf(messages)).toEqual([
      { from: 'customer', text: 'customer 0' },
      { from: 'service', text: 'bot 2' },
      { from: 'service', text: 'agent 4' },
    ])
  })
})

describe('the longest wait', () => {
  test('is from the first words to the next answer', () => {
    const messages = visit(
      [0, 'customer'],
      [3, 'customer'],
      [5, 'agent'],
      [6, 'customer'],
      [7, 'bot'],
    )

    expect(waitsIn(messages, null, 60 * MINUTE)).toEqual({ longest: 5 * MINUTE, since: null })
  })

  test('goes on while the bot speaks to somebody who was promised a person', () => {
    const messages = visit([0, 'customer'], [1, 'bot'], [2, 'customer'], [3, 'bot'], [9, 'agent'])

    // Handed over with the bot's answer at minute 3; the agent came six minutes later.
    expect(waitsIn(messages, 3 * MINUTE, 60 * MINUTE).longest).toBe(7 * MINUTE)
    expect(waitsIn(messages.slice(0, 4), 3 * MINUTE, 20 * MINUTE)).toEqual({
      longest: 18 * MINUTE,
      since: 2 * MINUTE,
    })
  })

  test('is told in minutes, where it was long or the customer complained of it', () => {
    const judged = { class: 'dissatisfied', score: -1 } as const
    const told = (reasons: readonly ('long-wait' | 'no-result')[], minutes: number) =>
      reasonsInWords({ ...judged, reasons, longestWait: minutes * MINUTE }, 'en')

    expect(told(['long-wait', 'no-result'], 6)).toEqual(['waited 6 minutes', 'no result'])
    expect(told(['long-wait'], 0)).toEqual(['waited long'])
    expect(told(['no-result'], 4)).toEqual(['no result'])
    expect(told(['no-result'], 6)).toEqual(['no result', 'waited 6 minutes'])
  })
})
