import { foldText, type Label, pointsBack, toLanguageScript } from '../../knowledge/index.js'
import type { Instant } from '../../platform/clock.js'
import { answeredArticle } from '../conversation/answered-article.js'
import { asksSomething } from '../conversation/asks-something.js'
import type { Message, MessageId } from '../conversation/message.js'
import type { Verdict } from '../conversation/trace-table.js'
import type { TurnTrace } from '../conversation/turn-trace.js'

/** One visit, as far as it says which articles were right. */
export interface Visit {
  /** Oldest first. */
  readonly messages: readonly Message[]
  /** By the bot message that each led to, as verdicts and corrections are. */
  readonly traces: ReadonlyMap<MessageId, TurnTrace>
  readonly verdicts: ReadonlyMap<MessageId, Verdict>
  readonly corrections: ReadonlyMap<MessageId, { readonly gold: readonly string[] }>
  /** What its cases are about, in the words that articles were suggested for, oldest first. */
  readonly subjects: readonly { readonly text: string; readonly openedAt: Instant }[]
}

/** Who says so. An agent's correction goes before an agent's use, a choice, a thumb. */
export type Trust = 'correction' | 'use' | 'choice' | 'thumb'

export interface UsedLabel extends Pick<Label, 'text' | 'language' | 'gold'> {
  readonly trust: Trust
  /** When it was asked. */
  readonly at: Instant
  /** Whether the bot answered from a right article; `null` where it did not answer. */
  readonly answeredRight: boolean | null
}

/** A turn of the bot. */
interface Turn {
  readonly message: Message
  readonly trace: TurnTrace
  /** The article that it answered from. */
  readonly answered: string | undefined
  /** The articles of the title that was clicked, when the question is no more than such a click. */
  readonly clicked: readonly string[] | undefined
}

/**
 * What one visit says of its questions. Each has at most one label, by whoever is trusted most.
 *
 * Left out are questions that lean on the one before, since their words alone find nothing, and
 * clicks, whose words are a title. Pure.
 */
export function deriveLabels(visit: Visit): readonly UsedLabel[] {
  const turns = turnsOf(visit)
  const uses = usesOf(visit, turns)
  const ofTurns = turns.flatMap((turn, i): UsedLabel[] => {
    const { message, trace, answered } = turn
    const known = turn.clicked ? undefined : knownOf(visit, turns, i, uses)
    if (!known || !speaksForItself(trace.question)) return []
    const { language, at } = message
    const answeredRight = answered === undefined ? null : known.gold.includes(answered)
    return [{ text: trace.question, language, ...known, at, answeredRight }]
  })
  const ofMessages = [...uses].flatMap(([asked, gold]): UsedLabel[] => {
    if (asked.speaker.role !== 'customer' || !speaksForItself(asked.text)) return []
    const { text, language, at } = asked
    return [{ text, language, gold, trust: 'use', at, answeredRight: null }]
  })
  return [...ofTurns, ...ofMessages]
}

/** How the bot's answers in a visit were judged, by the customer's thumb or an agent. */
export function judgedAnswers(visit: Visit): { readonly right: number; readonly wrong: number } {
  let right = 0
  let wrong = 0
  for (const { message, answered } of turnsOf(visit)) {
    if (answered === undefined) continue
    const gold = visit.corrections.get(message.id)?.gold
    const verdict = visit.verdicts.get(message.id)
    if (gold === undefined && verdict === undefined) continue
    if (gold?.includes(answered) ?? verdict === 'up') right++
    else wrong++
  }
  return { right, wrong }
}

function turnsOf({ messages, traces }: Visit): readonly Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    const trace = traces.get(message.id)
    if (!trace) continue
    // A thumb on the answers to two questions tells of neither.
    const isOfOne = (message.extras.citations?.length ?? 0) < 2
    const answered = isOfOne ? answeredArticle(trace, message.extras) : undefined
    turns.push({ message, trace, answered, clicked: clickedIn(turns.at(-1), trace.question) })
  }
  return turns
}

/** The articles of the choice that `words` are; `undefined` when they are none of the choices. */
function clickedIn(before: Turn | undefined, words: string): readonly string[] | undefined {
  if (before?.trace.decision !== 'ask-back') return undefined
  const { trace, message } = before
  if (!message.extras.choices?.some(({ value }) => value === words)) return undefined
  const chosen = trace.passages.filter(
    ({ title }) => toLanguageScript(title, message.language) === words,
  )
  return chosen.length > 0 ? chosen.map(({ article }) => article) : undefined
}

function knownOf(
  { corrections, verdicts }: Visit,
  turns: readonly Turn[],
  i: number,
  uses: ReadonlyMap<Message, readonly string[]>,
): Pick<UsedLabel, 'gold' | 'trust'> | undefined {
  const turn = turns[i]
  if (!turn) return undefined
  const next = turns[i + 1]
  const click = next?.clicked ? next : undefined
  const corrected = corrections.get(turn.message.id) ?? (click && corrections.get(click.message.id))
  if (corrected) return { gold: corrected.gold, trust: 'correction' }
  const used = uses.get(turn.message)
  if (used) return { gold: used, trust: 'use' }
  if (click?.clicked && verdicts.get(click.message.id) !== 'down') {
    return { gold: click.clicked, trust: 'choice' }
  }
  const right = rightByThumb(turns, i, verdicts)
  return right === undefined ? undefined : { gold: [right], trust: 'thumb' }
}

/** The article of a liked answer, or of the liked one that came right after disliked ones. */
function rightByThumb(
  turns: readonly Turn[],
  i: number,
  verdicts: ReadonlyMap<MessageId, Verdict>,
): string | undefined {
  const disliked = new Set<string>()
  for (const { message, trace, answered } of turns.slice(i)) {
    const isFirst = message === turns[i]?.message
    if (!isFirst && trace.decision === 'ask-back') continue
    const verdict = verdicts.get(message.id)
    if (answered === undefined || verdict === undefined) return undefined
    if (verdict === 'up') return disliked.has(answered) ? undefined : answered
    disliked.add(answered)
  }
  return undefined
}

/** What agents put into their replies, by the message that it answers: a customer's, or a turn. */
function usesOf(
  { messages, subjects }: Visit,
  turns: readonly Turn[],
): ReadonlyMap<Message, readonly string[]> {
  const uses = new Map<Message, readonly string[]>()
  for (const [i, { extras, at }] of messages.entries()) {
    if (!extras.articles || extras.articles.length === 0) continue
    const subject = subjects.findLast(({ openedAt }) => openedAt <= at)
    const asked =
      askedSince(messages.slice(0, i)) ?? (subject && turnAbout(subject.text, turns)?.message)
    if (asked) uses.set(asked, [...new Set([...(uses.get(asked) ?? []), ...extras.articles])])
  }
  return uses
}

/** What the customer last asked since the bot spoke. */
function askedSince(before: readonly Message[]): Message | undefined {
  const spoke = before.findLastIndex(({ speaker }) => speaker.role === 'bot')
  return before
    .slice(spoke + 1)
    .findLast(({ speaker, text }) => speaker.role === 'customer' && asksSomething(text))
}

/** A mere wish for a person is about nothing, though a case may be opened in its words. */
function turnAbout(subject: string, turns: readonly Turn[]): Turn | undefined {
  const turn = turns.findLast(({ trace }) => trace.question.endsWith(subject))
  const wishes = turn?.trace.signals.some(({ name }) => name === 'wants-a-person')
  return turn?.trace.decision === 'hand-over' && wishes ? undefined : turn
}

function speaksForItself(question: string): boolean {
  return asksSomething(question) && !pointsBack(foldText(question))
}
