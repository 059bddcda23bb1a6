import type { Citation, Speaker } from '../../../handoff/index.js'
import type { Outbound } from '../channel.js'
import { chatLinks } from '../chat-links.js'
import { type Card, choicesCard, choicesText, orderCard, teamsSurveyCard } from './teams-cards.js'
import type { TeamsWords } from './teams-words.js'

/** A message as it goes to Teams, with only the fields that we send. */
export interface TeamsMessage {
  readonly type: 'message'
  readonly text: string
  readonly textFormat: 'markdown'
  readonly locale: string
  /** What a notification, or a client that draws no card, says. */
  readonly summary: string
  readonly attachments?: readonly Card[]
  readonly entities?: readonly object[]
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'default' } }
}

/** As Teams limits them. */
const MOST_NAME = 80
const MOST_ABSTRACT = 160

/**
 * A stored message as Teams draws it.
 *
 * What the bot says bears the label of what a machine made; an agent's words stand under their
 * name, since in Teams everything comes from the one account of the bot.
 *
 * @param site Put before the paths of our own pages.
 */
export function messageToTeams(message: Outbound, site: string, words: TeamsWords): TeamsMessage {
  const { speaker, language, extras } = message
  const { citations = [], choices = [], survey, order, askFeedback } = extras
  const text = underName(speaker, apart(chatLinks(message.text, site)))
  const attachments = [
    ...(order ? [orderCard(order)] : []),
    ...(survey ? [teamsSurveyCard(survey, language, words)] : []),
    ...(choices.length > 0 ? [choicesCard(choices)] : []),
  ]
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    locale: language,
    summary: [plain(text), choicesText(choices)].filter((part) => part !== '').join('\n'),
    ...(attachments.length > 0 && { attachments }),
    ...(speaker.role === 'bot' && { entities: [madeByMachine(citations, site)] }),
    ...(askFeedback && { channelData: { feedbackLoop: { type: 'default' } } }),
  }
}

function underName(speaker: Speaker, text: string): string {
  return speaker.role === 'agent' ? `**${escaped(speaker.name)}**\n\n${text}` : text
}

/** `[1][2]` is one link in markdown, `[1] [2]` are two. */
function apart(text: string): string {
  return text.replaceAll('][', '] [')
}

/** A name is not markdown. */
function escaped(name: string): string {
  return name.replace(/[\\`*_[\]<>]/g, '\\$&')
}

function plain(text: string): string {
  return text.replace(/\*\*|\\(?=[\\`*_[\]<>])/g, '').replace(/ ?\[\d+\]/g, '')
}

/** The label, and what the marks `[1]` in the text stand for. */
function madeByMachine(citations: readonly Citation[], site: string): object {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    additionalType: ['AIGeneratedContent'],
    ...(citations.length > 0 && {
      citation: citations.map(({ mark, title, url }) => ({
        '@type': 'Claim',
        position: mark,
        appearance: {
          '@type': 'DigitalDocument',
          name: shortened(title, MOST_NAME),
          abstract: shortened(title, MOST_ABSTRACT),
          url: `${site}${url}`,
        },
      })),
    }),
  }
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
