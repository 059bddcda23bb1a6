import type { Hono } from 'hono'
import {
  type Address,
  agentName,
  type ConversationId,
  createRevisions,
  type MessageRelay,
  type Replies,
  reachOf,
  type ShopIdentity,
  type Speaker,
  shopIdByEmail,
} from '../../../handoff/index.js'
import { type Clock, type Millis, SECOND } from '../../../platform/clock.js'
import type { DueTimer } from '../../../platform/due/due-timer.js'
import type { Store } from '../../../platform/events/store.js'
import { reasonOf } from '../../../platform/fault.js'
import type { HttpEnv } from '../../../platform/http/http-env.js'
import { createRateLimit } from '../../../platform/http/rate-limit.js'
import type { Language } from '../../../platform/language.js'
import type { Logger } from '../../../platform/log.js'
import { CHAT_LIMITS } from '../chat-limits.js'
import { createCourier } from '../delivery/courier.js'
import type { BotFramework, Member } from './bot-framework.js'
import type { TeamsPlace } from './read-teams-activity.js'
import { receiveTeams } from './receive-teams.js'
import { createStaffCards, type StaffCardsDeps } from './staff/staff-cards.js'
import { createStaffDesk, type StaffDesk, type StaffDeskDeps } from './staff/staff-desk.js'
import { createTeamsChannel } from './teams-channel.js'
import { createTeamsChat, type TeamsChatDeps } from './teams-chat.js'
import type { TeamsConfig } from './teams-config.js'
import { teamsRoutes } from './teams-routes.js'
import { teamsWords } from './teams-words.js'

export interface TeamsDeps extends Pick<TeamsChatDeps, 'conversations' | 'answerSurvey'> {
  readonly config: TeamsConfig
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly replies: () => Replies
  readonly relay: MessageRelay
  readonly timer: DueTimer
  /** How long the connector may take to answer. */
  readonly answerLimit?: Millis
  /** What it takes that staff work from Teams as well. */
  readonly staff?: Pick<StaffDeskDeps, 'accounts' | 'cases' | 'people' | 'teams'> &
    Pick<StaffCardsDeps, 'board' | 'zone'>
}

export interface Teams extends AsyncDisposable {
  readonly routes: Hono<HttpEnv>
}

/** Teams shows a sign of typing for so long. */
const TYPING_LASTS: Millis = 3 * SECOND

/** Whoever writes too much, or too long, is told so this often. */
const NOTICES = { max: 1, per: 10 * SECOND }

/** How long the directory may take; who it is can be found with the next message as well. */
const LOOK_UP_LIMIT: Millis = 3 * SECOND

/**
 * The service in Teams. The SDK is loaded here and only here, since it takes most of a second: a
 * service without Teams starts without it.
 */
export async function openTeams(deps: TeamsDeps): Promise<Teams> {
  const { config, store, clock, log, relay } = deps
  const { createBotFramework } = await import('./bot-framework.js')
  const framework = createBotFramework(config, clock, deps.answerLimit)
  const words = teamsWords(deps.replies)
  const channel = createTeamsChannel({ framework, config, words })
  const chat = createTeamsChat({ ...deps, revisions: createRevisions({ store, clock }) })
  const courier = createCourier({ store, clock, log, channels: { teams: channel } })
  const endCourier = courier.follow(deps.timer.register(courier).look)
  const under = new Set<Promise<void>>()

  /** In the background, and no more than a log line when it fails. */
  function attempt(what: string, work: Promise<unknown>): void {
    const done = work.then(
      () => {},
      (cause: unknown) => log.warn({ event: what, reason: reasonOf(cause) }, 'not sent to Teams'),
    )
    under.add(done)
    void done.finally(() => under.delete(done))
  }

  function say(to: Address, language: Language, text: string): void {
    attempt('teams-say', framework.send(to, { type: 'message', text, locale: language }))
  }

  const typed = createRateLimit({ max: 1, per: TYPING_LASTS }, clock)
  const endTyping = relay.onAnyTyping((conversation, speaker) => {
    if (speaker.role !== 'bot' && speaker.role !== 'agent') return
    if (typed.take(conversation)) attempt('teams-typing', showTyping(conversation, speaker))
  })

  async function showTyping(conversation: ConversationId, speaker: Speaker): Promise<void> {
    const reach = await reachOf(store.db, conversation)
    if (reach?.address && reach.leftAt === null) await channel.typing(reach.address, speaker)
  }

  const memberOf = createDirectory(framework, clock)

  /** Nobody's when the directory does not answer: the customer is served all the same. */
  async function identityOf({ user }: TeamsPlace, to: Address): Promise<ShopIdentity | undefined> {
    const { email } = await memberOf(to, user.id).catch((cause: unknown): Member => {
      log.warn({ event: 'teams-directory', reason: reasonOf(cause) }, 'a user was not looked up')
      return {}
    })
    const shopId = email && (await shopIdByEmail(store.db, email))
    return shopId ? { shopId } : undefined
  }

  const { staffDomain: domain, site } = config
  let endCards = async () => {}
  let staffDesk: StaffDesk | undefined
  const { staff } = deps
  if (domain !== null && staff) {
    const cards = createStaffCards({
      ...{ store, clock, log, framework, site, board: staff.board, teams: staff.teams },
      zone: staff.zone,
      nameOf: (agent) => agentName(store.db, agent),
    })
    const handle = deps.timer.register(cards)
    const unfollow = cards.follow(handle.look)
    endCards = async () => {
      unfollow()
      await handle.leave()
    }
    staffDesk = createStaffDesk({ ...staff, store, clock, memberOf, domain, site, say })
  }

  const receiving = {
    chat,
    words,
    limits: CHAT_LIMITS,
    messages: createRateLimit(CHAT_LIMITS.messages, clock),
    notices: createRateLimit(NOTICES, clock),
    ...(config.linkByEmail && { identityOf }),
    ...(staffDesk && { staff: staffDesk }),
    say,
  }
  return {
    routes: teamsRoutes({
      config,
      framework,
      receive: (incoming, address) => receiveTeams(incoming, address, receiving),
    }),
    async [Symbol.asyncDispose]() {
      endTyping()
      await endCards()
      await endCourier()
      await Promise.all(under)
    },
  }
}

/** Users whose address is remembered; then all are asked for again. */
const MOST_REMEMBERED = 10_000

/** The tenant's directory, asked once for each user while the process runs. */
function createDirectory(framework: Pick<BotFramework, 'memberOf'>, clock: Clock) {
  const members = new Map<string, Member>()
  return async (to: Address, user: string): Promise<Member> => {
    const known = members.get(user)
    if (known) return known
    const answer = framework.memberOf(to, user)
    const member = await new Promise<Member>((resolve, reject) => {
      const cancel = clock.after(LOOK_UP_LIMIT, () => reject(new Error('The directory is slow.')))
      answer.then(resolve, reject).finally(cancel)
    })
    if (members.size >= MOST_REMEMBERED) members.clear()
    members.set(user, member)
    return member
  }
}
