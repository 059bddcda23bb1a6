import { join } from 'node:path'
import {
  createDeskEmergencies,
  createEmergencyService,
  createRehearsal,
  type EmergencyBoard,
  type EmergencyPlan,
  type KeptPages,
  loadPlans,
  openEmergencyBoard,
  type RehearseTurn,
  watchEmergencies,
} from '../handoff/index.js'
import type { Clock } from '../platform/clock.js'
import { createClosing } from '../platform/closing.js'
import type { DueTimer } from '../platform/due/due-timer.js'
import type { Store } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import type { NewId } from '../platform/id.js'
import type { Logger } from '../platform/log.js'
import type { Pipeline } from './open-pipeline.js'
import type { PlanTurn } from './turn/plan-turn.js'
import {
  type EmergencySpeech,
  planInEmergency,
  speakInEmergency,
} from './turn/speak-in-emergency.js'
import { watchFolders } from './watch-folders.js'

export interface EmergenciesDeps {
  readonly contentFolder: string
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Logger
  readonly pipeline: Pick<Pipeline, 'knowledge' | 'replies' | 'signals' | 'plan'>
  readonly timer: DueTimer
  readonly parse: KeptPages['parse']
}

export type Emergencies = Awaited<ReturnType<typeof openEmergencies>>

/**
 * Puts together the plans, what is in force, what is proposed and what is rehearsed.
 *
 * @throws {Fault} `misconfigured` when a plan cannot be used, with every reason.
 */
export async function openEmergencies(deps: EmergenciesDeps) {
  const { store, clock, newId, log, pipeline } = deps
  const folder = join(deps.contentFolder, 'handbook', 'emergencies')
  const known = { signals: pipeline.signals.names }
  let plans: readonly EmergencyPlan[] = await loadPlans(folder, known, deps.parse)
  const closing = createClosing()
  const board = closing.use(
    await openEmergencyBoard({
      store,
      clock,
      report: (cause) => log.error({ reason: reasonOf(cause) }, 'emergencies were not read'),
    }),
  )

  /** A mistake in a file leaves what was there before in force. */
  async function reload(): Promise<void> {
    try {
      plans = await loadPlans(folder, known)
      log.info({ event: 'handbook-changed', folder }, 'plans for emergencies were read again')
    } catch (cause) {
      log.error({ folder, reason: reasonOf(cause) }, 'plans for emergencies stay as they were')
    }
  }
  const unwatched = (cause: unknown) =>
    log.error({ reason: reasonOf(cause) }, 'plans for emergencies are not watched for changes')
  closing.use(watchFolders([folder], clock, reload, unwatched))

  const service = createEmergencyService({ store, clock, newId, plans: () => plans })
  const watch = watchEmergencies({
    ...{ store, clock, newId },
    plans: () => plans,
    emergencies: service,
  })
  const handle = deps.timer.register(watch)
  closing.defer(handle.leave)
  closing.defer(
    store.listen((event) => {
      if (watch.hear(event)) handle.look()
    }),
  )

  const speech = speechOf(pipeline, board)
  return {
    service,
    board,
    plans: () => plans,
    forDesk: createDeskEmergencies({ emergencies: service, plans: () => plans, clock }),
    rehearsal: createRehearsal({ store, clock, rehearseTurn: rehearseBy(pipeline.plan, speech) }),
    speech,
    /** Plans the bot's turns by what is in force. */
    plan: planInEmergency(pipeline.plan, speech),
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  }
}

function speechOf(
  { knowledge, replies }: Pick<Pipeline, 'knowledge' | 'replies'>,
  board: EmergencyBoard,
): EmergencySpeech {
  return {
    emergencies: board.inForce,
    articleOf: (id) => knowledge.article(id),
    replies,
  }
}

/** The bot's own turn as if this emergency alone were in force. Nothing is stored or sent. */
function rehearseBy(plan: PlanTurn, speech: EmergencySpeech): RehearseTurn {
  return async (emergency, { text, language, memory }, signal) => {
    const circumstances = { value: 'ordinary', emergencies: [emergency.plan.id] } as const
    const input = { texts: [text], language, memory, seed: text.length, circumstances }
    const usual = await plan(input, signal)
    const said = speakInEmergency(usual, input.seed, [emergency], speech)
    const { handoff } = said
    return {
      text: said.say.text,
      language: said.language,
      turn: {
        decision: said.trace.decision,
        memory: said.memory,
        handoff: handoff && {
          rule: handoff.rule,
          urgency: handoff.urgency,
          team: handoff.team ?? null,
        },
      },
    }
  }
}
