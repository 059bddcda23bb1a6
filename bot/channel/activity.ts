import type { Activity, ChannelAccount, Entity, SuggestedActions } from 'botbuilder'
import type { Citation, FileMark, Message, MessageId, Speaker } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import type { ChannelWords } from './chat-deps.js'
import { chatLinks } from './chat-links.js'
import { surveyCard } from './survey-card.js'

/** An activity of the Bot Framework as it goes over the wire, with only the fields that we send. */
export interface WireActivity
  extends Partial<Pick<Activity, 'text' | 'textFormat' | 'locale' | 'attachments' | 'name'>> {
  readonly type: 'message' | 'typing' | 'event'
  readonly id: string
  readonly timestamp: string
  readonly channelId: 'webchat'
  readonly conversation: { readonly id: string }
  readonly from: WireAccount
  readonly channelData: WireChannelData
  readonly suggestedActions?: SuggestedActions
  readonly entities?: Entity[]
}

export interface WireAccount extends Pick<ChannelAccount, 'id' | 'name'> {
  readonly role: 'user' | 'bot'
}

export interface WireChannelData {
  /** Web Chat sorts by this number alone. */
  readonly 'webchat:sequence-id': number
  /** Tells an agent's words and system lines from the bot's, all of which are role `bot`. */
  readonly kind?: 'bot' | 'agent' | 'system'
  readonly clientActivityID?: string
  /** Web Chat does not draw what was posted by a card or button. */
  readonly postBack?: true
}

/** Who looks at the conversation, and from where. */
export interface Viewer {
  readonly visitorId: string
  /** Such as `https://shop.example`, put before the paths of citations. */
  readonly origin: string
}

/** A stored message as Web Chat draws it. */
export function messageToActivity(
  message: Message,
  viewer: Viewer,
  words: ChannelWords,
): WireActivity {
  const { id, speaker, language, extras } = message
  const base = {
    type: 'message' as const,
    id,
    timestamp: new Date(message.at).toISOString(),
    channelId: 'webchat' as const,
    conversation: { id: message.conversation },
    from: accountOf(speaker, viewer, language, words),
    locale: language,
  }
  const sequence = { 'webchat:sequence-id': message.number }
  if (speaker.role === 'customer') {
    const { clientActivityId, files } = extras
    return {
      ...base,
      // With empty text Web Chat draws an empty bubble beside the files.
      ...(message.text !== '' && { text: message.text, textFormat: 'plain' }),
      ...fileAttachments(files),
      channelData: {
        ...sequence,
        ...(clientActivityId !== undefined && { clientActivityID: clientActivityId }),
      },
    }
  }
  const { citations = [], choices = [], survey, askFeedback } = extras
  return {
    ...base,
    text: markdownOf(message.text, citations, viewer.origin),
    textFormat: 'markdown',
    channelData: { ...sequence, kind: speaker.role },
    ...(choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: choices.map(({ title, value, leads }) => ({
          type: 'imBack',
          title,
          value,
          ...(leads && { channelData: { leads } }),
        })),
      },
    }),
    ...(survey && { attachments: [surveyCard(survey, language, words)] }),
    ...(askFeedback && { entities: [feedbackEntity(id)] }),
  }
}

/**
 * What the sender is shown of their own files: that they came, by name, type and size. Their bytes
 * go to staff only.
 */
export function fileAttachments(
  files: readonly FileMark[] = [],
): Pick<WireActivity, 'attachments'> {
  if (files.length === 0) return {}
  return {
    attachments: files.map(({ name, type, size }) => ({
      contentType: type,
      name,
      content: { size },
    })),
  }
}

export function accountOf(
  speaker: Speaker,
  viewer: Pick<Viewer, 'visitorId'>,
  language: Language,
  words: ChannelWords,
): WireAccount {
  switch (speaker.role) {
    case 'customer':
      return { id: viewer.visitorId, name: '', role: 'user' }
    case 'agent':
      return { id: speaker.agent, name: speaker.name, role: 'bot' }
    case 'bot':
    case 'system':
      return { id: speaker.role, name: words.botName(language), role: 'bot' }
  }
}

/**
 * The text with its sources behind it, as the reference lines that Web Chat draws as a list:
 * `[1]: https://shop.example/help/refunds "退款多久到账"`.
 */
function markdownOf(text: string, citations: readonly Citation[], origin: string): string {
  const linked = chatLinks(text, origin)
  if (citations.length === 0) return linked
  // `[1][2]` is one link in markdown, `[1] [2]` are two.
  const apart = linked.replaceAll('][', '] [')
  const references = citations.map(
    ({ mark, title, url }) => `[${mark}]: ${origin}${url} "${titleText(title)}"`,
  )
  return `${apart}\n\n${references.join('\n')}`
}

function titleText(title: string): string {
  return title.replaceAll(/\s+/g, ' ').replaceAll('\\', '').replaceAll('"', '\\"')
}

const RATING = { LikeAction: 'up', DislikeAction: 'down' } as const
const RATED = 'urn:kefu:'

/**
 * Draws thumbs. What Web Chat posts back does not say which message it is about, so each action
 * carries the message's id in its target.
 */
function feedbackEntity(id: MessageId): Entity {
  return {
    '@context': 'https://schema.org',
    '@id': '',
    '@type': 'Message',
    type: 'https://schema.org/Message',
    potentialAction: Object.keys(RATING).map((action) => ({
      '@type': action,
      actionStatus: 'PotentialActionStatus',
      target: { '@type': 'EntryPoint', urlTemplate: `${RATED}${id}` },
    })),
  }
}

/** Reads the action of `feedbackEntity` when it comes back. */
export function readRating(
  action: string,
  urlTemplate: string,
): { readonly message: string; readonly verdict: 'up' | 'down' } | undefined {
  if (!urlTemplate.startsWith(RATED)) return undefined
  if (action !== 'LikeAction' && action !== 'DislikeAction') return undefined
  return { message: urlTemplate.slice(RATED.length), verdict: RATING[action] }
}
