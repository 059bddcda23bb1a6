import {
  type Address,
  type AnswerSurvey,
  type ConversationId,
  type Conversations,
  conversationOfUser,
  type MessageRelay,
  type Revisions,
  reachOf,
  type ShopIdentity,
  saveAddress,
  saveLeft,
} from '../../../handoff/index.js'
import type { Clock } from '../../../platform/clock.js'
import type { Store } from '../../../platform/events/store.js'
import type { Language } from '../../../platform/language.js'
import { messageBySentId } from '../delivery/delivery-table.js'

export interface TeamsChatDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly conversations: Pick<Conversations, 'open' | 'find' | 'receive' | 'rate'>
  readonly revisions: Revisions
  readonly relay: Pick<MessageRelay, 'typing'>
  readonly answerSurvey: AnswerSurvey
}

/** What Teams needs from the record and the desk. */
export type TeamsChat = ReturnType<typeof createTeamsChat>

export function createTeamsChat(deps: TeamsChatDeps) {
  const { store, clock, conversations, revisions, relay } = deps

  /**
   * Keeps where to answer.
   *
   * @returns Whether the service was not there before; of several who ask at once, one is told so.
   */
  async function reachableAt(conversation: ConversationId, address: Address): Promise<boolean> {
    return store.transact(async (tx) => {
      const before = await reachOf(tx, conversation)
      const isNew = !before?.address || before.leftAt !== null
      const isOther = JSON.stringify(before?.address) !== JSON.stringify(address)
      if (isNew || isOther) await saveAddress(tx, conversation, address)
      return isNew
    })
  }

  return {
    /** @param identity Who the shop's customer is, when that is known. */
    async open(
      user: string,
      language: Language,
      name: string,
      identity?: ShopIdentity,
    ): Promise<ConversationId> {
      return (await conversations.open('teams', user, language, identity, name)).id
    },
    /** The conversation of this user, when there is one. */
    find: async (user: string) => (await conversationOfUser(store.db, 'teams', user))?.id,
    reachableAt,
    /** The language in which the customer was last served. */
    languageOf: async (conversation: ConversationId) =>
      (await conversations.find(conversation))?.language,
    receive: conversations.receive,
    ...revisions,
    async rate(conversation: ConversationId, sentId: string, verdict: 'up' | 'down') {
      const message = await messageBySentId(store.db, conversation, sentId)
      // A card of ours that is no answer, or one that was erased.
      if (message !== undefined) await conversations.rate(conversation, message, verdict)
    },
    answerSurvey: deps.answerSurvey,
    async left(conversation: ConversationId) {
      await store.transact(async (tx, append) => {
        await saveLeft(tx, conversation, clock.now())
        await append({ topic: conversation, name: 'customer-left', data: {} })
      })
    },
    typing: (conversation: ConversationId) => relay.typing(conversation, { role: 'customer' }),
  }
}
