import type { Choice, OrderFacts, SurveyForm } from '../../../handoff/index.js'
import type { Language } from '../../../platform/language.js'
import { surveyCard } from '../survey-card.js'
import type { TeamsWords } from './teams-words.js'

export interface Card {
  readonly contentType: 'application/vnd.microsoft.card.adaptive'
  readonly content: Readonly<Record<string, unknown>>
}

/** What both desktop and phone draw whole. */
const VERSION = '1.4'

/** A card, with what a client shows that cannot draw it. */
export function card(
  body: readonly object[],
  actions: readonly object[],
  fallbackText: string,
): Card {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: VERSION,
      body,
      ...(actions.length > 0 && { actions }),
      fallbackText,
      speak: fallbackText,
    },
  }
}

/**
 * Buttons below a message. Pressing one writes its words into the chat, as on the web chat, so that
 * a reader of the chat sees what was chosen; a client that posts the card's data instead is
 * understood as well.
 */
export function choicesCard(choices: readonly Choice[]): Card {
  const actions = choices.map(({ title, value }) => ({
    type: 'Action.Submit',
    title,
    data: { kind: 'choice', value, msteams: { type: 'imBack', value } },
  }))
  // One below the other, and all of them shown: an action of the card itself is hidden after six.
  const body = actions.map((action) => ({ type: 'ActionSet', actions: [action] }))
  return card(body, [], choicesText(choices))
}

/** The choices as lines of text, each of which can be typed as it stands. */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n')
}

/** The survey of the web chat, with its questions as text for clients that draw no card. */
export function teamsSurveyCard(form: SurveyForm, language: Language, words: TeamsWords): Card {
  const { content } = surveyCard(form, language, words)
  const fallbackText = labelsIn(content).join('\n')
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { ...content, fallbackText, speak: fallbackText },
  }
}

function labelsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(labelsIn)
  if (typeof node !== 'object' || node === null) return []
  const own = 'label' in node && typeof node.label === 'string' ? [node.label] : []
  return [...own, ...Object.values(node).flatMap(labelsIn)]
}

/** Where an order is, as facts below the words that say the same. */
export function orderCard({ title, facts }: OrderFacts): Card {
  return card(
    [
      { type: 'TextBlock', text: title, weight: 'Bolder', wrap: true },
      { type: 'FactSet', facts: facts.map(({ label, value }) => ({ title: label, value })) },
    ],
    [],
    [title, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
  )
}
