import { oneLine, readFields } from '../editing/article-fields.js'
import { splitSource } from '../editing/article-source.js'
import type { Writer } from '../editing/draft.js'
import type { Editing } from '../editing/editing.js'
import type { NewDraft } from '../editing/start-draft.js'
import type { Knowledge } from '../knowledge.js'

/** The change that was begun or added to, and the page on which it goes on. */
export interface Written {
  readonly article: string
  readonly href: string
}

/** Writes articles for the list of gaps, as far as it needs. */
export interface ArticleWriter {
  startDraft(draft: NewDraft): Promise<Written>
  /**
   * Adds ways to ask to an article, leaving out those that it has.
   *
   * @returns `null` when there is no such article, or somebody else has just changed it or is
   *   having it reviewed.
   */
  addQuestions(article: string, questions: readonly string[], by: Writer): Promise<Written | null>
}

/** Writes drafts, which somebody else publishes (H9.2). */
export function createArticleWriter(
  editing: Pick<Editing, 'startDraft' | 'edit' | 'write'>,
  knowledge: Pick<Knowledge, 'article'>,
): ArticleWriter {
  return {
    async startDraft(draft) {
      const { id, article } = await editing.startDraft(draft)
      return { article, href: `/knowledge/drafts/${id}` }
    },
    async addQuestions(id, questions, by) {
      const article = knowledge.article(id)
      const editor = { ...by, isSupervisor: false }
      const draft = article && (await editing.edit(article, editor))
      if (!draft) return null
      const { head, body } = splitSource(draft.source)
      const fields = readFields(head)
      const all = [...fields.questions, ...questions.map(oneLine)].filter((text) => text !== '')
      const changed = { ...fields, questions: [...new Set(all)] }
      const { ok } = await editing.write(draft, changed, body, editor)
      return ok ? { article: id, href: `/knowledge/drafts/${draft.id}` } : null
    },
  }
}
