import type { SkillMemory } from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'
import type { Shop } from './shop.js'
import type { Answers, AskStep, Known, ShopCall, Skill, Slots, Step } from './skill.js'

export interface RunDeps {
  readonly shop: Shop
  /** Counts one more try to show by a phone that an order is one's own; `false` when too many. */
  readonly mayTry: (order: string) => boolean
}

/** What a skill begins a turn with. */
export interface RunInput extends Pick<Known, 'customer' | 'now' | 'day'> {
  readonly memory: SkillMemory
  readonly language: Language
  /** The same for the same turn, so that a turn that is planned again changes nothing again. */
  readonly turn: string
}

/** A step with which the turn ends. */
export type Outcome =
  | { readonly kind: 'ask'; readonly step: AskStep; readonly memory: SkillMemory }
  | {
      readonly kind: 'say'
      readonly step: Extract<Step, { kind: 'say' }>
      readonly memory: SkillMemory
    }
  /** A slot was asked for twice, and is still empty: a person. */
  | { readonly kind: 'give-up'; readonly memory: SkillMemory }

/** Asking a third time would be a maze. */
const MOST_ASKED = 2

/** Each call fills in one answer, so a skill that asks the shop more often has no end. */
const MOST_CALLS = 4

/**
 * Lets a skill take its steps until it asks or says something, and asks the shop on the way.
 *
 * @throws {Fault} `upstream-down` when the shop does not answer.
 */
export async function runSkill(
  skill: Skill,
  input: RunInput,
  deps: RunDeps,
  signal: AbortSignal,
): Promise<Outcome> {
  const { customer, now, day, memory } = input
  let answers: Answers = {}
  for (let calls = 0; calls <= MOST_CALLS; calls++) {
    const step = skill.step({ slots: memory.slots as Slots, customer, answers, now, day })
    if (step.kind === 'say') return { kind: 'say', step, memory: endSkill(memory) }
    if (step.kind === 'ask') return ask(step, memory)
    answers = { ...answers, ...(await answer(step.call, input, deps, signal)) }
  }
  throw new Error(`The skill ${skill.name} asked the shop more than ${MOST_CALLS} times in a turn.`)
}

/** The next skill of this visit need not ask for the order again; what was done to it is over. */
export function endSkill({ slots }: SkillMemory): SkillMemory {
  const { order, phone } = slots
  return {
    name: null,
    slots: { ...(order !== undefined && { order }), ...(phone !== undefined && { phone }) },
    titles: {},
    asking: null,
    asked: {},
    choices: [],
  }
}

function ask(step: AskStep, memory: SkillMemory): Outcome {
  const slots = Object.fromEntries(
    Object.entries(memory.slots).filter(([slot]) => !step.clears?.some((each) => each === slot)),
  )
  const times = (memory.asked[step.slot] ?? 0) + 1
  if (times > MOST_ASKED) return { kind: 'give-up', memory: endSkill(memory) }
  const line = times > 1 && step.again ? step.again : step.line
  return {
    kind: 'ask',
    step: { ...step, line },
    memory: {
      ...memory,
      slots,
      asking: step.slot,
      asked: { ...memory.asked, [step.slot]: times },
      choices: [],
    },
  }
}

async function answer(
  call: ShopCall,
  { language, turn }: RunInput,
  { shop, mayTry }: RunDeps,
  signal: AbortSignal,
): Promise<Answers> {
  switch (call.type) {
    case 'orders':
      return { orders: await shop.ordersOf(call.customer, language, signal) }
    case 'order':
      if (call.phone !== null && !mayTry(call.number)) return { order: 'too-many-tries' }
      return { order: await shop.order(call.number, language, signal) }
    case 'start-return': {
      const key = `return ${turn}`
      return { returned: await shop.startReturn(call.request, key, signal) }
    }
    case 'send-invoice':
      return { invoice: await shop.sendInvoice(call.order, `invoice ${turn}`, signal) }
  }
}
