import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { eventsOfTopics, type StoredEvent } from '../../platform/events/event-table.js'
import type { Case } from '../case/case.js'
import { casesOfCustomer } from '../case/case-table.js'
import { type Note, notesOf } from '../case/note-table.js'
import type { CustomerId, Message } from '../conversation/message.js'
import type { Session } from '../conversation/session.js'
import { sessionsOf } from '../conversation/session-table.js'
import type { Verdict } from '../conversation/trace-table.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import type { EvalCase } from '../eval-case/eval-case.js'
import { evalCasesOf } from '../eval-case/eval-case-table.js'
import { type Correction, correctionsOf } from '../label/correction-table.js'
import { deriveLabels, type UsedLabel } from '../label/derive-labels.js'
import { readVisits } from '../label/visit-queries.js'
import { satisfactionOf, type VisitSatisfaction } from '../satisfaction/satisfaction-table.js'
import { answersOf, type VisitAnswer } from '../survey/survey-table.js'
import { type CustomerNote, customerNotesOf } from './customer-note-table.js'
import { familyOf, type Profile, profilesByIds } from './customer-table.js'
import type { CustomerValues, ValueReading } from './customer-values.js'
import { type Merge, mergesInto } from './merge-table.js'
import { tagsOf } from './tag-table.js'
import { type ChannelIdentity, channelsOf } from './visit-queries.js'

/** A message with all that was kept about it. */
export interface HeldMessage extends Message {
  /** What the bot saw and decided, where it is the bot's. */
  readonly trace: TurnTrace | null
  readonly thumb: Verdict | null
  readonly correction: Correction | null
}

export interface HeldVisit extends Session {
  readonly messages: readonly HeldMessage[]
  /** What was learned from it: which articles answer which of these words. */
  readonly labels: readonly UsedLabel[]
  /** What they answered to surveys about it. */
  readonly answers: readonly VisitAnswer[]
  /** What the model made of it; `null` where it was not read. */
  readonly satisfaction: VisitSatisfaction | null
  /** Test cases that were made of their words, masked. */
  readonly evalCases: readonly EvalCase[]
}

export interface HeldCase {
  readonly case: Case
  /** What the agent wrote when it was solved. */
  readonly summary: string | null
  readonly notes: readonly Note[]
}

/** Everything held about one person, in the shape of the exported file. */
export interface PersonData {
  /** Of the file's shape; grows when a reader of the last one would not understand it. */
  readonly format: 1
  readonly exportedAt: Instant
  /** The file, then those that were merged into it. */
  readonly profiles: readonly Profile[]
  readonly value: ValueReading
  readonly tags: readonly string[]
  readonly notes: readonly CustomerNote[]
  readonly conversations: readonly (ChannelIdentity & { readonly visits: readonly HeldVisit[] })[]
  readonly cases: readonly HeldCase[]
  readonly merges: readonly Merge[]
  /** The record of what happened, as the event log has it. */
  readonly events: readonly StoredEvent[]
}

/** Gathers all that is held about a person, for whoever asks for it (H8.1). */
export async function readPersonData(
  db: Db,
  id: CustomerId,
  values: CustomerValues,
  now: Instant,
): Promise<PersonData | undefined> {
  const family = await familyOf(db, id)
  const profiles = (await profilesByIds(db, family)).toSorted(
    (a, b) => family.indexOf(a.id) - family.indexOf(b.id),
  )
  const [own] = profiles
  if (own?.id !== id) return undefined
  const channels = await channelsOf(db, id)
  const topics = [...family, ...channels.map(({ conversation }) => conversation)]
  const conversations = []
  for (const channel of channels) {
    const sessions = await sessionsOf(db, channel.conversation)
    conversations.push({ ...channel, visits: await visitsHeld(db, sessions) })
  }
  return {
    format: 1,
    exportedAt: now,
    profiles,
    value: await values.read(db, own),
    tags: (await tagsOf(db, id)).map(({ tag }) => tag),
    notes: await customerNotesOf(db, id),
    conversations,
    cases: await casesHeld(db, id),
    merges: await mergesInto(db, id),
    events: await eventsOfTopics(db, topics),
  }
}

/** Small, since others wait for the database meanwhile. */
const VISITS_AT_ONCE = 50

async function visitsHeld(db: Db, sessions: readonly Session[]): Promise<readonly HeldVisit[]> {
  const held: HeldVisit[] = []
  for (let at = 0; at < sessions.length; at += VISITS_AT_ONCE) {
    const page = sessions.slice(at, at + VISITS_AT_ONCE)
    const ids = page.map(({ id }) => id)
    const [visits, corrections, answers, satisfaction, evalCases] = await Promise.all([
      readVisits(db, ids),
      correctionsOf(db, ids),
      answersOf(db, ids),
      satisfactionOf(db, ids),
      evalCasesOf(db, ids),
    ])
    for (const [i, session] of page.entries()) {
      const visit = visits[i]
      if (!visit) throw new Error(`Visit ${session.id} was not read.`)
      const messages = visit.messages.map(
        (message): HeldMessage => ({
          ...message,
          trace: visit.traces.get(message.id) ?? null,
          thumb: visit.verdicts.get(message.id) ?? null,
          correction: corrections.get(message.id) ?? null,
        }),
      )
      const own = answers.filter((answer) => answer.session === session.id)
      held.push({
        ...session,
        messages,
        labels: deriveLabels(visit),
        answers: own,
        satisfaction: satisfaction.get(session.id) ?? null,
        evalCases: evalCases.filter((each) => each.session === session.id),
      })
    }
  }
  return held
}

async function casesHeld(db: Db, id: CustomerId): Promise<readonly HeldCase[]> {
  const cases = await casesOfCustomer(db, id)
  const summaries = await summariesOf(db, id)
  const held: HeldCase[] = []
  for (const each of cases) {
    held.push({
      case: each,
      summary: summaries.get(each.id) ?? null,
      notes: await notesOf(db, each.id),
    })
  }
  return held
}

async function summariesOf(db: Db, id: CustomerId): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db
    .selectFrom('service_case')
    .select(['id', 'summary'])
    .where('customer_id', '=', id)
    .execute()
  return new Map(rows.map(({ id: caseId, summary }) => [caseId, summary]))
}
