import type { Attachment } from 'botbuilder'
import type { CaseId } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import type { ChannelWords } from './chat-deps.js'

/** Each has a label in `content/replies` (Source: H2.4, T12). */
const QUESTIONS = ['speed', 'attitude', 'solution'] as const

type Label = (typeof QUESTIONS)[number] | 'lowest' | 'highest' | 'words' | 'submit' | 'required'

/** The version that both Web Chat and Teams draw whole. */
const VERSION = '1.3'

/**
 * The survey as an Adaptive Card. Its button posts `{ kind: 'survey', caseId, speed, attitude,
 * solution, words }`, with the scores as text from "1" to "5".
 */
export function surveyCard(caseId: CaseId, language: Language, words: ChannelWords): Attachment {
  const say = (label: Label) => words.say(`label-survey-${label}`, language, {})
  const choices = [
    { title: `5 · ${say('highest')}`, value: '5' },
    { title: '4', value: '4' },
    { title: '3', value: '3' },
    { title: '2', value: '2' },
    { title: `1 · ${say('lowest')}`, value: '1' },
  ]
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: VERSION,
      body: [
        ...QUESTIONS.map((question) => ({
          type: 'Input.ChoiceSet',
          id: question,
          label: say(question),
          style: 'compact',
          isRequired: true,
          errorMessage: say('required'),
          choices,
        })),
        {
          type: 'Input.Text',
          id: 'words',
          label: say('words'),
          isMultiline: true,
          maxLength: 2_000,
        },
      ],
      actions: [{ type: 'Action.Submit', title: say('submit'), data: { kind: 'survey', caseId } }],
    },
  }
}
