import type { Address, ConversationId, ShopIdentity } from '../../../handoff/index.js'
import type { RateLimit } from '../../../platform/http/rate-limit.js'
import type { Language } from '../../../platform/language.js'
import type { ChatLimits } from '../chat-limits.js'
import type { TeamsIncoming, TeamsPlace } from './read-teams-activity.js'
import type { StaffDesk } from './staff/staff-desk.js'
import type { TeamsChat } from './teams-chat.js'
import type { TeamsWords } from './teams-words.js'

export interface ReceiveTeamsDeps {
  readonly chat: TeamsChat
  readonly words: TeamsWords
  readonly limits: Pick<ChatLimits, 'textLength'>
  /** Messages of each user. */
  readonly messages: RateLimit
  /** How often somebody who writes too much is told so. */
  readonly notices: RateLimit
  /** Who the shop's customer is, as the tenant's directory says; nobody when not given. */
  readonly identityOf?: (place: TeamsPlace, to: Address) => Promise<ShopIdentity | undefined>
  /** What staff do; nobody does without it. */
  readonly staff?: StaffDesk
  /** Says something that is not part of the record, such as a polite refusal; never throws. */
  readonly say: (to: Address, language: Language, text: string) => void
}

const DEFAULT: Language = 'zh-Hans'

/**
 * Takes one activity that was authenticated. When this returns, what it said is stored; told a
 * second time, it changes nothing.
 */
export async function receiveTeams(
  incoming: TeamsIncoming,
  address: Address,
  deps: ReceiveTeamsDeps,
): Promise<void> {
  const { chat, words } = deps
  const { place, kind } = incoming
  const user = userOf(place)
  switch (kind) {
    case 'other':
      return
    case 'staff-card':
      return deps.staff?.press(incoming.value, place, address)
    case 'installed': {
      // What a whole team does with the service is no customer's.
      if (place.scope !== 'personal') return
      const { isNew, language } = await reach(incoming, address, deps)
      if (isNew) deps.say(address, language, words.welcome(language))
      return
    }
    case 'message': {
      if (await deps.staff?.command(incoming.text, place, address)) return
      const { conversation, language } = await reach(incoming, address, deps)
      return receiveMessage(incoming, conversation, address, language, deps)
    }
    case 'survey': {
      const { conversation } = await reach(incoming, address, deps)
      return chat.answerSurvey(conversation, incoming.answer)
    }
    default: {
      const conversation = await chat.find(user)
      if (conversation !== undefined) await note(incoming, conversation, deps)
    }
  }
}

/** What is about something that was said before; where nothing was, it is about nothing. */
async function note(
  incoming: Exclude<
    TeamsIncoming,
    { kind: 'message' | 'survey' | 'installed' | 'other' | 'staff-card' }
  >,
  conversation: ConversationId,
  { chat, limits }: ReceiveTeamsDeps,
): Promise<void> {
  switch (incoming.kind) {
    case 'edited':
      return chat.edit(conversation, incoming.id, incoming.text.slice(0, limits.textLength))
    case 'deleted':
      return chat.remove(conversation, incoming.id)
    case 'rating':
      return chat.rate(conversation, incoming.sentId, incoming.verdict)
    case 'removed':
      return chat.left(conversation)
    case 'typing':
      return chat.typing(conversation)
    default:
      return incoming satisfies never
  }
}

/**
 * One conversation for each user; in a group or a thread one of its own, with its own file: what is
 * said before others must not show what a customer told us, or ordered, alone.
 */
function userOf({ scope, conversation, user }: TeamsPlace): string {
  const person = user.directoryId ?? user.id
  return scope === 'personal' ? person : `${conversation} ${person}`
}

/** Opens the conversation, and keeps where it is answered. */
async function reach(
  { place }: TeamsIncoming,
  address: Address,
  { chat, identityOf }: ReceiveTeamsDeps,
) {
  const identity = place.scope === 'personal' ? await identityOf?.(place, address) : undefined
  const { language: asked = DEFAULT, user } = place
  const conversation = await chat.open(userOf(place), asked, user.name, identity)
  const isNew = await chat.reachableAt(conversation, address)
  const language = place.language ?? (await chat.languageOf(conversation)) ?? DEFAULT
  return { conversation, isNew, language }
}

async function receiveMessage(
  incoming: TeamsIncoming & { kind: 'message' },
  conversation: ConversationId,
  address: Address,
  language: Language,
  { chat, words, limits, messages, notices, say }: ReceiveTeamsDeps,
): Promise<void> {
  const { id, text, files, place } = incoming
  if (text.length > limits.textLength) {
    const limit = limits.textLength
    if (notices.take(conversation))
      say(address, language, words.say('too-long', language, { limit }))
    return
  }
  if (!messages.take(conversation)) {
    if (notices.take(conversation)) say(address, language, words.say('too-many', language, {}))
    return
  }
  await chat.receive(conversation, {
    channelId: id,
    text,
    linkedFiles: files,
    ...(place.language && { language: place.language }),
  })
}
