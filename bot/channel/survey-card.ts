import type { Attachment } from 'botbuilder'
import { QUESTIONS, type ScoreName, SERVICES, type SurveyForm } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import type { ChannelWords, SurveyLabel } from './chat-deps.js'

/** Each has a label in `content/replies` (Source: H2.4, T12). */
const LABELS = {
  speed: 'label-survey-speed',
  attitude: 'label-survey-attitude',
  solution: 'label-survey-solution',
  botSpeed: 'label-survey-bot-speed',
  botSolution: 'label-survey-bot-solution',
} as const satisfies Record<ScoreName, SurveyLabel>

const MOST = 10

/** The version that both Web Chat and Teams draw whole. */
const VERSION = '1.3'

interface ChoiceInput {
  readonly id: string
  readonly label: SurveyLabel
  readonly choices: readonly { readonly title: string; readonly value: string }[]
  readonly isRequired?: boolean
  readonly value?: string
}

/**
 * The survey as an Adaptive Card: one form, also where the bot and people are asked about. Only
 * the scores have to be given. Its button posts `{ kind: 'survey', survey, … }` with the fields by
 * their ids, and every value as text.
 */
export function surveyCard(form: SurveyForm, language: Language, words: ChannelWords): Attachment {
  const say = (label: SurveyLabel) => words.say(label, language, {})
  const scores = [
    { title: `5 · ${say('label-survey-highest')}`, value: '5' },
    { title: '4', value: '4' },
    { title: '3', value: '3' },
    { title: '2', value: '2' },
    { title: `1 · ${say('label-survey-lowest')}`, value: '1' },
  ]
  const choiceSet = ({ id, label, choices, isRequired, value }: ChoiceInput) => ({
    type: 'Input.ChoiceSet',
    id,
    label: say(label),
    style: 'compact',
    choices,
    ...(isRequired && { isRequired, errorMessage: say('label-survey-required') }),
    ...(value !== undefined && { value }),
  })
  const score = (id: ScoreName) =>
    choiceSet({ id, label: LABELS[id], choices: scores, isRequired: true })
  const solved = choiceSet({
    id: 'solved',
    label: 'label-survey-solved',
    choices: [
      { title: say('label-survey-yes'), value: 'yes' },
      { title: say('label-survey-no'), value: 'no' },
    ],
  })
  const service = choiceSet({
    id: 'service',
    label: 'label-survey-service',
    choices: SERVICES.map((value) => ({ title: say(`label-survey-${value}`), value })),
    ...(form.service !== null && { value: form.service }),
  })
  const bot = form.about.includes('bot') ? QUESTIONS.bot.map(score) : []
  const short = form.about.includes('people')
    ? [...QUESTIONS.people.map(score), solved, ...bot, service]
    : [...bot, solved, service]
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: VERSION,
      body: [
        ...inPairs(short),
        choiceSet({
          id: 'recommend',
          label: 'label-survey-recommend',
          choices: recommendations(say('label-survey-unlikely'), say('label-survey-likely')),
        }),
        {
          type: 'Input.Text',
          id: 'words',
          label: say('label-survey-words'),
          isMultiline: true,
          maxLength: 2_000,
        },
      ],
      actions: [
        {
          type: 'Action.Submit',
          title: say('label-survey-submit'),
          data: { kind: 'survey', survey: form.id },
        },
      ],
    },
  }
}

/** Two a row, so that the form is half as long; their fields stand on one line. */
function inPairs(inputs: readonly object[]): readonly object[] {
  const rows = Array.from({ length: Math.ceil(inputs.length / 2) }, (_, row) =>
    inputs.slice(2 * row, 2 * row + 2),
  )
  return rows.map((items) => ({
    type: 'ColumnSet',
    columns: items.map((item) => ({
      type: 'Column',
      width: 'stretch',
      verticalContentAlignment: 'bottom',
      items: [item],
    })),
  }))
}

/** From 10 down to 0, as the question of the Net Promoter Score is put (T14). */
function recommendations(unlikely: string, likely: string) {
  return Array.from({ length: MOST + 1 }, (_, index) => {
    const value = MOST - index
    const meaning = value === MOST ? likely : value === 0 ? unlikely : undefined
    return {
      title: meaning === undefined ? String(value) : `${value} · ${meaning}`,
      value: String(value),
    }
  })
}
