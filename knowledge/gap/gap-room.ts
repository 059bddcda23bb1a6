import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { Writer } from '../editing/draft.js'
import type { Knowledge } from '../knowledge.js'
import type { ArticleWriter, Written } from './article-writer.js'
import { draftFromAnswers, type FromAnswers } from './draft-from-answers.js'
import type { Gap, GapSource, SolvedAnswer } from './gap.js'
import { GAP_WINDOW, type GapBoard } from './gap-board.js'
import { type GapDeed, type GapStanding, standingOfGap } from './gap-deed.js'
import { deleteGapDeed, gapDeedsSince, insertGapDeed } from './gap-deed-table.js'

export interface GapRoomDeps {
  readonly board: Pick<GapBoard, 'gaps'>
  readonly source: Pick<GapSource, 'solvedAfter' | 'solvedCase'>
  readonly writer: ArticleWriter
  readonly knowledge: Pick<Knowledge, 'ask' | 'article'>
  /** The address of an article, to be linked from a draft. */
  readonly urlOf: (article: Article) => string
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
}

/** A group with what was done about it. */
export interface KnownGap {
  readonly gap: Gap
  readonly standing: GapStanding
}

/** What an editor has chosen for a new article. */
export interface DraftChoice {
  readonly title: string
  readonly language: Language
  readonly category: string
  readonly questions: readonly string[]
  /** Cases whose sentences go into it. */
  readonly cases: readonly string[]
}

/** What editors do about groups of unanswered questions. */
export interface GapRoom {
  gaps(): Promise<readonly KnownGap[]>
  /** The group in which this question is by now. */
  gapOf(question: string): Promise<KnownGap | null>
  solved(gap: Gap): Promise<readonly SolvedAnswer[]>
  /** @param source The address of the group's page. */
  startArticle(gap: Gap, choice: DraftChoice, source: string, by: Writer): Promise<Written>
  /** @returns `null` when the article cannot take them. */
  addTo(gap: Gap, id: string, questions: readonly string[], by: Writer): Promise<Written | null>
  dismiss(gap: Gap, reason: string, growsBy: number, by: Writer): Promise<void>
  /** Takes back what was last done about it. */
  reopen(deed: GapDeed): Promise<void>
  /** What an article from one solved case begins with; `null` when there is no such case. */
  fromCase(caseId: string): Promise<(FromAnswers & Pick<SolvedAnswer, 'language'>) | null>
  startFromCase(
    choice: Omit<DraftChoice, 'cases'> & Pick<FromAnswers, 'body' | 'sources'>,
    by: Writer,
  ): Promise<Written>
  /** Articles that the words may mean, the likeliest first. */
  find(words: string, language: Language, signal: AbortSignal): Promise<readonly Article[]>
}

/** So many further questions show that an article did not settle it. */
const GROWS_BY_WORK = 5

const MOST_FOUND = 6

export function createGapRoom(deps: GapRoomDeps): GapRoom {
  const { board, source, writer, knowledge, store, clock, newId } = deps

  const deeds = () => gapDeedsSince(store.db, clock.now() - GAP_WINDOW)

  async function record(
    gap: Gap,
    deed: Pick<GapDeed, 'kind' | 'reason' | 'article' | 'growsBy'>,
    { id, name }: Writer,
  ): Promise<void> {
    const questions = gap.questions.map((question) => question.id)
    const whole = {
      id: newId('gapdeed'),
      ...deed,
      editor: { id, name },
      at: clock.now(),
      questions,
    }
    await store.transact((tx) => insertGapDeed(tx, whole))
  }

  function linkTo(id: string) {
    const article = knowledge.article(id)
    return article && { title: article.title, url: deps.urlOf(article) }
  }

  return {
    async gaps() {
      const known = await deeds()
      return board.gaps().map((gap) => ({ gap, standing: standingOfGap(gap, known) }))
    },
    async gapOf(question) {
      const gap = board.gaps().find(({ questions }) => questions.some(({ id }) => id === question))
      return gap ? { gap, standing: standingOfGap(gap, await deeds()) } : null
    },
    solved: ({ questions }) => source.solvedAfter(questions.map(({ id }) => id)),
    async startArticle(gap, { cases, ...choice }, from, by) {
      const solved = await source.solvedAfter(gap.questions.map(({ id }) => id))
      const chosen = solved.filter(({ caseId }) => cases.includes(caseId))
      const { body, sources } = draftFromAnswers(chosen, linkTo)
      const written = await writer.startDraft({ ...choice, body, sources: [from, ...sources], by })
      const { article } = written
      await record(gap, { kind: 'drafted', reason: '', article, growsBy: GROWS_BY_WORK }, by)
      return written
    },
    async addTo(gap, id, questions, by) {
      const written = await writer.addQuestions(id, questions, by)
      if (!written) return null
      const { article } = written
      await record(gap, { kind: 'added', reason: '', article, growsBy: GROWS_BY_WORK }, by)
      return written
    },
    dismiss: (gap, reason, growsBy, by) =>
      record(gap, { kind: 'dismissed', reason, article: null, growsBy }, by),
    reopen: ({ id }) => store.transact((tx) => deleteGapDeed(tx, id)),
    async fromCase(caseId) {
      const answer = await source.solvedCase(caseId)
      return answer && { ...draftFromAnswers([answer], linkTo), language: answer.language }
    },
    startFromCase: (choice, by) => writer.startDraft({ ...choice, by }),
    async find(words, language, signal) {
      if (words === '') return []
      const { hits } = await knowledge.ask(words, { language, audience: 'agent' }, signal)
      return hits.slice(0, MOST_FOUND).map(({ article }) => article)
    },
  }
}
