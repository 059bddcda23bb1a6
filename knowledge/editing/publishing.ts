import type { Clock, Instant } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { reasonOf } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import { type Article, type Day, dayOf, mayAnswer } from '../article/article.js'
import { digestOf, parseArticle } from '../article/parse-article.js'
import type { Knowledge } from '../knowledge.js'
import { readFields } from './article-fields.js'
import type { ArticleFiles, FileRefusal, NewPicture } from './article-files.js'
import { changeSource, splitSource } from './article-source.js'
import { type BeforePublish, NOTHING_AGAINST, type Objections } from './before-publish.js'
import type { DraftCheck } from './check-draft.js'
import {
  type Approval,
  type Draft,
  type DraftRefusal,
  decideDraft,
  type Editor,
  type Writer,
  writerOf,
} from './draft.js'
import type { DraftPictures } from './draft-pictures.js'
import { deleteDraft, draftById, dueDrafts, nextDay, saveDraft } from './draft-table.js'
import type { PastText } from './history.js'
import { insertVersion, type Version, type VersionKind, versionsOf } from './version-table.js'

export interface PublishingDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly knowledge: Pick<Knowledge, 'article' | 'readAgain'>
  readonly files: ArticleFiles
  readonly pictures: DraftPictures
  readonly check: (draft: Draft) => Promise<DraftCheck>
  readonly beforePublish: BeforePublish
}

export type PublishOutcome =
  | { readonly ok: true; readonly article: string }
  /** Approved; the text before it answers until this day. */
  | { readonly ok: true; readonly article: string; readonly scheduled: Day }
  | { readonly ok: false; readonly refusal: 'blocked'; readonly verdict: Objections }
  | { readonly ok: false; readonly refusal: Exclude<DraftRefusal, 'blocked'> | 'has-errors' }
  | { readonly ok: false; readonly refusal: 'draft-changed' | 'no-file' | 'not-readable' }
  | ({ readonly ok: false } & FileRefusal)

/** An article as it was when somebody looked at it. */
export type SeenArticle = Pick<Article, 'id' | 'file' | 'title' | 'digest'>

export interface Publishing {
  /**
   * Brings a reviewed change into the file.
   *
   * @param override Why it is published in spite of a blocking verdict; `null` when it is not.
   * @param language In which they read, and what speaks against it is said.
   */
  publish(
    draft: Draft,
    override: string | null,
    by: Editor,
    language: Language,
  ): Promise<PublishOutcome>
  /** Says again that a published text is right, until a later day. The text stays as it is. */
  renew(article: SeenArticle, reviewBy: Day, by: Editor): Promise<PublishOutcome>
  /** Takes an article away at once. */
  withdraw(article: SeenArticle, by: Editor): Promise<PublishOutcome>
  /** Brings back a text that the file had. It was published once, so nobody reviews it again. */
  restore(
    article: Pick<Article, 'id' | 'file' | 'title'>,
    text: PastText,
    by: Editor,
  ): Promise<PublishOutcome>
  /** Publishes what was approved for a day that has come. */
  publishDue(now: Instant): Promise<void>
  /** The day of the next of them. */
  nextScheduled(): Promise<Day | undefined>
}

