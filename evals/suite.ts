import type { Circumstances, SignalReader } from '../handoff/index.js'
import type { Embedder } from '../knowledge/index.js'
import type { Millis } from '../platform/clock.js'
import type { Language } from '../platform/language.js'
import type { Dataset } from './datasets/read-dataset.js'
import type { Estimate } from './report/bootstrap.js'
import type { Mark, MarkKind } from './report/mark.js'
import type { AskedTexts, TracedWorst, WorstCase } from './report/worst.js'
import type { Forecast } from './scorers/calibration.js'

/** What retrieval needs to see of one search. */
export interface Asked {
  /** Best first, one per article. */
  readonly hits: readonly { readonly article: { readonly id: string } }[]
  /** That the first hit answers the question, 0 to 1. */
  readonly probability: number
  /** Whether the question is a title or stored question of an article, word for word. */
  readonly exact: boolean
  readonly decision: { readonly kind: 'answer' | 'ask-back' | 'hand-over' }
}

export interface KnowledgeDeps {
  ask(
    question: string,
    options: { readonly language: Language },
    signal: AbortSignal,
  ): Promise<Asked>
  /** Whether there is an article of this id; a label that names none is told in the report. */
  hasArticle(id: string): boolean
  /** The category of an article, such as `refunds`; `null` when it is not there or has none. */
  topicOf(id: string): string | null
  /** For lines that do not name their language. */
  detectLanguage(text: string): Language
  /** Groups questions by what they ask. @returns Positions, each once. */
  group(
    questions: readonly { readonly text: string; readonly language: Language }[],
    signal: AbortSignal,
  ): Promise<readonly (readonly number[])[]>
  /** What went on inside when this was asked, for whoever reads of the worst. */
  explain(asked: AskedTexts, signal: AbortSignal): Promise<readonly TracedTurn[]>
}

/** One turn with its inside: what was heard, which rules held, what was found. */
export interface TracedTurn {
  readonly text: string
  /** `null` where articles alone were asked. */
  readonly reply: string | null
  readonly decision: string
  readonly probability: number | null
  readonly signals: readonly { readonly name: string; readonly strength: number }[]
  readonly rules: readonly string[]
  /** Best first. */
  readonly passages: readonly {
    readonly article: string
    readonly title: string
    readonly probability: number
  }[]
}

/** What a suite sees of one turn of the bot. */
export interface PlayedTurn {
  readonly decision:
    | 'greet'
    | 'answer'
    | 'ask-back'
    | 'hand-over'
    | 'acknowledge'
    | 'decline'
    | 'skill'
  /** The article that it answered from, or those that its choices lead to; else empty. */
  readonly articles: readonly string[]
  /** The article whose answer a question back said as likely; not given where it said none. */
  readonly quoted?: string
  readonly probability: number | null
  /** The rule that handed over; `null` when nobody is called. */
  readonly rule: string | null
}

/** What the customer sees of one turn, with what it was made from. */
export interface SaidTurn extends PlayedTurn {
  /** The bot's whole message, as markdown. */
  readonly text: string
  /** Article that each mark of the text cites; `null` where it leads to none. */
  readonly citations: readonly { readonly mark: number; readonly article: string | null }[]
  /** Buttons below it, with the article that each leads to; `null` for any other. */
  readonly choices: readonly { readonly title: string; readonly article: string | null }[]
  /** What it quotes, beside the article that it cites; `null` where it does not answer. */
  readonly excerpt: Excerpt | null
}

/** A chat that goes on from turn to turn, with the bot's memory carried along. */
export interface Chat {
  say(text: string, signal: AbortSignal): Promise<SaidTurn>
}

/** What was said in answer, beside what it was taken from; both as words without marks. */
export interface Excerpt {
  /** Id of the article. */
  readonly article: string
  /** Paragraphs, items and rows on lines of their own. */
  readonly text: string
  /** What is cited for it. */
  readonly source: string
}

