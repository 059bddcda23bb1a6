import type { Clock } from '../../platform/clock.js'
import type { DueSource } from '../../platform/due/due-timer.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Account } from '../account/account.js'
import type { Score } from '../case/case.js'
import { type CaseFile, readCaseFile } from '../case/case-file.js'
import { type ClockSettings, clocksIn, readHistory } from '../clock/case-history.js'
import type { AgentId } from '../conversation/message.js'
import { drawSamples } from './draw-samples.js'
import { CRITERIA, type Criterion, type QualityRules, type SampleId } from './quality.js'
import { createQualityDays, type DayText, daysBefore } from './quality-day.js'
import {
  countUnseen,
  drawnBefore,
  insertDay,
  insertSample,
  insertScore,
  lastDay,
  type SampleLine,
  type SampleView,
  sampleById,
  sampleLines,
  setAnswer,
  setSeen,
  type WeekMean,
  weekMeans,
} from './quality-table.js'
import { readHandled } from './read-handled.js'
import { suggestSpeed } from './suggest-speed.js'

export type Person = Pick<Account, 'id' | 'role' | 'name'>

export interface ScoreForm {
  readonly scores: Readonly<Partial<Record<Criterion, Score>>>
  readonly words: string
}

export type QualityRefusal =
  | 'not-found'
  | 'supervisor-only'
  | 'own'
  | 'incomplete'
  | 'already-scored'
  | 'not-yours'
  | 'already-answered'
  | 'empty'
  | 'too-long'

export type QualityOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: QualityRefusal }

/** A sample with the conversation to be judged. */
export interface SampleFile {
  readonly line: SampleLine
  readonly file: CaseFile
  readonly suggestedSpeed: Score | null
}

/** Conversations that are sampled and scored, and what their agents hear of it (H7.1). */
export interface Quality {
  readonly rules: QualityRules
  /** Draws at the end of each day, for the one timer. */
  readonly drawing: DueSource
  /** Supervisors see all; an agent what was scored of theirs. */
  list(view: SampleView, person: Person): Promise<readonly SampleLine[]>
  /** What this person may see of it; an agent's look at a result is noted. */
  find(id: SampleId, person: Person): Promise<SampleFile | undefined>
  score(id: SampleId, by: Person, form: ScoreForm): Promise<QualityOutcome>
  /** What the agent says to a result, once. */
  answer(id: SampleId, by: Person, words: string): Promise<QualityOutcome>
  /** Of the last weeks, oldest first; an agent only sees their own. */
  means(person: Person): Promise<readonly WeekMean[]>
  /** How many results this agent has not looked at. */
  unseen(agent: AgentId): Promise<number>
}

export interface QualityDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly rules: QualityRules
  readonly settings: ClockSettings
  /** IANA name of the time zone in which a day ends. */
  readonly zone: string
}

const WORDS_LIMIT = 4_000
const WEEKS_SHOWN = 8
const DAYS_IN_WEEK = 7

