import { EMPTY_MEMORY } from '../../handoff/index.js'
import type { Article } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { excerptOfAnswer } from '../excerpts.js'
import { type PlannedTurn, type PlayDeps, playedTurn } from '../play-turns.js'
import type { Chat, SaidTurn } from '../suite.js'

export interface ChatDeps extends PlayDeps {
  article(id: string): Article | undefined
  /** What the bot says first where the article is in another language. */
  otherLanguage(language: Language, seed: number): string
}

/** Opens a chat with a customer whom the bot has greeted: the turns of the service, without a record. */
export function openChat(
  start: { readonly language: Language; readonly seed: number },
  deps: ChatDeps,
): Chat {
  let { language, seed } = start
  let memory = { ...EMPTY_MEMORY, introduced: true }
  return {
    async say(text, signal) {
      const planned = await deps.plan({ texts: [text], language, memory, seed }, signal)
      const said = saidTurn(planned, seed, deps)
      language = planned.language
      memory = { ...planned.memory, introduced: true }
      seed++
      return said
    },
  }
}

function saidTurn(planned: PlannedTurn, seed: number, deps: ChatDeps): SaidTurn {
  const { say, trace, language } = planned
  const played = playedTurn(planned, deps)
  const { citations = [], choices = [] } = say.extras
  const withUrl = (url: string) => trace.passages.find((passage) => passage.url === url)
  const withTitle = (title: string) =>
    trace.passages.find((passage) => deps.titleIn(passage.title, language) === title)
  return {
    ...played,
    text: say.text,
    citations: citations.map(({ mark, url }) => ({ mark, article: withUrl(url)?.article ?? null })),
    choices: choices.map(({ title }) => ({ title, article: withTitle(title)?.article ?? null })),
    excerpt: excerptIn(planned, played.articles[0], seed, deps),
  }
}

function excerptIn(
  { say, trace, language }: PlannedTurn,
  id: string | undefined,
  seed: number,
  deps: ChatDeps,
): SaidTurn['excerpt'] {
  const article = trace.decision === 'answer' && id !== undefined ? deps.article(id) : undefined
  if (article === undefined) return null
  return excerptOfAnswer(say.text, article, language, [deps.otherLanguage(language, seed)])
}
