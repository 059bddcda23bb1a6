import { describe, expect, test } from 'vitest'
import type { Message, MessageExtras, Speaker } from '../../handoff/index.js'
import type { Id } from '../../platform/id.js'
import { messageToActivity } from './activity.js'
import { plainWords } from './fake-chat.js'

const AGENT: Speaker = { role: 'agent', agent: 'agent_000000000001' as Id<'agent'>, name: '陈晨' }
const VIEWER = { visitorId: 'visitor_000000000001', origin: 'https://shop.example' }

function activityOf(speaker: Speaker, text: string, extras: MessageExtras = {}) {
  const message: Message = {
    id: 'message_000000000001' as Id<'message'>,
    number: 12,
    conversation: 'conversation_000000000001' as Id<'conversation'>,
    session: 'session_000000000001' as Id<'session'>,
    speaker,
    text,
    language: 'zh-Hans',
    at: Date.UTC(2026, 10, 23),
    extras,
  }
  return messageToActivity(message, VIEWER, plainWords)
}

type SurveyRow = { readonly columns: readonly { readonly items: readonly object[] }[] } | object

describe('a message becomes an activity', () => {
  test.each([
    [{ role: 'customer' }, { id: VIEWER.visitorId, role: 'user' }, undefined],
    [{ role: 'bot' }, { name: 'bot zh-Hans', role: 'bot' }, 'bot'],
    [AGENT, { name: '陈晨', role: 'bot' }, 'agent'],
    [{ role: 'system' }, { id: 'system', role: 'bot' }, 'system'],
  ] as const)('whose speaker %o is told by its account and kind', (speaker, from, kind) => {
    const activity = activityOf(speaker, '你好')

    expect(activity).toMatchObject({ from, timestamp: '2026-11-23T00:00:00.000Z' })
    expect(activity.channelData).toEqual({ 'webchat:sequence-id': 12, ...(kind && { kind }) })
  })

  test('with its sources as reference lines, and marks that are not one link', () => {
    const citations = [
      { mark: 1, title: '退款多久到账', url: '/help/refund-time' },
      { mark: 2, title: 'Say "refund"\nto us\\', url: '/help/say?lang=en#bank' },
    ]

    const { text } = activityOf({ role: 'bot' }, '三天内到账。[1][2]', { citations })

    expect(text).toBe(
      [
        '三天内到账。[1] [2]',
        '',
        '[1]: https://shop.example/help/refund-time "退款多久到账"',
        '[2]: https://shop.example/help/say?lang=en#bank "Say \\"refund\\" to us"',
      ].join('\n'),
    )
  })

  test('with choices as buttons that send their value', () => {
    const choices = [{ title: '退款', value: '我要退款' }]

    expect(activityOf({ role: 'bot' }, '哪一种？', { choices }).suggestedActions).toEqual({
      to: [],
      actions: [{ type: 'imBack', title: '退款', value: '我要退款' }],
    })
  })

  test('with a survey as a card that every client of version 1.3 draws', () => {
    const id = 'survey_000000000001' as Id<'survey'>

    const [card] =
      activityOf({ role: 'system' }, '请评价', {
        survey: { id, about: ['people', 'bot'], service: 'in-sales' },
      }).attachments ?? []

    expect(card?.contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(card?.content).toMatchObject({
      version: '1.3',
      actions: [{ type: 'Action.Submit', data: { kind: 'survey', survey: id } }],
    })
    const inputs = card?.content.body.flatMap((row: SurveyRow) =>
      'columns' in row ? row.columns.flatMap(({ items }) => items) : row,
    )
    expect(inputs).toMatchObject([
      { id: 'speed', errorMessage: 'label-survey-required zh-Hans' },
      { id: 'attitude' },
      { id: 'solution' },
      { id: 'solved' },
      { id: 'botSpeed', label: 'label-survey-bot-speed zh-Hans' },
      { id: 'botSolution' },
      { id: 'service', value: 'in-sales' },
      { id: 'recommend' },
      { id: 'words' },
    ])
    expect(inputs[0].choices.map(({ value }: { value: string }) => value)).toEqual([
      '5',
      '4',
      '3',
      '2',
      '1',
    ])
  })

  test('without images, which would be fetched from anywhere', () => {
    const { text } = activityOf(AGENT, '看 ![x](https://evil.example/p.png)')

    expect(text).toBe('看 x')
  })

  test('with the customer’s own markdown left as plain text', () => {
    const activity = activityOf({ role: 'customer' }, '![x](y) [1][2]')

    expect(activity).toMatchObject({ text: '![x](y) [1][2]', textFormat: 'plain' })
  })
})
