import type { DeskDeps } from '../handoff/index.js'
import {
  type Hit,
  helpUrl,
  type Knowledge,
  rowsAsSentences,
  standingOf,
  tablesAsLists,
  toLanguageScript,
  withHelpLinks,
} from '../knowledge/index.js'

const MOST = 4

/** Fewer are better than wrong ones, which an agent would have to read. */
const LEAST_PROBABILITY = 0.05

/** What the articles say to the customer's question, for the agent to put into a reply. */
export function createSuggest(knowledge: Pick<Knowledge, 'ask' | 'articles'>): DeskDeps['suggest'] {
  return async (question, language, signal) => {
    const options = { language, audience: 'agent' } as const
    const { hits, contradiction } = await knowledge.ask(question, options, signal)
    // Two that contradict each other stand first and together, so that both are read.
    const both: readonly Hit[] = contradiction?.between ?? []
    const others = hits.filter((hit) => !both.includes(hit) && hit.probability >= LEAST_PROBABILITY)
    return [...both, ...others].slice(0, MOST).map((hit) => ({
      title: toLanguageScript(hit.article.title, language),
      url: helpUrl(hit, language),
      text: tablesAsLists(
        withHelpLinks(
          toLanguageScript(rowsAsSentences(hit.extract.markdown), language),
          hit.article,
          knowledge.articles(),
          language,
        ),
      ),
      probability: hit.probability,
      contradiction: standingOf(hit, contradiction),
    }))
  }
}
