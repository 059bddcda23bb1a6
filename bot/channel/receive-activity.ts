import { type BulkheadPolicy, BulkheadRejectedError } from 'cockatiel'
import type { NewFile } from '../../handoff/index.js'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { RateLimit } from '../../platform/http/rate-limit.js'
import type { NewId } from '../../platform/id.js'
import { fileAttachments } from './activity.js'
import type { ChannelWords, ChatDeps } from './chat-deps.js'
import type { ChatLimits } from './chat-limits.js'
import { type IncomingActivity, readActivity } from './read-activity.js'
import type { PassingActivity, StreamHub } from './stream-hub.js'
import type { ChatPass } from './token.js'

export interface ReceiveDeps {
  readonly chat: Pick<
    ChatDeps,
    'receive' | 'unanswered' | 'customerTyping' | 'rate' | 'answerSurvey'
  >
  readonly words: ChannelWords
  readonly hub: StreamHub
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly limits: ChatLimits
  /** Messages of each visitor. */
  readonly messages: RateLimit
  /** Signs of typing of each visitor. */
  readonly typing: RateLimit
  /** Messages of all visitors that are being stored. */
  readonly storing: BulkheadPolicy
}

/**
 * Takes one activity of a customer.
 *
 * @param files That came with it and were looked at.
 * @returns The id under which it is known. A message has the same one however often it is sent.
 * @throws {Fault} `bad-input`, `too-large` or `too-many`: nothing was stored. The last two have a
 *   sentence for the customer, in the customer's language.
 */
export async function receiveActivity(
  body: unknown,
  pass: ChatPass,
  deps: ReceiveDeps,
  files: readonly NewFile[] = [],
): Promise<string> {
  const { chat, words, limits } = deps
  const tooLong = () => words.say('too-long', pass.language, { limit: limits.textLength })
  const activity = readActivity(body, limits.textLength, tooLong, files.length)
  if (activity.kind === 'typing') {
    if (deps.typing.take(pass.visitorId)) chat.customerTyping(pass.conversation)
    return echo(activity, 'typing', pass, deps)
  }
  if (!deps.messages.take(pass.visitorId)) {
    throw new Fault('too-many', words.say('too-many', pass.language, {}))
  }
  switch (activity.kind) {
    case 'message':
      return receiveMessage(activity, pass, deps, files)
    case 'survey':
      await chat.answerSurvey(pass.conversation, activity.answer)
      return echo(activity, 'message', pass, deps)
    case 'rating':
      await chat.rate(activity.message, pass.conversation, activity.verdict)
      return echo(activity, 'event', pass, deps)
    case 'other':
      return echo(activity, 'event', pass, deps)
  }
}

async function receiveMessage(
  activity: IncomingActivity & { kind: 'message' },
  pass: ChatPass,
  deps: ReceiveDeps,
  files: readonly NewFile[],
): Promise<string> {
  const { clientActivityId, sendId, language, text } = activity
  const { message, duplicate } = await storeIfRoom(
    () =>
      deps.chat.receive(pass.conversation, {
        channelId: sendId ?? clientActivityId ?? deps.newId('activity'),
        text,
        language: language ?? pass.language,
        ...(clientActivityId !== undefined && { clientActivityId }),
        ...(files.length > 0 && { files }),
      }),
    pass,
    deps,
  )
  // The stored message bears the id of the first try, and the client waits for that of this one.
  if (duplicate && message.extras.clientActivityId !== clientActivityId) {
    deps.hub.show(pass.conversation, {
      ...passing('message', message.id, activity, pass, deps),
      timestamp: new Date(message.at).toISOString(),
      ...(message.text !== '' && { text: message.text, textFormat: 'plain' }),
      ...fileAttachments(message.extras.files),
    })
  }
  return message.id
}

/** Whoever comes when too many wait is asked to come again, so that the waiting has an end. */
async function storeIfRoom<T>(
  store: () => Promise<T>,
  pass: ChatPass,
  { chat, words, limits, storing }: ReceiveDeps,
): Promise<T> {
  const tooMany = () => new Fault('too-many', words.say('too-many', pass.language, {}))
  if (chat.unanswered() >= limits.crowd.unanswered) throw tooMany()
  try {
    return await storing.execute(store)
  } catch (cause) {
    if (cause instanceof BulkheadRejectedError) throw tooMany()
    throw cause
  }
}

/** Web Chat waits for all that it posts to come back, also for what is not kept. */
function echo(
  activity: IncomingActivity,
  type: PassingActivity['type'],
  pass: ChatPass,
  deps: ReceiveDeps,
): string {
  const id = deps.newId('activity')
  const shown = passing(type, id, activity, pass, deps)
  deps.hub.show(pass.conversation, {
    ...shown,
    channelData: { ...shown.channelData, ...(type === 'message' && { postBack: true }) },
  })
  return id
}

function passing(
  type: PassingActivity['type'],
  id: string,
  { clientActivityId }: IncomingActivity,
  pass: ChatPass,
  { clock }: ReceiveDeps,
): PassingActivity {
  return {
    type,
    id,
    timestamp: new Date(clock.now()).toISOString(),
    channelId: 'webchat',
    conversation: { id: pass.conversation },
    from: { id: pass.visitorId, name: '', role: 'user' },
    channelData: {
      ...(clientActivityId !== undefined && { clientActivityID: clientActivityId }),
    },
  }
}