export function createQuality(deps: QualityDeps): Quality {
  const { store, clock, newId, rules } = deps
  const days = createQualityDays(deps.zone)

  /** Days that nobody drew for are caught up; before the first draw, only yesterday is. */
  async function nextDayToDraw(): Promise<DayText> {
    const last = await lastDay(store.db)
    const oldest = daysBefore(days.dayOf(clock.now()), DAYS_IN_WEEK)
    if (last === undefined) return daysBefore(days.dayOf(clock.now()), 1)
    const next = days.after(last)
    return [next, oldest].toSorted().at(-1) ?? next
  }

  /** What was drawn once stays so, also when two processes or two looks at the clock draw. */
  async function draw(day: DayText): Promise<void> {
    const week = days.weekOf(day)
    const { longFrom } = rules
    await store.transact(async (tx) => {
      if (!(await insertDay(tx, day, clock.now()))) return
      const handled = await readHandled(tx, days.startOf(week), days.endOf(day), longFrom)
      const before = await drawnBefore(tx, week)
      const candidates = handled.filter(({ caseId, agent }) => !before.has(caseId, agent))
      const dayOfWeek = days.dayOfWeek(day)
      const drawn = drawSamples({ day, dayOfWeek, candidates, drawn: before.counts }, rules)
      for (const each of drawn) {
        await insertSample(tx, { ...each, id: newId('sample'), day, week })
      }
    })
  }

  const maysSee = ({ role, id }: Person, { agent, score }: SampleLine) =>
    role === 'supervisor' || (agent === id && score !== null)

  async function suggested({ caseId, solvedAt }: SampleLine): Promise<Score | null> {
    const history = await readHistory(store.db, caseId)
    if (!history) return null
    const { calendar } = deps.settings
    return suggestSpeed(clocksIn(history, deps.settings), solvedAt, rules, calendar)
  }

  return {
    rules,
    drawing: {
      name: 'quality samples',
      next: async () => days.endOf(await nextDayToDraw()),
      async run(now) {
        for (;;) {
          const day = await nextDayToDraw()
          if (days.endOf(day) > now) return
          await draw(day)
        }
      },
    },

    list: (view, { role, id }) =>
      role === 'supervisor'
        ? sampleLines(store.db, view)
        : view === 'open'
          ? Promise.resolve([])
          : sampleLines(store.db, view, id),

    async find(id, person) {
      const line = await sampleById(store.db, id)
      if (!line || !maysSee(person, line)) return undefined
      const file = await readCaseFile(store.db, line.caseId)
      if (!file) return undefined
      if (line.score && line.agent === person.id) {
        await store.transact((tx) => setSeen(tx, id, clock.now()))
      }
      const suggestedSpeed = line.score ? line.score.suggestedSpeed : await suggested(line)
      return { line, file, suggestedSpeed }
    },

    async score(id, by, { scores, words }) {
      const { speed, attitude, effect } = scores
      if (by.role !== 'supervisor') return { ok: false, refusal: 'supervisor-only' }
      if (!speed || !attitude || !effect) return { ok: false, refusal: 'incomplete' }
      if (words.length > WORDS_LIMIT) return { ok: false, refusal: 'too-long' }
      const line = await sampleById(store.db, id)
      if (!line) return { ok: false, refusal: 'not-found' }
      if (line.agent === by.id) return { ok: false, refusal: 'own' }
      const suggestedSpeed = await suggested(line)
      return store.transact(async (tx, append) => {
        const isFirst = await insertScore(tx, id, {
          scores: { speed, attitude, effect },
          suggestedSpeed,
          words,
          scorer: by.id,
          scorerName: by.name,
          at: clock.now(),
        })
        if (!isFirst) return { ok: false, refusal: 'already-scored' }
        const { caseId, agent } = line
        // Named after the case, so that the desk of its agent draws itself again.
        await append({ topic: id, name: 'case-scored', data: { caseId, agent, sample: id } })
        return { ok: true }
      })
    },

    async answer(id, by, words) {
      const line = await sampleById(store.db, id)
      if (!line?.score) return { ok: false, refusal: 'not-found' }
      if (line.agent !== by.id) return { ok: false, refusal: 'not-yours' }
      if (words === '') return { ok: false, refusal: 'empty' }
      if (words.length > WORDS_LIMIT) return { ok: false, refusal: 'too-long' }
      const isFirst = await store.transact((tx) => setAnswer(tx, id, words, clock.now()))
      return isFirst ? { ok: true } : { ok: false, refusal: 'already-answered' }
    },

    means({ role, id }) {
      const week = days.weekOf(days.dayOf(clock.now()))
      const from = daysBefore(week, (WEEKS_SHOWN - 1) * DAYS_IN_WEEK)
      return weekMeans(store.db, from, role === 'supervisor' ? undefined : id)
    },

    unseen: (agent) => countUnseen(store.db, agent),
  }
}

/** The mean of all criteria, of those who are shown as one figure. */
export function overall(mean: Pick<WeekMean, Criterion>): number {
  return CRITERIA.reduce((sum, criterion) => sum + mean[criterion], 0) / CRITERIA.length
}
