import { join } from 'node:path'
import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { NewId } from '../../platform/id.js'
import { type Article, dayOf } from '../article/article.js'
import type { Knowledge } from '../knowledge.js'
import { type ArticleFields, readFields } from './article-fields.js'
import { type ArticleFiles, createArticleFiles } from './article-files.js'
import { changeSource, newSource, splitSource } from './article-source.js'
import { type BeforePublish, NOTHING_AGAINST } from './before-publish.js'
import { createCheckDraft, type DraftCheck } from './check-draft.js'
import {
  type Base,
  type Draft,
  type DraftCommand,
  type DraftId,
  type DraftRefusal,
  decideDraft,
  type Editor,
  writerOf,
} from './draft.js'
import { type DraftPictures, openDraftPictures, pictureFile } from './draft-pictures.js'
import {
  allDrafts,
  deleteDraft,
  draftById,
  draftOfFile,
  insertDraft,
  saveDraft,
} from './draft-table.js'
import { type ArticleHistory, readHistory } from './history.js'
import { createPublishing, type Publishing } from './publishing.js'
import { slugOf } from './slug-of.js'
import { type NewDraft, newFields } from './start-draft.js'

export interface EditingDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly knowledge: Pick<
    Knowledge,
    'article' | 'articles' | 'files' | 'readAgain' | 'articlesFolder'
  >
  /** Pictures of changes are kept below it until they are published. */
  readonly dataFolder: string
  /** Asked before an edit goes live; without it nothing is said against any. */
  readonly beforePublish?: BeforePublish
}

export type DraftOutcome =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly refusal: DraftRefusal }
  /** Somebody else changed it; `draft` is what it is by now, `null` when it is gone. */
  | { readonly ok: false; readonly refusal: 'changed'; readonly draft: Draft | null }
  | { readonly ok: false; readonly refusal: 'name-taken' | 'has-errors' | 'file-changed' }

/** Changes of articles on their way to the file. */
export interface Editing extends Publishing {
  /**
   * Begins an article from what is known of it; the rest has sensible beginnings.
   *
   * @throws {Fault} `bad-input` when its category cannot be the name of a folder.
   */
  startDraft(start: NewDraft): Promise<Draft>
  /** The change that is going on with an article, or a new one. `null` when there is no file. */
  edit(article: Pick<Article, 'id' | 'file'>, by: Editor): Promise<Draft | null>
  drafts(): Promise<readonly Draft[]>
  draft(id: DraftId): Promise<Draft | undefined>
  draftOf(file: string): Promise<Draft | undefined>
  check(draft: Pick<Draft, 'id' | 'file' | 'source'>): Promise<DraftCheck>
  /** The file as it is on disk, whatever the index knows of it. */
  fileOf(file: string): Promise<Base | null>
  write(draft: Draft, fields: ArticleFields, body: string, by: Editor): Promise<DraftOutcome>
  /** What `write` would store, for the preview. */
  sourceWith(draft: Draft, fields: ArticleFields, body: string): string
  /** @param draft As the person saw it: with its revision. */
  command(draft: Draft, command: DraftCommand, by: Editor): Promise<DraftOutcome>
  discard(draft: Draft): Promise<boolean>
  history(file: string): Promise<ArticleHistory>
  readonly pictures: DraftPictures
}

