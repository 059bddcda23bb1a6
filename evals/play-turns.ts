import { type BotMemory, type Circumstances, EMPTY_MEMORY } from '../handoff/index.js'
import type { Language } from '../platform/language.js'
import type { PlayedTurn, TracedTurn } from './suite.js'

/** What the evals use of the bot's plan for one turn. */
export interface PlannedTurn {
  readonly trace: {
    readonly decision: PlayedTurn['decision']
    readonly passages: readonly TracedPassage[]
    readonly probability: number | null
    readonly signals: readonly { readonly name: string; readonly strength: number }[]
    readonly rules: readonly string[]
  }
  readonly memory: BotMemory
  readonly language: Language
  readonly say: {
    readonly text: string
    readonly extras: {
      readonly citations?: readonly { readonly mark: number; readonly url: string }[]
      readonly choices?: readonly { readonly title: string }[]
    }
  }
  readonly handoff: { readonly rule: string } | null
}

interface TracedPassage {
  readonly article: string
  readonly title: string
  readonly url: string
  readonly probability: number
}

export interface PlayDeps {
  plan(
    input: {
      readonly texts: readonly string[]
      readonly language: Language
      readonly memory: BotMemory
      readonly seed: number
      readonly circumstances?: Circumstances
    },
    signal: AbortSignal,
  ): Promise<PlannedTurn>
  /** A title as it is shown in this language; choices carry their articles' titles so. */
  titleIn(title: string, language: Language): string
}

export interface PlayStart {
  readonly language: Language
  readonly memory: BotMemory
  readonly circumstances?: Circumstances
}

/**
 * Plays a conversation with the bot, each text as a turn of its own, its memory carried along.
 *
 * The number of the turn is the seed, so that the same words are chosen each time.
 */
export async function playTurns(
  texts: readonly string[],
  start: PlayStart,
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<readonly PlayedTurn[]> {
  const turns: PlayedTurn[] = []
  for await (const planned of planTurns(texts, start, deps, signal)) {
    turns.push(playedTurn(planned, deps))
  }
  return turns
}

export function playedTurn(
  planned: PlannedTurn,
  { titleIn }: Pick<PlayDeps, 'titleIn'>,
): PlayedTurn {
  const { trace, handoff } = planned
  const quoted = trace.decision === 'ask-back' ? citedIn(planned)[0]?.article : undefined
  return {
    decision: trace.decision,
    articles: shownArticles(planned, titleIn),
    ...(quoted !== undefined && { quoted }),
    probability: trace.probability,
    rule: handoff?.rule ?? null,
  }
}

/** As many as the trace page shows. */
export const MOST_PASSAGES = 5

/** Plays the same, and tells what went on inside. */
export async function explainTurns(
  texts: readonly string[],
  start: Omit<PlayStart, 'memory'>,
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<readonly TracedTurn[]> {
  const turns: TracedTurn[] = []
  const begin = { ...start, memory: EMPTY_MEMORY }
  for await (const { trace, say } of planTurns(texts, begin, deps, signal)) {
    turns.push({
      text: texts[turns.length] ?? '',
      reply: say.text,
      decision: trace.decision,
      probability: trace.probability,
      signals: trace.signals.map(({ name, strength }) => ({ name, strength })),
      rules: trace.rules,
      passages: trace.passages
        .slice(0, MOST_PASSAGES)
        .map(({ article, title, probability }) => ({ article, title, probability })),
    })
  }
  return turns
}

async function* planTurns(
  texts: readonly string[],
  start: PlayStart,
  { plan }: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlannedTurn> {
  const { circumstances } = start
  let { language, memory } = start
  for (const [seed, text] of texts.entries()) {
    const planned = await plan(
      { texts: [text], language, memory, seed, ...(circumstances && { circumstances }) },
      signal,
    )
    yield planned
    language = planned.language
    memory = planned.memory
  }
}

function citedIn({ trace, say }: PlannedTurn): readonly TracedPassage[] {
  const urls = new Set((say.extras.citations ?? []).map(({ url }) => url))
  return trace.passages.filter(({ url }) => urls.has(url))
}

/** What the customer is shown, and not what was found: cited below an answer, or offered. */
export function shownArticles(
  planned: PlannedTurn,
  titleIn: PlayDeps['titleIn'],
): readonly string[] {
  const { trace, say, language } = planned
  const { choices = [] } = say.extras
  const cited = new Set(citedIn(planned))
  const titles = new Set(choices.map(({ title }) => title))
  const isShown: Readonly<Record<PlayedTurn['decision'], (passage: TracedPassage) => boolean>> = {
    answer: (passage) => cited.has(passage),
    'ask-back': (passage) => cited.has(passage) || titles.has(titleIn(passage.title, language)),
    'hand-over': () => false,
    greet: () => false,
    acknowledge: () => false,
    decline: () => false,
    skill: () => false,
  }
  return trace.passages.filter(isShown[trace.decision]).map(({ article }) => article)
}