export function createPublishing(deps: PublishingDeps): Publishing {
  const { store, clock, knowledge, files, pictures, check, beforePublish } = deps

  /** What stands in the file, if the index knows it so: what was read before may be older. */
  async function write(change: {
    readonly article: string
    readonly file: string
    readonly title: string
    readonly expected: string | null
    readonly source: string
    readonly pictures: readonly NewPicture[]
    readonly kind: Exclude<VersionKind, 'found'>
    readonly writers: readonly Writer[]
    readonly by: Writer
    readonly approval: Pick<Approval, 'verdict' | 'override'>
  }): Promise<PublishOutcome> {
    const { article, file, source, kind, writers, by, approval } = change
    const before = await files.read(file)
    const author = writers[0] ?? by
    const written = await files.write({
      ...{ file, expected: change.expected, source, pictures: change.pictures },
      words: { message: commitMessage(change), author, committer: by },
    })
    if (!written.ok) return written
    const at = clock.now()
    const version: Version = {
      ...{ file, kind, source, digest: written.digest, writers, by, at },
      ...{ verdict: approval.verdict, override: approval.override, commit: written.commit },
    }
    const last = (await versionsOf(store.db, file))[0]
    await store.transact(async (tx, append) => {
      if (before && before.digest !== last?.digest) {
        await insertVersion(tx, { ...FOUND, file, ...before, at })
      }
      await insertVersion(tx, version)
      await append({
        topic: 'knowledge',
        name: `article-${kind}`,
        data: {
          article,
          by: by.id,
          commit: written.commit,
          overridden: approval.override !== null,
        },
      })
    })
    // The watcher would see it as well, a moment later.
    await knowledge.readAgain()
    return { ok: true, article }
  }

  async function verdictOn(draft: Draft, by: Writer, language: Language): Promise<Objections> {
    const { article, file, base, source: after } = draft
    try {
      const before = base?.source ?? null
      return await beforePublish({ article, file, before, after, by, language })
    } catch (cause) {
      return { kind: 'blocks', reasons: [reasonOf(cause)] }
    }
  }

  async function publishApproved(draft: Draft, approval: Approval): Promise<PublishOutcome> {
    const { article, problems } = await check(draft)
    if (!article || problems.some(({ level }) => level === 'error')) {
      return { ok: false, refusal: 'has-errors' }
    }
    const outcome = await write({
      ...{ article: draft.article, file: draft.file, title: article.title },
      ...{ expected: draft.base?.digest ?? null, source: draft.source },
      pictures: await pictures.wanted(draft, article),
      ...{ kind: 'published', writers: draft.writers, by: approval.by, approval },
    })
    if (!outcome.ok) return outcome
    await deleteDraft(store.db, draft.id, draft.revision)
    await pictures.remove(draft.id)
    return outcome
  }

  async function publish(
    seen: Draft,
    override: string | null,
    by: Editor,
    language: Language,
  ): Promise<PublishOutcome> {
    const early = decideDraft(seen, { type: 'approve', verdict: NOTHING_AGAINST, override }, by, 0)
    if (!early.ok) return refused(early.refusal, NOTHING_AGAINST)
    const current = await files.read(seen.file)
    if ((current?.digest ?? null) !== (seen.base?.digest ?? null)) {
      return { ok: false, refusal: 'changed' }
    }
    const { article, problems } = await check(seen)
    if (!article || problems.some(({ level }) => level === 'error')) {
      return { ok: false, refusal: 'has-errors' }
    }
    const verdict = await verdictOn(seen, by, language)
    // It may have been changed while the tests ran.
    const draft = await draftById(store.db, seen.id)
    if (!draft || draft.revision !== seen.revision) return { ok: false, refusal: 'draft-changed' }
    const now = clock.now()
    const decision = decideDraft(draft, { type: 'approve', verdict, override }, by, now)
    if (!decision.ok) return refused(decision.refusal, verdict)
    const approval: Approval = {
      by: writerOf(by),
      at: now,
      verdict,
      override: verdict.kind === 'blocks' ? override : null,
    }
    const day = waitsFor(draft, article, dayOf(now))
    if (day === null) return publishApproved(draft, approval)
    const scheduled = decideDraft(draft, { type: 'schedule', approval, day }, by, now)
    if (!scheduled.ok) return refused(scheduled.refusal, verdict)
    if (!(await saveDraft(store.db, scheduled.next, draft.revision))) {
      return { ok: false, refusal: 'draft-changed' }
    }
    return { ok: true, article: draft.article, scheduled: day }
  }

  /** Changes fields of the file that is there, and nothing else of it. */
  async function setFields(
    article: SeenArticle,
    kind: 'renewed' | 'withdrawn',
    fields: { readonly reviewBy?: Day; readonly state?: string },
    by: Editor,
  ): Promise<PublishOutcome> {
    const current = await files.read(article.file)
    if (!current) return { ok: false, refusal: 'no-file' }
    // What the person looked at is what they answer for.
    if (current.digest !== article.digest) return { ok: false, refusal: 'changed' }
    const { head, body } = splitSource(current.source)
    const source = changeSource(current.source, { ...readFields(head), ...fields }, body)
    return write({
      ...{ article: article.id, file: article.file, title: article.title },
      ...{ expected: current.digest, source, pictures: [], kind },
      ...{ writers: [writerOf(by)], by: writerOf(by), approval: NOT_ASKED },
    })
  }

  return {
    publish,
    renew: (article, reviewBy, by) => setFields(article, 'renewed', { reviewBy }, by),
    withdraw: (article, by) => setFields(article, 'withdrawn', { state: 'archived' }, by),
    async restore(article, text, by) {
      const current = await files.read(article.file)
      const source = await text.source()
      const bytes = new TextEncoder().encode(source)
      if (!parseArticle(article.file, bytes, 'refuse').ok) {
        return { ok: false, refusal: 'not-readable' }
      }
      if (current?.digest === digestOf(bytes)) return { ok: false, refusal: 'nothing-changed' }
      return write({
        ...{ article: article.id, file: article.file, title: article.title },
        ...{ expected: current?.digest ?? null, source, pictures: [], kind: 'undone' },
        ...{ writers: [writerOf(by)], by: writerOf(by), approval: NOT_ASKED },
      })
    },
    async publishDue(now) {
      for (const draft of await dueDrafts(store.db, dayOf(now))) {
        if (draft.state !== 'scheduled') continue
        const outcome = await publishApproved(draft, draft.approval)
        if (outcome.ok) continue
        const by = { ...draft.approval.by, isSupervisor: false }
        const failed = decideDraft(draft, { type: 'fail', reason: outcome.refusal }, by, now)
        if (failed.ok) await saveDraft(store.db, failed.next, draft.revision)
      }
    },
    nextScheduled: () => nextDay(store.db),
  }

  /** The day for which it must wait, so that the text before it does not stop answering. */
  function waitsFor(draft: Draft, article: Article, today: Day): Day | null {
    const { validFrom, state } = article
    if (state !== 'published' || validFrom === null || validFrom <= today) return null
    const live = knowledge.article(draft.article)
    const answers = live?.file === draft.file && mayAnswer(live, today, 'agent')
    return answers ? validFrom : null
  }
}

