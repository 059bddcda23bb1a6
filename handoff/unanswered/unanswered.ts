import { foldText, pointsBack, type UnansweredQuestion } from '../../knowledge/index.js'
import { answeredArticle } from '../conversation/answered-article.js'
import { asksSomething } from '../conversation/asks-something.js'
import type { Message } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import { maskPersonal } from '../handbook/mask-personal.js'
import { deriveLabels, type Visit } from '../label/derive-labels.js'

/** Rules by which the bot gives up for want of an answer, whatever the customer feels or wants. */
const FOR_WANT_OF_AN_ANSWER: ReadonlySet<string> = new Set(['low-confidence', 'failed-twice'])

/** What customers say who want a person after an answer. */
const NOT_ENOUGH: ReadonlySet<string> = new Set(['wants-a-person', 'not-helped'])

/** Kind words are acknowledged, and ask for nothing. */
const KIND_WORDS: ReadonlySet<string> = new Set(['thanks', 'closing', 'greeting', 'not-helped'])

interface Turn {
  readonly message: Message
  readonly trace: TurnTrace
  /** The article that it answered from. */
  readonly answered: string | null
  /** Whether its question is no more than a click on a choice. */
  readonly isClick: boolean
}

/**
 * The questions of one visit that got no good answer: the bot asked back and nothing came of it,
 * handed over or did not understand; its answer was disliked, corrected, or not enough; its turn
 * broke. Questions that lean on the one before are left out, as their words alone mean nothing. Pure.
 */
export function unansweredIn(visit: Visit): readonly UnansweredQuestion[] {
  const turns = turnsOf(visit)
  const labels = deriveLabels(visit)
  return turns.flatMap((turn, i): UnansweredQuestion[] => {
    const { message, trace, answered } = turn
    if (turn.isClick || !asksSomething(trace.question)) return []
    // The first one has nothing to lean on, however it is put.
    if (i > 0 && pointsBack(foldText(trace.question))) return []
    const outcome = outcomeOf(visit, turn, turns[i + 1])
    if (outcome === null) return []
    const label = labels.find(({ text, at }) => text === trace.question && at === message.at)
    return [
      {
        id: message.id,
        text: maskPersonal(trace.question),
        language: message.language,
        at: message.at,
        outcome,
        article: answered ?? trace.passages[0]?.article ?? null,
        probability: trace.probability,
        right: visit.corrections.get(message.id)?.gold ?? label?.gold ?? null,
      },
    ]
  })
}

function outcomeOf(
  { verdicts, corrections }: Pick<Visit, 'verdicts' | 'corrections'>,
  { message, trace, answered }: Turn,
  next: Turn | undefined,
): UnansweredQuestion['outcome'] | null {
  if (trace.facts?.decision === 'failed') return 'failed'
  const gold = corrections.get(message.id)?.gold
  switch (trace.decision) {
    case 'answer':
      if (gold && answered !== null && !gold.includes(answered)) return 'corrected'
      if (verdicts.get(message.id) === 'down') return 'disliked'
      if (verdicts.get(message.id) === 'up') return null
      return next && wantsMore(next.trace) ? 'answered-then-person' : null
    case 'ask-back':
      return next && wasHelpedBy(next, verdicts) ? null : 'asked-back'
    case 'hand-over':
      return trace.rules.every((rule) => FOR_WANT_OF_AN_ANSWER.has(rule)) ? 'handed-over' : null
    case 'acknowledge':
      return trace.probability !== null && !has(trace, KIND_WORDS) ? 'not-understood' : null
    case 'skill':
      return trace.skill?.did === 'shop-down' ? 'failed' : null
    case 'decline':
      return 'declined'
    case 'greet':
      return null
    default:
      return trace.decision satisfies never
  }
}

/** Whether the customer asked for a person right after. */
function wantsMore(trace: TurnTrace): boolean {
  return trace.decision === 'hand-over' && has(trace, NOT_ENOUGH)
}

/** Whether a choice was clicked that led to an answer which nobody disliked. */
function wasHelpedBy({ message, trace, isClick }: Turn, verdicts: Visit['verdicts']): boolean {
  return isClick && trace.decision === 'answer' && verdicts.get(message.id) !== 'down'
}

function has({ signals }: TurnTrace, names: ReadonlySet<string>): boolean {
  return signals.some(({ name }) => names.has(name))
}

function turnsOf({ messages, traces }: Visit): readonly Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    const trace = traces.get(message.id)
    if (!trace) continue
    const choices = turns.at(-1)?.message.extras.choices ?? []
    turns.push({
      message,
      trace,
      answered: answeredArticle(trace, message.extras) ?? null,
      isClick: choices.some(({ value }) => value === trace.question),
    })
  }
  return turns
}
