import type { createCustomerValues } from '../handoff/index.js'
import type { Clock, Millis } from '../platform/clock.js'
import type { Store } from '../platform/events/store.js'
import type { Logger } from '../platform/log.js'
import type { Emergencies } from './open-emergencies.js'
import type { Pipeline } from './open-pipeline.js'
import type { openServiceDesk } from './open-service-desk.js'
import { createPlanForFailure } from './turn/plan-for-failure.js'
import { createPlanForFiles } from './turn/plan-for-files.js'
import type { TurnPlan } from './turn/plan-turn.js'
import { createReception, type Reception } from './turn/reception.js'
import { createSayMeanwhile } from './turn/say-meanwhile.js'
import { speakInEmergency } from './turn/speak-in-emergency.js'

export interface OpenReceptionDeps
  extends Pick<
    ReturnType<typeof openServiceDesk>,
    'cases' | 'conversations' | 'handOver' | 'relay' | 'raiseCase' | 'backToBot'
  > {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly pipeline: Pick<Pipeline, 'escalation' | 'replies'>
  readonly emergencies: Pick<Emergencies, 'board' | 'plan' | 'speech'>
  readonly values: ReturnType<typeof createCustomerValues>
  /** How long a customer must be quiet before the bot answers. */
  readonly quiet: Millis
}

/**
 * The bot's place at the door, with all that it says: also to files, and when a turn breaks, it
 * speaks as an emergency in force asks.
 *
 * @param signal Ends all turns.
 */
export function openReception(deps: OpenReceptionDeps, signal: AbortSignal): Reception {
  const { store, cases, emergencies, pipeline, values } = deps
  const { board, speech, plan } = emergencies
  const planForFailure = createPlanForFailure(pipeline)
  const planForFiles = createPlanForFiles(pipeline)
  const speak = (said: TurnPlan, seed: number) =>
    speakInEmergency(said, seed, board.inForce(), speech)
  return createReception(
    {
      ...deps,
      plan,
      outranks: (rule, other) => {
        const ids = pipeline.escalation().rules.map(({ id }) => id)
        return ids.includes(other) && ids.indexOf(rule) < ids.indexOf(other)
      },
      sayMeanwhile: createSayMeanwhile({
        waitingRule: cases.waitingRule,
        escalation: pipeline.escalation,
        replies: pipeline.replies,
        backToBot: deps.backToBot,
      }),
      planForFiles: (turn) => speak(planForFiles(turn), turn.seed),
      planForFailure: (session, texts, seed) => speak(planForFailure(session, texts, seed), seed),
      async standing({ conversation }) {
        const { value, shopId } = await values.inConversation(store.db, conversation)
        return { circumstances: { value, emergencies: board.ids() }, customer: shopId }
      },
    },
    signal,
  )
}
