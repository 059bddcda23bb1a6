import type { Instant } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { Day } from '../article/article.js'
import type { Objections } from './before-publish.js'

export type DraftId = Id<'draft'>

/** Who edits, as commits and pages name them. */
export interface Writer {
  readonly id: string
  readonly login: string
  readonly name: string
}

export interface Editor extends Writer {
  /** May override what blocks a publication. */
  readonly isSupervisor: boolean
}

/** What a reviewer asked to be changed. */
export interface Remark {
  readonly by: Writer
  readonly at: Instant
  readonly text: string
}

/** The file as it was when the editing began; what was published meanwhile differs from it. */
export interface Base {
  readonly digest: string
  readonly source: string
}

/** A second person's yes, and what they knew when they gave it. */
export interface Approval {
  readonly by: Writer
  readonly at: Instant
  readonly verdict: Objections
  /** Why a supervisor published in spite of a blocking verdict; `null` where none blocked. */
  readonly override: string | null
}

interface DraftBase {
  readonly id: DraftId
  /** The article's, also when there is no file of it yet. */
  readonly article: string
  /** Path below the articles' folder that it is published to. */
  readonly file: string
  /** `null` for a new article. */
  readonly base: Base | null
  /** The whole file as it will be. */
  readonly source: string
  /** Everyone who wrote in it. None of them may publish it (H9.2). */
  readonly writers: readonly Writer[]
  readonly remarks: readonly Remark[]
  /** Where it comes from, such as the address of a case, for those who review it. */
  readonly sources: readonly string[]
  /** Grows with every change, so that nobody writes over what they have not seen. */
  readonly revision: number
  readonly openedAt: Instant
  readonly changedAt: Instant
}

/** A change of an article that is not published. The file, and what answers, stay as they are. */
export type Draft =
  | (DraftBase & { readonly state: 'draft' })
  | (DraftBase & {
      readonly state: 'in-review'
      readonly submittedBy: Writer
      readonly submittedAt: Instant
    })
  /** Approved for a later day, until when the text before it answers. */
  | (DraftBase & {
      readonly state: 'scheduled'
      readonly approval: Approval
      readonly day: Day
      /** Why it was not published when its day came; `null` while all is well. */
      readonly failed: string | null
    })

export type DraftCommand =
  | {
      readonly type: 'write'
      readonly article: string
      readonly file: string
      readonly source: string
    }
  | { readonly type: 'rebase'; readonly base: Base | null }
  | { readonly type: 'submit' }
  | { readonly type: 'take-back' }
  | { readonly type: 'send-back'; readonly remark: string }
  | { readonly type: 'approve'; readonly verdict: Objections; readonly override: string | null }
  | { readonly type: 'schedule'; readonly approval: Approval; readonly day: Day }
  | { readonly type: 'fail'; readonly reason: string }

export type DraftRefusal =
  | 'not-a-draft'
  | 'not-in-review'
  | 'nothing-changed'
  | 'own-words'
  | 'blocked'
  | 'only-supervisors'
  | 'no-reason'

export type DraftDecision =
  | { readonly ok: true; readonly next: Draft }
  | { readonly ok: false; readonly refusal: DraftRefusal }

/**
 * The life of a change: written, in review, published by somebody who wrote nothing of it.
 *
 * Pure. `approve` leaves it in review: publishing is done by who asked. Source: H9.2.
 */
export function decideDraft(
  draft: Draft,
  command: DraftCommand,
  by: Editor,
  now: Instant,
): DraftDecision {
  const base = { ...baseOf(draft), revision: draft.revision + 1, changedAt: now }
  const refuse = (refusal: DraftRefusal): DraftDecision => ({ ok: false, refusal })
  const to = (next: Draft): DraftDecision => ({ ok: true, next })
  switch (command.type) {
    case 'write': {
      if (draft.state !== 'draft') return refuse('not-a-draft')
      const { article, file, source } = command
      const wrote = source !== draft.source || file !== draft.file
      const writers = wrote ? withWriter(draft.writers, by) : draft.writers
      return to({ ...base, article, file, source, writers, state: 'draft' })
    }
    case 'rebase':
      return to({ ...base, base: command.base, state: 'draft' })
    case 'submit':
      if (draft.state !== 'draft') return refuse('not-a-draft')
      if (draft.source === draft.base?.source) return refuse('nothing-changed')
      return to({ ...base, state: 'in-review', submittedBy: writerOf(by), submittedAt: now })
    case 'take-back':
      if (draft.state === 'draft') return refuse('not-in-review')
      return to({ ...base, state: 'draft' })
    case 'send-back': {
      if (draft.state === 'draft') return refuse('not-in-review')
      if (command.remark === '') return refuse('no-reason')
      const remark = { by: writerOf(by), at: now, text: command.remark }
      return to({ ...base, remarks: [...draft.remarks, remark], state: 'draft' })
    }
    case 'approve': {
      if (draft.state !== 'in-review') return refuse('not-in-review')
      if (isOwn(draft, by)) return refuse('own-words')
      if (command.verdict.kind === 'blocks') {
        if (command.override === null) return refuse('blocked')
        if (!by.isSupervisor) return refuse('only-supervisors')
        if (command.override === '') return refuse('no-reason')
      }
      return to(draft)
    }
    case 'schedule': {
      if (draft.state !== 'in-review') return refuse('not-in-review')
      const { approval, day } = command
      return to({ ...base, state: 'scheduled', approval, day, failed: null })
    }
    case 'fail':
      if (draft.state !== 'scheduled') return refuse('not-in-review')
      return to({ ...draft, ...base, failed: command.reason })
    default:
      return command satisfies never
  }
}

/** Whether they wrote in it, and so may not publish it. */
export function isOwn(draft: Pick<Draft, 'writers'>, person: Pick<Writer, 'id'>): boolean {
  return draft.writers.some(({ id }) => id === person.id)
}

export function writerOf({ id, login, name }: Writer): Writer {
  return { id, login, name }
}

function withWriter(writers: readonly Writer[], by: Writer): readonly Writer[] {
  return writers.some(({ id }) => id === by.id) ? writers : [...writers, writerOf(by)]
}

function baseOf(draft: Draft): DraftBase {
  const { id, article, file, base, source, writers, remarks, sources } = draft
  const { revision, openedAt, changedAt } = draft
  return {
    ...{ id, article, file, base, source, writers, remarks, sources },
    ...{ revision, openedAt, changedAt },
  }
}
