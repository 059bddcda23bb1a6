import type { Standing } from '../../knowledge/index.js'
import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { Assets } from '../../platform/http/assets.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Account } from '../account/account.js'
import type { Accounts } from '../account/accounts.js'
import type { PresenceService } from '../account/presence.js'
import type { CaseService } from '../case/case-service.js'
import type { DeskClocks } from '../clock/desk-clocks.js'
import type { AgentId, ConversationId, MessageId } from '../conversation/message.js'
import type { MessageRelay } from '../conversation/message-relay.js'
import type { DeskEmergencies } from '../emergency/desk-emergencies.js'
import type { People } from '../triage/people.js'
import type { Teams } from '../triage/teams.js'
import type { UploadId } from '../upload/upload.js'
import type { Undelivered } from './message-marks.js'

/** A passage that may help the agent to answer. */
export interface Suggestion {
  /** Id of the article. */
  readonly article: string
  readonly title: string
  /** Path of the article on our own site. */
  readonly url: string
  /** What goes into the reply, as markdown in the language of the customer. */
  readonly text: string
  /** That it answers the question, 0 to 1. */
  readonly probability: number
  /** How it stands to another suggestion that gives other figures for the same. */
  readonly contradiction: Standing | null
}

/** Why a rule of the handbook hands over, in plain language. */
export interface RuleReason {
  readonly title: string
  readonly reason: string
  /** Such as `P2.1`. */
  readonly source: string
}

export interface DeskDeps {
  readonly cases: CaseService
  readonly clocks: DeskClocks
  /** How many results of quality this person has not looked at. */
  readonly unseenResults: (agent: AgentId) => Promise<number>
  /** What is in force, rehearsed or proposed; nothing when not given. */
  readonly emergencies?: (account: Pick<Account, 'role'>) => Promise<DeskEmergencies>
  /** What did not reach the customer; everything does when not given. */
  readonly undelivered?: (
    conversation: ConversationId,
  ) => Promise<ReadonlyMap<MessageId, Undelivered>>
  readonly accounts: Accounts
  readonly presence: PresenceService
  readonly people: People
  readonly teams: Teams
  readonly store: Pick<Store, 'listen' | 'readAfter' | 'lastNumber'>
  readonly relay: Pick<MessageRelay, 'onTyping' | 'typing'>
  /** What the articles say to a question, best first; empty when nothing fits. */
  readonly suggest: (
    question: string,
    language: Language,
    signal: AbortSignal,
  ) => Promise<readonly Suggestion[]>
  /**
   * Ids of the articles that fit these words, such as a part of a title, best first.
   *
   * @param language The customer's, whose version of an article goes before others.
   */
  readonly findArticles: (
    words: string,
    language: Language,
    signal: AbortSignal,
  ) => Promise<readonly string[]>
  /** `undefined` for an article that is no longer there. */
  readonly articleTitle: (id: string, language: Language) => string | undefined
  /** `undefined` for a rule that is no longer in the handbook. */
  readonly ruleReason: (rule: string, language: Language) => RuleReason | undefined
  /** A signed link to a customer's file for this colleague. */
  readonly fileHref: (id: UploadId, agent: AgentId) => string
  /** Turns the markdown of the bot or an agent into HTML that is safe to show. */
  readonly renderMarkdown: (markdown: string) => string
  readonly clock: Clock
  readonly newId: NewId
  readonly assets: Pick<Assets, 'url'>
  /** IANA name of the time zone that the service works in, such as `Asia/Shanghai`. */
  readonly zone: string
}
