import type { Category } from '../handoff/index.js'
import type { Knowledge } from '../knowledge/index.js'
import { CATEGORY_OF } from './turn/describe-case.js'

/** What a customer asks about who is answered from an article, as a case would be filed (Y1). */
export function topicOf(
  knowledge: Pick<Knowledge, 'article'>,
): (article: string) => Category | undefined {
  return (id) => {
    const service = knowledge.article(id)?.service
    return service ? CATEGORY_OF[service] : undefined
  }
}
