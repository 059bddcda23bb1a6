import type { Emergency, Handoff, Replies, TurnTrace } from '../../handoff/index.js'
import type { Article } from '../../knowledge/index.js'
import { CATEGORY_OF } from './describe-case.js'
import type { PlanTurn, TurnPlan } from './plan-turn.js'

export interface EmergencySpeech {
  /** In force now, the oldest first. Asked for at each turn. */
  readonly emergencies: () => readonly Emergency[]
  /** By its id; `undefined` of an article that is gone. */
  readonly articleOf: (id: string) => Pick<Article, 'category' | 'service'> | undefined
  readonly replies: () => Replies
}

/** As in search: from here on, the best passage is what the question was about. */
const LIKELY = 0.5

/** Beside whom the prepared sentence alone would be cold. Source: H4.2. */
const FELT: ReadonlySet<string> = new Set(['anger', 'distress'])

/** Plans a turn, and then says and does what the emergencies in force ask for. */
export function planInEmergency(plan: PlanTurn, speech: EmergencySpeech): PlanTurn {
  return async (input, signal) =>
    speakInEmergency(await plan(input, signal), input.seed, speech.emergencies(), speech)
}

/**
 * What a plan becomes while emergencies are in force. Pure.
 *
 * - A greeting carries every banner.
 * - A question about the topic gets the prepared sentence, or the sentence and a person.
 * - Whoever is handed over is asked for patience, where the plan says so: in its own words when it
 *   is about no topic, as a surge is.
 *
 * A rule that hands over always wins: no emergency keeps anyone from a person.
 */
export function speakInEmergency(
  plan: TurnPlan,
  seed: number,
  emergencies: readonly Emergency[],
  { articleOf, replies }: Pick<EmergencySpeech, 'articleOf' | 'replies'>,
): TurnPlan {
  if (emergencies.length === 0) return plan
  const { language, trace } = plan
  // Of several about the same, the one that was declared last knows most.
  const concerned = emergencies.findLast(({ topic }) => isAbout(trace, topic, articleOf))
  const asking = emergencies.findLast((each) => each.plan.effects.askPatience)
  const patience = asking ? patienceOf(asking) : ''

  function patienceOf({ topic, reply }: Emergency): string {
    const isAboutNothing = Object.values(topic).every((names) => names.length === 0)
    return isAboutNothing
      ? reply[language]
      : replies().say('emergency-patience', language, {}, seed)
  }

  if (!concerned && !plan.handoff) {
    if (trace.decision !== 'greet') return plan
    return withText(plan, [plan.say.text, ...emergencies.map(({ banner }) => banner[language])])
  }
  if (!concerned) return withText(plan, [plan.say.text, patience])

  const { effects, id } = concerned.plan
  const sentence = concerned.reply[language]
  const rules = [...new Set([...trace.rules, ruleOf(id)])]
  if (!plan.handoff && effects.topicGoesTo === 'sentence') {
    const label = replies().say('label-reach-person', language, {}, seed)
    return {
      ...plan,
      trace: { ...trace, rules, decision: 'acknowledge' },
      say: { text: sentence, extras: { choices: [{ title: label, value: label }] } },
    }
  }
  const isFelt = trace.signals.some(({ name }) => FELT.has(name))
  const keepsWords = plan.handoff !== null && (isFelt || effects.topicGoesTo === 'sentence')
  return {
    ...plan,
    trace: { ...trace, rules, decision: 'hand-over' },
    say: { text: join([keepsWords ? plan.say.text : '', sentence, patience]), extras: {} },
    handoff: forTopic(plan.handoff ?? handoffOf(plan, concerned, articleOf), effects),
  }
}

/** By which the desk finds the plan that a case came by. */
export function ruleOf(plan: string): string {
  return `${RULE_PREFIX}${plan}`
}

/** The plan that a case came by; `undefined` when it came by a rule of the handbook. */
export function planOfRule(rule: string): string | undefined {
  return rule.startsWith(RULE_PREFIX) ? rule.slice(RULE_PREFIX.length) : undefined
}

const RULE_PREFIX = 'emergency-'

function isAbout(
  { signals, passages }: TurnTrace,
  topic: Emergency['topic'],
  articleOf: EmergencySpeech['articleOf'],
): boolean {
  if (signals.some(({ name }) => topic.signals.includes(name))) return true
  const [best] = passages
  if (best === undefined || best.probability < LIKELY) return false
  return (
    topic.articles.includes(best.article) ||
    topic.categories.includes(articleOf(best.article)?.category ?? '')
  )
}

/** The team and urgency of the plan, unless a rule has asked for more. */
function forTopic(handoff: Handoff, { team, urgency }: Emergency['plan']['effects']): Handoff {
  return {
    ...(team !== null && { team }),
    ...handoff,
    urgency: handoff.urgency === 'urgent' ? 'urgent' : urgency,
  }
}

function handoffOf(
  { trace }: TurnPlan,
  { plan }: Emergency,
  articleOf: EmergencySpeech['articleOf'],
): Handoff {
  const [best] = trace.passages
  const service = (best && articleOf(best.article)?.service) ?? 'after-sales'
  return {
    rule: ruleOf(plan.id),
    urgency: plan.effects.urgency,
    service,
    category: CATEGORY_OF[service],
    subject: trace.question,
  }
}

function withText(plan: TurnPlan, parts: readonly string[]): TurnPlan {
  return { ...plan, say: { ...plan.say, text: join(parts) } }
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
