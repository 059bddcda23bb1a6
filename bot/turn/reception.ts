import type {
  BotSend,
  BotTurn,
  Circumstances,
  ConversationId,
  Conversations,
  Handoff,
  Message,
  MessageRelay,
  RaiseCase,
  Session,
  TurnTrace,
} from '../../handoff/index.js'
import { branchSignal } from '../../platform/branch-signal.js'
import { type Clock, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { PlanForFiles } from './plan-for-files.js'
import type { PlanTurn, TurnPlan } from './plan-turn.js'
import type { SayMeanwhile } from './say-meanwhile.js'

export interface ReceptionDeps {
  readonly store: Pick<Store, 'listen'>
  readonly conversations: Pick<
    Conversations,
    'session' | 'unanswered' | 'sendAsBot' | 'sessionsToAnswer'
  >
  readonly handOver: (turn: BotTurn, handoff: Handoff) => Promise<BotSend>
  readonly relay: Pick<MessageRelay, 'typing'>
  readonly plan: PlanTurn
  /** Makes the case urgent of a customer who waits for a person. */
  readonly raiseCase: RaiseCase
  readonly sayMeanwhile: SayMeanwhile
  /** Whether a rule of the handbook goes before another, both by id. */
  readonly outranks: (rule: string, other: string) => boolean
  /** What is said to files without a word. */
  readonly planForFiles: PlanForFiles
  /** What is said when a turn broke: nobody is left without a person. */
  readonly planForFailure: (session: Session, texts: readonly string[], seed: number) => TurnPlan
  /** What the customer file and the supervisors say, beside what the customer writes. */
  readonly standing: (session: Session) => Promise<Standing>
  readonly clock: Clock
  readonly log: Logger
  /** How long a customer must be quiet before the bot answers, so that several messages get one reply. */
  readonly quiet: Millis
}

export interface Standing {
  readonly circumstances: Circumstances
  /** The shop's id of the customer, when the shop vouches for one. */
  readonly customer: string | null
}

/** The bot's place at the door: notices who wrote, waits until they are done, answers once. */
export interface Reception {
  /** Takes up what was left unanswered when the process last ended. */
  resume(): Promise<void>
  /** How many conversations wait for the bot, those included whose customer may still be writing. */
  unanswered(): number
  /** Waits for turns under way. */
  close(): Promise<void>
}

/** A turn that could not be stored, as on a full disk, is tried again: soon, then each minute. */
const FIRST_RETRY: Millis = 5 * SECOND
const LAST_RETRY: Millis = MINUTE

/** @param signal Ends all turns. */
export function createReception(deps: ReceptionDeps, signal: AbortSignal): Reception {
  const { store, conversations, relay, clock, log, quiet } = deps
  /** Cancels the turn that each conversation waits for. */
  const waiting = new Map<ConversationId, () => void>()
  /** How long each conversation waited before its last retry. */
  const retried = new Map<ConversationId, Millis>()
  const running = new Map<ConversationId, Promise<void>>()

  const unlisten = store.listen(({ topic, name, data }) => {
    if (name === 'message-added' && data['role'] === 'customer') hear(topic as ConversationId)
  })

  /** Each further message lets the bot wait a little longer. */
  function hear(conversation: ConversationId): void {
    waiting.get(conversation)?.()
    beginAfter(quiet, conversation)
  }

  function beginAfter(delay: Millis, conversation: ConversationId): void {
    if (signal.aborted) return
    const begins = () => {
      waiting.delete(conversation)
      begin(conversation)
    }
    waiting.set(conversation, clock.after(delay, begins))
  }

  /** The customer has written and waits; whoever writes again is answered sooner. */
  function tryAgain(conversation: ConversationId): void {
    const before = retried.get(conversation)
    const delay = before === undefined ? FIRST_RETRY : Math.min(2 * before, LAST_RETRY)
    retried.set(conversation, delay)
    if (!waiting.has(conversation)) beginAfter(delay, conversation)
  }

  /** One turn of a conversation at a time; the next one begins when this has ended. */
  function begin(conversation: ConversationId): void {
    const before = running.get(conversation) ?? Promise.resolve()
    const turn = before.then(() => answer(conversation))
    running.set(conversation, turn)
    void turn.finally(() => {
      if (running.get(conversation) === turn) running.delete(conversation)
    })
  }

  async function answer(conversation: ConversationId): Promise<void> {
    if (signal.aborted) return
    using turn = branchSignal(signal)
    try {
      await answerUnanswered(conversation, turn.signal)
      retried.delete(conversation)
    } catch (cause) {
      if (signal.aborted) return
      log.error({ conversation, reason: reasonOf(cause) }, 'a turn could not be stored')
      tryAgain(conversation)
    }
  }

  async function answerUnanswered(conversation: ConversationId, ends: AbortSignal): Promise<void> {
    const session = await conversations.session(conversation)
    if (session?.owner.kind === 'queue') return heed(session, ends)
    if (session?.owner.kind !== 'bot') return
    const messages = await conversations.unanswered(session)
    const newest = messages.at(-1)
    if (!newest) return
    relay.typing(conversation, { role: 'bot' })
    const plan = await planOrPerson(session, messages, newest.number, ends)
    const turn: BotTurn = {
      session,
      answeredThrough: newest.number,
      language: plan.language,
      memory: plan.memory,
      trace: plan.trace,
      say: plan.say,
    }
    const sent = plan.handoff
      ? await deps.handOver(turn, plan.handoff)
      : await conversations.sendAsBot(turn)
    tell(session, sent, plan.trace)
  }

  /**
   * Whoever grows angry while they wait, or is in danger, is served sooner, and told so. Else the
   * bot keeps quiet, or says what it is sure of. What was written stays for the person either way.
   */
  async function heed(session: Session, ends: AbortSignal): Promise<void> {
    const newest = (await conversations.unanswered(session)).at(-1)
    if (!newest?.text) return
    const { language, memory } = session
    const { circumstances } = await deps.standing(session)
    const input = { texts: [newest.text], language, memory, seed: newest.number, circumstances }
    const plan = await deps.plan(input, ends)
    const { handoff } = plan
    if (handoff?.urgency !== 'urgent') return answerMeanwhile(session, plan, newest.number)
    const { say, trace } = plan
    const outranks = (before: string) => deps.outranks(handoff.rule, before)
    const because = { ...handoff, text: say.text, trace, outranks }
    if (!(await deps.raiseCase(session, because))) return
    const facts = { event: 'case-raised', session: session.id, rule: handoff.rule }
    log.info(facts, 'a customer who waits has become urgent')
  }

  async function answerMeanwhile(session: Session, plan: TurnPlan, seed: number): Promise<void> {
    const say = await deps.sayMeanwhile(session.id, plan, seed)
    if (!say) return
    const { answeredThrough } = session
    const { language, memory, trace } = plan
    const sent = await conversations.sendAsBot({
      ...{ session, answeredThrough, language, memory, trace, say, meanwhile: true },
    })
    tell(session, sent, trace)
  }

  async function planOrPerson(
    session: Session,
    messages: readonly Message[],
    seed: number,
    ends: AbortSignal,
  ): Promise<TurnPlan> {
    const { language, memory } = session
    const texts = messages.map(({ text }) => text).filter((text) => text !== '')
    const files = messages
      .flatMap(({ extras }) => [...(extras.files ?? []), ...(extras.linkedFiles ?? [])])
      .map(({ name }) => name)
    try {
      const { circumstances, customer } = await deps.standing(session)
      if (texts.length === 0) return deps.planForFiles({ session, files, seed, circumstances })
      return await deps.plan({ texts, language, memory, seed, circumstances, customer }, ends)
    } catch (cause) {
      ends.throwIfAborted()
      log.error({ session: session.id, reason: reasonOf(cause) }, 'a turn failed')
      return deps.planForFailure(session, texts, seed)
    }
  }

  function cancelWaiting(): void {
    for (const cancel of waiting.values()) cancel()
    waiting.clear()
  }

  function tell(session: Session, sent: BotSend, { decision, probability }: TurnTrace): void {
    const facts = { session: session.id, decision, probability }
    if (sent.ok) log.info({ event: 'bot-answered', ...facts }, 'the bot answered')
    else log.info({ event: 'bot-refused', refusal: sent.refusal, ...facts }, 'the bot kept quiet')
  }

  return {
    async resume() {
      for (const { conversation } of await conversations.sessionsToAnswer()) begin(conversation)
    },
    // One that runs and has been written to again counts twice, which is what it will take.
    unanswered: () => waiting.size + running.size,
    async close() {
      unlisten()
      cancelWaiting()
      await Promise.allSettled(running.values())
      // A turn that failed at the very end waits to be tried again.
      cancelWaiting()
    },
  }
}
