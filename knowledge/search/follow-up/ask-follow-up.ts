import type { Language } from '../../../platform/language.js'
import type { Article, Audience } from '../../article/article.js'
import { measureText } from '../../passage/measure-text.js'
import { type AskDeps, queryFor } from '../ask-corpus.js'
import { CHOICE, MOST_CHOICES } from '../decide.js'
import { type Hit, hitOf } from '../extract/choose-passage.js'
import { type Found, limitsFor } from '../find-answer.js'
import { isSameFamily } from '../question/language-family.js'
import { asking, askRival, askSiblings, hasPassed, type SearchBeside } from './beside-topic.js'
import { isTopic, topicFeatures } from './topic-features.js'
import { type FollowUp, topicProbability } from './topic-model.js'

/**
 * From here on the topic is the likelier meaning, and from here on worth a choice. Where another
 * article surely answers, 13 of 36 labelled messages from .5 to .7 meant the topic, and 25 of the 31
 * above.
 */
const LIKELIER = { asked: 0.5, answered: 0.7 }
const POSSIBLE = 0.35

export interface FollowUpDeps extends AskDeps, SearchBeside {
  readonly language: Language
  readonly audience?: Audience | undefined
  /** Markdown that was said before. */
  readonly said?: string | undefined
}

/**
 * What a message means after an answer: by itself, or of what that answer was about. "How long does
 * it take?" after invoices means invoices, though delivery is found. How surely it does is learned
 * from labelled messages (`topic-model.ts`), and then decides as every other probability does:
 * surely enough, the topic's article answers; likelier than not, it comes first among the choices.
 *
 * @param alone What the message finds by itself.
 * @param topic The article that answered before.
 */
export async function askFollowUp(
  alone: Found,
  topic: Article,
  deps: FollowUpDeps,
  signal: AbortSignal,
): Promise<Found> {
  const { decision } = alone
  const article = versionFor(topic, deps)
  if (!article || alone.exact || alone.reason === 'contradiction') return alone
  if (decision.kind === 'answer' && isTopic(decision.hit.article, topic)) return alone
  const asked = await queryFor(deps, alone.question, deps.language, signal)
  if (measureText(asked.folded) === 0) return alone
  const query = deps.said === undefined ? asked : { ...asked, said: deps.said }
  const features = topicFeatures(deps, article, alone.hits, query)
  const probability = topicProbability(features)
  const followUp = { topic: article.id, probability, alone: alone.probability, features }
  const hit = hitOf(deps, article, probability, query)
  if (hasPassed(article, asked.folded))
    return { ...(await askSiblings(alone, article, deps)), followUp }
  const likelier = decision.kind === 'answer' ? LIKELIER.answered : LIKELIER.asked
  if (probability >= likelier) return ofTopic(alone, hit, followUp, deps)
  const rival = await askRival(alone, article, query, deps)
  if (rival) return { ...rival, followUp }
  return { ...(probability >= POSSIBLE ? orOfTopic(alone, hit) : alone), followUp }
}

/** The topic in the customer's language, if it may be read in any. */
function versionFor(
  topic: Article,
  { corpus, mayAnswer, audience, language }: FollowUpDeps,
): Article | undefined {
  const isAllowed = mayAnswer(audience)
  const versions = [topic.id, ...corpus.versionsOf(topic.id)].flatMap((id) => {
    const version = corpus.articles.get(id)
    return version && isAllowed(version) ? [version] : []
  })
  return versions.find((version) => isSameFamily(version.language, language)) ?? versions[0]
}

/** The topic answers, or is the first of what is asked back. */
function ofTopic(alone: Found, hit: Hit, followUp: FollowUp, deps: FollowUpDeps): Found {
  const isOther = (each: Hit) => !isTopic(each.article, hit.article)
  const limits = limitsFor(deps, alone.model, hit)
  const isSure = hit.probability >= limits.answer
  const choices = [hit, ...choicesOf(alone).filter(isOther)].slice(0, MOST_CHOICES)
  return {
    ...alone,
    ...{ followUp, probability: hit.probability },
    hits: [hit, ...alone.hits.filter(isOther)],
    // Those of the hits as they were ranked, which the topic was not.
    features: [],
    decision: isSure ? { kind: 'answer', hit } : { kind: 'ask-back', choices },
    reason: isSure ? 'sure' : 'one-of-these',
    limits,
  }
}

/**
 * The topic is one more choice where there are some already, and the first where there would be no
 * answer: customers had it in mind a moment ago. How sure anything is remains what the words
 * themselves tell, since they may be no question at all.
 */
function orOfTopic(alone: Found, hit: Hit): Found {
  const { decision } = alone
  if (decision.kind === 'answer') return alone
  const found = choicesOf(alone)
  if (found.some(({ article }) => isTopic(article, hit.article))) return alone
  const [first, ...others] = found
  const ordered = first && decision.kind === 'ask-back' ? [first, hit, ...others] : [hit, ...found]
  return asking(alone, ordered.slice(0, MOST_CHOICES))
}

/** What the message may mean by itself; of what is too unsure to be asked back, the surest. */
function choicesOf({ decision, hits }: Found): readonly Hit[] {
  switch (decision.kind) {
    case 'answer':
      return [decision.hit]
    case 'ask-back':
      return decision.choices
    case 'hand-over':
      return hits.slice(0, 1).filter(({ probability }) => probability >= CHOICE)
  }
}
