import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { type AgentId, loadReplies, type MessageId, type SurveyId } from '../../../handoff/index.js'
import { LANGUAGES } from '../../../platform/language.js'
import type { Outbound } from '../channel.js'
import { messageToTeams } from './teams-activity.js'
import { teamsWords } from './teams-words.js'

const REPLIES = fileURLToPath(new URL('../../../content/replies', import.meta.url))
const replies = await loadReplies(REPLIES)
const words = teamsWords(() => replies)
const SITE = 'https://help.example'

function draw(more: Partial<Outbound>) {
  const message: Outbound = {
    id: 'message_000000000001' as MessageId,
    speaker: { role: 'bot' },
    text: '三天内到账。 [1]',
    language: 'zh-Hans',
    extras: {},
    ...more,
  }
  return messageToTeams(message, SITE, words)
}

const cardOf = (message: ReturnType<typeof draw>, index = 0) =>
  message.attachments?.[index]?.content as Record<string, unknown>

describe('a message of the bot in Teams', () => {
  test('says that a machine made it, and what each mark stands for', () => {
    const message = draw({
      extras: { citations: [{ mark: 1, title: '退款'.repeat(50), url: '/help/refund-time#bank' }] },
    })

    expect(message.text).toBe('三天内到账。 [1]')
    expect(message.entities).toEqual([
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        '@context': 'https://schema.org',
        '@id': '',
        additionalType: ['AIGeneratedContent'],
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: `${'退款'.repeat(39)}退…`,
              abstract: '退款'.repeat(50),
              url: `${SITE}/help/refund-time#bank`,
            },
          },
        ],
      },
    ])
  })

  test('asks for a thumb where it is an answer, and nowhere else', () => {
    expect(draw({ extras: { askFeedback: true } }).channelData).toEqual({
      feedbackLoop: { type: 'default' },
    })
    expect(draw({}).channelData).toBeUndefined()
  })

  test('brings links of ours their host, and no picture', () => {
    const { text } = draw({ text: '见[这里](/help/a) ![x](https://evil.example/x.png)' })

    expect(text).toBe(`见[这里](${SITE}/help/a) x`)
  })

  test('offers choices as buttons that write their words, and as lines for whoever sees no card', () => {
    const choices = Array.from({ length: 8 }, (_, at) => ({ title: `选项${at}`, value: `v${at}` }))

    const message = draw({ text: '是哪一个？', extras: { choices } })

    const lines = choices.map(({ title }, at) => `${at + 1}. ${title}`).join('\n')
    expect(message.summary).toBe(`是哪一个？\n${lines}`)
    expect(cardOf(message)['fallbackText']).toBe(lines)
    expect(cardOf(message)['body']).toHaveLength(8)
    expect(cardOf(message)['body']).toContainEqual({
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Submit',
          title: '选项7',
          data: { kind: 'choice', value: 'v7', msteams: { type: 'imBack', value: 'v7' } },
        },
      ],
    })
  })

  test('shows an order in facts that read well without a card', () => {
    const order = { title: '订单号 QW1', facts: [{ label: '承运', value: '顺丰' }] }

    const message = draw({ extras: { order } })

    expect(cardOf(message)['fallbackText']).toBe('订单号 QW1\n承运: 顺丰')
    expect(cardOf(message)['body']).toContainEqual({
      type: 'FactSet',
      facts: [{ title: '承运', value: '顺丰' }],
    })
  })

  test.each(LANGUAGES)('asks the survey in %s, with its questions as text too', (language) => {
    const survey = {
      id: 'survey_000000000001' as SurveyId,
      about: ['people'],
      service: null,
    } as const

    const card = cardOf(draw({ language, speaker: { role: 'system' }, extras: { survey } }))

    const first = words.say('label-survey-speed', language, {})
    expect(String(card['fallbackText']).split('\n')[0]).toBe(first)
    expect(card['actions']).toMatchObject([{ data: { kind: 'survey', survey: survey.id } }])
  })
})

describe('a message of a person', () => {
  const agent = 'agent_000000000001' as AgentId

  test('stands under their name, without the label of a machine', () => {
    const message = draw({ speaker: { role: 'agent', agent, name: '陈晨' }, text: '您好' })

    expect(message.text).toBe('**陈晨**\n\n您好')
    expect(message.summary).toBe('陈晨\n\n您好')
    expect(message.entities).toBeUndefined()
  })

  test('cannot dress up as another by its name', () => {
    const { text } = draw({ speaker: { role: 'agent', agent, name: '*x* [y](z)' }, text: '您好' })

    expect(text).toBe('**\\*x\\* \\[y\\](z)**\n\n您好')
  })
})

test('every card that is sent is one that Teams takes', () => {
  // The rules of Adaptive Cards that a host refuses a card for: its type, its version as text, and
  // a type on each element, input and action.
  const element = { type: 'object', required: ['type'], properties: { type: { type: 'string' } } }
  const valid = new Ajv().compile({
    type: 'object',
    required: ['type', 'version', 'body', 'fallbackText'],
    properties: {
      type: { const: 'AdaptiveCard' },
      version: { enum: ['1.3', '1.4'] },
      body: { type: 'array', minItems: 1, items: element },
      actions: { type: 'array', items: element },
      fallbackText: { type: 'string', minLength: 1 },
    },
  })
  const message = draw({
    extras: {
      survey: { id: 'survey_000000000001' as SurveyId, about: ['people', 'bot'], service: null },
      choices: [{ title: 'a', value: 'a' }],
      order: { title: 'o', facts: [] },
    },
  })

  expect(message.attachments).toHaveLength(3)
  for (const { content } of message.attachments ?? []) {
    expect(valid(content), JSON.stringify(valid.errors)).toBe(true)
  }
})
