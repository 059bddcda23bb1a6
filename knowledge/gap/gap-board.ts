import { branchSignal } from '../../platform/branch-signal.js'
import { type Clock, DAY, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import { waitFor } from '../../platform/wait-for.js'
import type { Embedder } from '../embed/embedder.js'
import type { Knowledge } from '../knowledge.js'
import { familyOf } from '../search/question/language-family.js'
import { exactKey } from '../search/words/fold-text.js'
import type { Gap, GapSource, UnansweredQuestion } from './gap.js'
import { commonKind, kindOf } from './gap-kind.js'
import { groupPoints, mostTypical, placeQuestions, type QuestionPoint } from './group-questions.js'

/** What nobody asked about for a quarter of a year is not missing. */
export const GAP_WINDOW: Millis = 90 * DAY

/** More take longer to group than anyone reads; the newest count. */
export const MOST_QUESTIONS = 5_000

/** From the first sign of something unanswered until it is looked at, with all that came since. */
const LOOK_AFTER: Millis = MINUTE

/** Newcomers join the groups that are there; once a day all are grouped anew. */
const REGROUP_AFTER: Millis = DAY

const WEEK = 7 * DAY

export interface GapBoardDeps {
  readonly source: Pick<GapSource, 'questions' | 'forget'>
  readonly embed: Embedder['embed']
  readonly knowledge: Pick<Knowledge, 'ask' | 'questionSpace' | 'onChange' | 'progress'>
  readonly clock: Clock
  readonly log: Logger
  /** Lets others go first. */
  readonly pause: () => Promise<void>
}

/** The groups of unanswered questions, kept up to date in the background. */
export interface GapBoard extends AsyncDisposable {
  /** Largest first. */
  gaps(): readonly Gap[]
  /** When the groups were made; `null` before the first time. */
  readonly madeAt: Instant | null
  /** Whether something happened since that may change them. */
  readonly isBehind: boolean
  /** Something may have gone unanswered: looks in a minute. */
  touch(): void
  /** Looks at once. Whoever asks meanwhile waits for the same run. */
  refresh(): Promise<void>
  /** Drops all words of customers, and looks again. */
  forget(): void
}

export function openGapBoard(deps: GapBoardDeps): GapBoard {
  return new Board(deps)
}

class Board implements GapBoard {
  readonly #deps: GapBoardDeps
  readonly #stop = new AbortController()
  readonly #unlisten: () => void
  /** By `keyOf`: words that differ in marks alone lie at one point. */
  #points = new Map<string, QuestionPoint>()
  /** Of the last grouping, by the keys of its points. */
  #groups: readonly (readonly string[])[] = []
  #regroupedAt: Instant | undefined
  /** By the key of a typical question, while the articles stay the same. */
  #answers = new Map<string, string | null>()
  #gaps: readonly Gap[] = []
  #madeAt: Instant | null = null
  #behind = true
  #cancel: (() => void) | undefined
  #running: Promise<void> | undefined
  /** Grows when words are erased, so that a run that has read them before is not kept. */
  #generation = 0

  constructor(deps: GapBoardDeps) {
    this.#deps = deps
    this.#unlisten = deps.knowledge.onChange(() => {
      this.#answers = new Map()
      this.touch()
    })
  }

  gaps(): readonly Gap[] {
    return this.#gaps
  }

  get madeAt(): Instant | null {
    return this.#madeAt
  }

  get isBehind(): boolean {
    return this.#behind
  }

  touch(): void {
    this.#behind = true
    if (this.#cancel || this.#stop.signal.aborted) return
    this.#cancel = this.#deps.clock.after(LOOK_AFTER, () => {
      this.#cancel = undefined
      void this.refresh()
    })
  }

  refresh(): Promise<void> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  forget(): void {
    this.#generation++
    this.#deps.source.forget()
    this.#points = new Map()
    this.#groups = []
    this.#regroupedAt = undefined
    this.#answers = new Map()
    this.#gaps = []
    this.#madeAt = null
    this.touch()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#unlisten()
    this.#cancel?.()
    await this.#running
  }

  async #look(): Promise<void> {
    const { signal } = this.#stop
    try {
      await this.#untilVectors()
      while (!signal.aborted) {
        const generation = this.#generation
        this.#behind = false
        const gaps = await this.#makeGaps(generation)
        if (generation !== this.#generation) continue
        this.#gaps = gaps
        this.#madeAt = this.#deps.clock.now()
        if (this.#deps.knowledge.progress().step === 'ready') return
        // What answers today is asked again when the confidence has been learned.
        this.#answers = new Map()
        this.touch()
        return
      }
    } catch (cause) {
      if (signal.aborted) return
      this.#behind = true
      // The groups from before stay; the next sign of something unanswered tries again.
      this.#deps.log.warn({ reason: reasonOf(cause) }, 'unanswered questions were not grouped')
    }
  }

  /** Where questions lie is only known once those of the articles have their vectors. */
  async #untilVectors(): Promise<void> {
    const { clock, knowledge } = this.#deps
    const { signal } = this.#stop
    const isMissing = () => ['reading', 'embedding'].includes(knowledge.progress().step)
    while (isMissing() && !signal.aborted) {
      let cancel = () => {}
      const later = new Promise<void>((resolve) => {
        cancel = clock.after(SECOND, resolve)
      })
      await waitFor(later, signal)
      cancel()
    }
  }

  async #makeGaps(generation: number): Promise<readonly Gap[]> {
    const { clock, source, pause } = this.#deps
    const now = clock.now()
    const questions = await source.questions(now - GAP_WINDOW, MOST_QUESTIONS)
    const byKey = groupByKey(questions)
    await this.#place(byKey, generation)
    if (generation !== this.#generation) return []
    const keys = [...byKey.keys()].filter((key) => this.#points.has(key))
    const points = keys.flatMap((key) => this.#points.get(key) ?? [])
    const regroups = this.#regroupedAt === undefined || now - this.#regroupedAt >= REGROUP_AFTER
    const groups = await groupPoints(points, regroups ? [] : this.#startsFrom(keys), pause)
    if (generation !== this.#generation) return []
    const named = groups.map((places) => places.flatMap((place) => keys[place] ?? []))
    this.#groups = named
    if (regroups) this.#regroupedAt = now
    const gaps: Gap[] = []
    for (const group of named) {
      const asked = group.flatMap((key) => byKey.get(key) ?? [])
      const placed = group.flatMap((key) => this.#points.get(key) ?? [])
      const key = group[mostTypical(placed)]
      const typical = key === undefined ? undefined : byKey.get(key)?.[0]
      if (key === undefined || !typical) continue
      gaps.push(this.#gapOf(asked, typical, await this.#answerOf(key, typical), now))
    }
    const alive = new Set(named.flat())
    for (const key of this.#answers.keys()) if (!alive.has(key)) this.#answers.delete(key)
    return gaps.toSorted((a, b) => b.questions.length - a.questions.length || newest(b) - newest(a))
  }

  /** Embeds what is new, and drops what is gone. */
  async #place(
    byKey: ReadonlyMap<string, readonly UnansweredQuestion[]>,
    generation: number,
  ): Promise<void> {
    const { embed, knowledge, pause } = this.#deps
    for (const key of this.#points.keys()) if (!byKey.has(key)) this.#points.delete(key)
    const fresh = [...byKey].filter(([key]) => !this.#points.has(key))
    const points = await placeQuestions(
      fresh.flatMap(([, [question]]) => question ?? []),
      { embed, pause, space: (language) => knowledge.questionSpace(language, pause) },
      this.#stop.signal,
    )
    if (generation !== this.#generation) return
    fresh.forEach(([key], i) => {
      const point = points[i]
      if (point) this.#points.set(key, point)
    })
  }

  /** The last grouping, by positions among the keys that are still asked. */
  #startsFrom(keys: readonly string[]): readonly (readonly number[])[] {
    const places = new Map(keys.map((key, i) => [key, i]))
    return this.#groups
      .map((group) => group.flatMap((key) => places.get(key) ?? []))
      .filter((group) => group.length > 0)
  }

  #gapOf(
    asked: readonly UnansweredQuestion[],
    typical: UnansweredQuestion,
    answeredBy: string | null,
    now: Instant,
  ): Gap {
    const questions = asked.toSorted((a, b) => b.at - a.at)
    const within = (from: Instant, to: Instant) =>
      questions.filter(({ at }) => at > from && at <= to).length
    const kinds = questions.map((question) =>
      kindOf(question, this.#points.get(keyOf(question))?.nearest ?? 1),
    )
    return {
      questions,
      typical,
      kind: commonKind(kinds),
      article: mostCommon(questions.flatMap(({ article }) => article ?? [])),
      lastWeek: within(now - WEEK, now),
      weekBefore: within(now - 2 * WEEK, now - WEEK),
      answeredBy,
    }
  }

  /** Which article would answer it today. */
  async #answerOf(key: string, { text, language }: UnansweredQuestion): Promise<string | null> {
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const { knowledge, pause } = this.#deps
    using asking = branchSignal(this.#stop.signal)
    const { decision } = await knowledge.ask(text, { language }, asking.signal)
    const answer = decision.kind === 'answer' ? decision.hit.article.id : null
    this.#answers.set(key, answer)
    await pause()
    return answer
  }
}

function keyOf({ text, language }: UnansweredQuestion): string {
  return `${familyOf(language)} ${exactKey(text)}`
}

function groupByKey(
  questions: readonly UnansweredQuestion[],
): ReadonlyMap<string, readonly UnansweredQuestion[]> {
  const groups = new Map<string, UnansweredQuestion[]>()
  for (const question of questions) {
    const group = groups.get(keyOf(question))
    if (group) group.push(question)
    else groups.set(keyOf(question), [question])
  }
  return groups
}

function newest({ questions }: Gap): Instant {
  return questions[0]?.at ?? 0
}

function mostCommon(values: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: string | null = null
  for (const [value, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = value
  }
  return best
}
