import type { BotMemory, Circumstances } from '../handoff/index.js'
import type { Language } from '../platform/language.js'
import type { PlayedTurn } from './suite.js'

/** What the evals use of the bot's plan for one turn. */
export interface PlannedTurn {
  readonly trace: {
    readonly decision: PlayedTurn['decision']
    readonly passages: readonly TracedPassage[]
    readonly probability: number | null
  }
  readonly memory: BotMemory
  readonly language: Language
  readonly say: {
    readonly extras: {
      readonly citations?: readonly { readonly url: string }[]
      readonly choices?: readonly { readonly title: string }[]
    }
  }
  readonly handoff: { readonly rule: string } | null
}

interface TracedPassage {
  readonly article: string
  readonly title: string
  readonly url: string
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

/**
 * Plays a conversation with the bot, each text as a turn of its own, its memory carried along.
 *
 * The number of the turn is the seed, so that the same words are chosen each time.
 */
export async function playTurns(
  texts: readonly string[],
  start: {
    readonly language: Language
    readonly memory: BotMemory
    readonly circumstances?: Circumstances
  },
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<readonly PlayedTurn[]> {
  const turns: PlayedTurn[] = []
  const { circumstances } = start
  let { language, memory } = start
  for (const [seed, text] of texts.entries()) {
    const planned = await deps.plan(
      { texts: [text], language, memory, seed, ...(circumstances && { circumstances }) },
      signal,
    )
    const { trace, handoff } = planned
    turns.push({
      decision: trace.decision,
      articles: shownArticles(planned, deps.titleIn),
      probability: trace.probability,
      rule: handoff?.rule ?? null,
    })
    language = planned.language
    memory = planned.memory
  }
  return turns
}

/** What the customer is shown, and not what was found: cited below an answer, or offered. */
export function shownArticles(
  { trace, say, language }: PlannedTurn,
  titleIn: PlayDeps['titleIn'],
): readonly string[] {
  const { citations = [], choices = [] } = say.extras
  const urls = new Set(citations.map(({ url }) => url))
  const titles = new Set(choices.map(({ title }) => title))
  const isShown: Readonly<Record<PlayedTurn['decision'], (passage: TracedPassage) => boolean>> = {
    answer: ({ url }) => urls.has(url),
    'ask-back': ({ title }) => titles.has(titleIn(title, language)),
    'hand-over': () => false,
    greet: () => false,
    acknowledge: () => false,
    skill: () => false,
  }
  return trace.passages.filter(isShown[trace.decision]).map(({ article }) => article)
}
