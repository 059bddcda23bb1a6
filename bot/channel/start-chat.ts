import { SECOND } from '../../platform/clock.js'
import type { ChatDeps } from './chat-deps.js'
import { CHAT_LIMITS, type ChatLimits } from './chat-limits.js'
import type { ChatPass, ChatTokens } from './token.js'

/** What a Direct Line client needs to begin. */
export interface ChatStart {
  readonly conversationId: string
  readonly token: string
  /** In seconds. */
  readonly expires_in: number
}

export interface StartDeps {
  readonly tokens: ChatTokens
  readonly limits?: ChatLimits
}

/** Opens the visitor's conversation, or finds it again, and lets its bearer in. */
export async function startChat(
  visitor: Parameters<ChatDeps['open']>[0],
  deps: StartDeps & { readonly chat: Pick<ChatDeps, 'open'> },
): Promise<ChatStart> {
  const { conversation } = await deps.chat.open(visitor)
  const { visitorId, language } = visitor
  return chatStart({ conversation, visitorId, language }, deps)
}

/** Lets the bearer in once more. */
export async function chatStart(
  pass: ChatPass,
  { tokens, limits = CHAT_LIMITS }: StartDeps,
): Promise<ChatStart> {
  return {
    conversationId: pass.conversation,
    token: await tokens.issue(pass, 'chat', limits.token),
    expires_in: Math.floor(limits.token / SECOND),
  }
}
