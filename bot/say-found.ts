import { EMPTY_MEMORY } from '../handoff/index.js'
import type { DeclineFound, FoundReply, SayFound } from '../knowledge/index.js'
import type { Pipeline } from './open-pipeline.js'
import { offTopicIn } from './turn/off-topic.js'
import { say } from './turn/plan-turn.js'
import type { Said } from './turn/say.js'
import { DENIED } from './turn/small-talk.js'
import { nearest, quotedOf } from './turn/what-is-likely.js'

/**
 * What a customer would read of what search found, in the words of a turn: for the hit test. Of
 * several wordings the first; the bot has introduced itself already.
 */
export function createSayFound(
  pipeline: Pick<Pipeline, 'knowledge' | 'escalation' | 'replies'>,
): SayFound {
  const { knowledge, escalation, replies } = pipeline
  return (found) => {
    const { decision, reason, language, limits, hits = [] } = found
    const context = { replies: replies(), language, seed: 0, introduced: true }
    const denied = reason === 'denied' ? DENIED : null
    const needsPerson = decision.kind === 'hand-over' && denied === null
    const rule = needsPerson ? escalation().lowConfidence : undefined
    const { said } = say(context, rule, denied, decision, knowledge.articles(), {
      ...(limits && { quoted: quotedOf(decision, { limits, reason }, EMPTY_MEMORY) }),
      near: rule ? nearest({ hits }, language) : [],
    })
    return asShown(said)
  }
}

/** What that customer would read instead where the question is no shop's business. */
export function createDeclineFound(
  pipeline: Pick<Pipeline, 'knowledge' | 'signals' | 'replies'>,
): DeclineFound {
  const { knowledge, signals, replies } = pipeline
  return async (question, found, signal) => {
    const { language } = found
    const heard = await signals.read(question, language, signal)
    const offTopic = offTopicIn(question, heard, found, '')
    if (offTopic === null) return null
    const context = { replies: replies(), language, seed: 0, introduced: true }
    return asShown(say(context, undefined, offTopic, null, knowledge.articles()).said)
  }
}

function asShown({ text, extras }: Said): FoundReply {
  const { citations = [], choices = [] } = extras
  return { text, citations, choices: choices.map(({ title }) => title) }
}