const NOT_ASKED = { verdict: NOTHING_AGAINST, override: null }

const FOUND = {
  kind: 'found',
  writers: [],
  by: null,
  verdict: null,
  override: null,
  commit: null,
} as const satisfies Partial<Version>

function refused(refusal: DraftRefusal, verdict: Objections): PublishOutcome {
  return refusal === 'blocked' ? { ok: false, refusal, verdict } : { ok: false, refusal }
}

const DEEDS = { published: 'Publish', undone: 'Undo', renewed: 'Renew', withdrawn: 'Withdraw' }

function commitMessage(change: {
  readonly kind: Exclude<VersionKind, 'found'>
  readonly article: string
  readonly title: string
  readonly writers: readonly Writer[]
  readonly by: Writer
  readonly approval: Pick<Approval, 'override'>
}): string {
  const { kind, article, title, writers, by, approval } = change
  const others = writers.slice(1).map(({ name, login }) => `Written-by: ${name} (${login})`)
  const lines = [
    ...others,
    ...(kind === 'published' ? [`Reviewed-by: ${by.name} (${by.login})`] : []),
    ...(approval.override === null ? [] : [`Override: ${approval.override}`]),
  ]
  const subject = `content: ${DEEDS[kind]} ${article}`
  return [subject, title, lines.join('\n')].filter((part) => part !== '').join('\n\n')
}