export function createEditing(deps: EditingDeps): Editing {
  const { store, clock, newId, knowledge, beforePublish = async () => NOTHING_AGAINST } = deps
  const folder = knowledge.articlesFolder
  const files: ArticleFiles = createArticleFiles(folder)
  const pictures = openDraftPictures(join(deps.dataFolder, 'article-drafts'))

  const checkDraft = createCheckDraft(knowledge)

  async function check({ id, file, source }: Pick<Draft, 'id' | 'file' | 'source'>) {
    const names = await pictures.names(id)
    const own = names.map((name) => pictureFile(file, name))
    return checkDraft({ file, source }, own, dayOf(clock.now()))
  }

  async function keepNext(draft: Draft, next: Draft): Promise<DraftOutcome> {
    const saved = await saveDraft(store.db, next, draft.revision)
    if (saved) return { ok: true, draft: next }
    return { ok: false, refusal: 'changed', draft: (await draftById(store.db, draft.id)) ?? null }
  }

  async function command(draft: Draft, todo: DraftCommand, by: Editor): Promise<DraftOutcome> {
    const decision = decideDraft(draft, todo, by, clock.now())
    if (!decision.ok) return decision
    if (todo.type === 'submit') {
      const { problems } = await check(draft)
      if (problems.some(({ level }) => level === 'error')) {
        return { ok: false, refusal: 'has-errors' }
      }
      if (((await files.read(draft.file))?.digest ?? null) !== (draft.base?.digest ?? null)) {
        return { ok: false, refusal: 'file-changed' }
      }
    }
    return keepNext(draft, decision.next)
  }

  /** Whether another article, published or not, has this name or this file. */
  function isTaken(id: string, file: string, others: readonly Draft[]): boolean {
    if (knowledge.article(id) !== undefined || knowledge.files().has(file)) return true
    return others.some((other) => other.article === id || other.file === file)
  }

  const publishing = createPublishing({
    ...{ store, clock, knowledge, files, pictures, check, beforePublish },
  })

  const editing: Editing = {
    ...publishing,
    pictures,
    check,
    command,
    drafts: () => allDrafts(store.db),
    draft: (id) => draftById(store.db, id),
    draftOf: (file) => draftOfFile(store.db, file),
    fileOf: files.read,
    history: (file) => readHistory({ db: store.db, folder, files }, file),

    async startDraft(start) {
      const { category } = start
      if (!SLUG.test(category)) {
        throw new Fault('bad-input', `No folder is named ${JSON.stringify(category)}: ${SLUG_RULE}`)
      }
      const others = await allDrafts(store.db)
      const id = await slugOf(start.title, (slug) =>
        isTaken(slug, `${category}/${slug}.md`, others),
      )
      const now = clock.now()
      const fields = newFields(start, id, dayOf(now))
      const draft: Draft = {
        id: newId('draft'),
        article: id,
        file: `${category}/${id}.md`,
        base: null,
        source: newSource(fields, start.body),
        writers: [writerOf(start.by)],
        remarks: [],
        sources: start.sources,
        revision: 1,
        openedAt: now,
        changedAt: now,
        state: 'draft',
      }
      if (await insertDraft(store.db, draft)) return draft
      // Two people began an article of one name in the same moment.
      return editing.startDraft(start)
    },

    async edit({ id, file }, by) {
      const base = await files.read(file)
      const known = await draftOfFile(store.db, file)
      if (known) {
        const untouched = known.state === 'draft' && known.source === known.base?.source
        if (!untouched || !base || base.digest === known.base?.digest) return known
        // Nobody has written in it: it begins again from the file as it is.
        const next: Draft = { ...known, base, source: base.source, revision: known.revision + 1 }
        return (await saveDraft(store.db, next, known.revision))
          ? next
          : editing.edit({ id, file }, by)
      }
      if (!base) return null
      const now = clock.now()
      const draft: Draft = {
        ...{ id: newId('draft'), article: id, file, base, source: base.source },
        ...{ writers: [], remarks: [], sources: [], revision: 1, openedAt: now, changedAt: now },
        state: 'draft',
      }
      await insertDraft(store.db, draft)
      return (await draftOfFile(store.db, file)) ?? null
    },

    sourceWith(draft, fields, body) {
      return changeSource(draft.source, fieldsFor(draft, fields), body)
    },

    async write(draft, fields, body, by) {
      const wanted = fieldsFor(draft, fields)
      const source = changeSource(draft.source, wanted, body)
      const { id, category } = wanted
      const isNamed = draft.base === null && SLUG.test(id) && SLUG.test(category)
      const file = isNamed ? `${category}/${id}.md` : draft.file
      if (file !== draft.file) {
        const others = (await allDrafts(store.db)).filter((other) => other.id !== draft.id)
        if (isTaken(id, file, others)) return { ok: false, refusal: 'name-taken' }
      }
      const article = isNamed ? id : draft.article
      return command(draft, { type: 'write', article, file, source }, by)
    },

    async discard(draft) {
      const gone = await deleteDraft(store.db, draft.id, draft.revision)
      if (gone) await pictures.remove(draft.id)
      return gone
    },
  }
  return editing
}

const SLUG_RULE = 'use small letters, digits and hyphens, such as refunds.'
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** A file keeps its name and its folder: links and the index go by them. */
function fieldsFor(draft: Draft, fields: ArticleFields): ArticleFields {
  if (draft.base === null) return fields
  const { id, category } = readFields(splitSource(draft.base.source).head)
  return { ...fields, id, category }
}