export interface PipelineDeps extends KnowledgeDeps {
  /**
   * What one article says to a question, whether or not the bot would answer from it.
   *
   * @returns `null` when there is no such article.
   */
  quote(
    question: string,
    options: { readonly article: string; readonly language: Language },
    signal: AbortSignal,
  ): Promise<Excerpt | null>
  /**
   * What the bot says to a customer whom it has greeted, without its own words.
   *
   * @returns `null` when it does not answer.
   */
  answer(
    question: string,
    options: { readonly language: Language },
    signal: AbortSignal,
  ): Promise<Excerpt | null>
  /**
   * Plays a conversation from its beginning, each text as a turn of its own, with the bot's memory
   * carried along. It goes on after a handoff, so that every turn can be judged.
   *
   * @returns One turn per text, in their order.
   */
  play(
    texts: readonly string[],
    options: { readonly language: Language; readonly circumstances?: Circumstances },
    signal: AbortSignal,
  ): Promise<readonly PlayedTurn[]>
  /** Begins a chat with a customer whom the bot has greeted. */
  chat(options: { readonly language: Language; readonly seed: number }): Chat
  /** Milliseconds since some moment in the past; for what speed says of the machine. */
  stopwatch(): Millis
}

/** What reads customers' feelings and wants, without articles or bot. */
export interface SignalDeps {
  readonly signals: Pick<SignalReader, 'strengths' | 'names'>
  readonly embed: Embedder['embed']
}

/** One side of the product, put to the test; each file of `suites/` exports one as `suite`. */
export type Suite =
  | SuiteOver<'knowledge', KnowledgeDeps>
  | SuiteOver<'pipeline', PipelineDeps>
  | SuiteOver<'signals', SignalDeps>

interface SuiteOver<Needs, Deps> {
  readonly name: string
  /** What it asks, in a line, for the help text. */
  readonly about: string
  /** Its figures are of the machine: told, never compared, and left out of `--json` of several. */
  readonly timed?: true
  /** Files of `evals/datasets` that it reads when no other is named. */
  readonly datasets: readonly string[]
  /**
   * Articles alone, in any folder of markdown; the signals of `content/`; or the whole bot, which
   * needs all of it.
   */
  readonly needs: Needs
  /** Reads and checks the files, so that a mistake in them shows before anything slow begins. */
  prepare(files: readonly string[]): Promise<Prepared<Deps>>
}

export interface Prepared<Deps> {
  readonly datasets: readonly Dataset<unknown>[]
  /**
   * Asks one question at a time: those that arrive together are embedded together, and a vector
   * depends on its company, so that the figures of the next run could differ.
   */
  run(deps: Deps, onProgress: OnProgress, signal: AbortSignal): Promise<SuiteResult>
}

/** Told after each question, so that someone who waits sees it move. */
export type OnProgress = (done: number, of: number) => void

export interface SuiteResult {
  /** Number of lines by group, in the order of the columns; `all` comes first. */
  readonly groups: Readonly<Record<string, number>>
  readonly figures: readonly Figure[]
  readonly worst: readonly WorstCase[]
  /** What a reader must know before believing the figures, such as labels without an article. */
  readonly notes: readonly string[]
  /** One object per line of the datasets, in their order, as written to JSON. */
  readonly questions: readonly { readonly id: string }[]
  /** What each of `questions` gives to the figures, in the same order. */
  readonly marks: readonly QuestionMarks[]
  /** The probability's claims and whether they came true, for the diagrams; where there is one. */
  readonly forecasts?: readonly Forecast[]
  /** The leading figures by topic, which is the category of the article that answers. */
  readonly topics?: Pick<SuiteResult, 'groups' | 'figures'>
}

/** What one question gives to each figure, by the figure's name; `null` where it does not apply. */
export interface QuestionMarks {
  readonly groups: readonly string[]
  readonly marks: Readonly<Record<string, Mark | null>>
}

/** A result with what it was made from. */
export interface SuiteReport extends SuiteResult {
  readonly suite: string
  /** What the suite asks, in a line. */
  readonly about: string
  /** Whether its figures are of the machine, and differ from run to run. */
  readonly timed: boolean
  readonly datasets: readonly DatasetFacts[]
  readonly worst: readonly TracedWorst[]
}

export interface DatasetFacts {
  readonly name: string
  readonly lines: number
  /** Tells apart two versions of the file. */
  readonly digest: string
}

export interface Figure {
  readonly name: string
  /** Which way is better; not given where neither is. */
  readonly good?: 'high' | 'low'
  /** How it is made from the questions' marks; not given where it cannot be. */
  readonly mark?: MarkKind
  /** How the table shows it: a share as percent, a length in whole characters, else as it is. */
  readonly unit: Unit
  /** By group; `null` where nothing in the group could be scored. */
  readonly values: Readonly<Record<string, Estimate | null>>
}

export const UNITS = ['percent', 'number', 'characters', 'milliseconds'] as const
export type Unit = (typeof UNITS)[number]
