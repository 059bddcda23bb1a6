import type { DeskDeps } from '../handoff/index.js'
import {
  helpUrl,
  type Knowledge,
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
    const { hits } = await knowledge.ask(question, { language, audience: 'agent' }, signal)
    return hits
      .filter(({ probability }) => probability >= LEAST_PROBABILITY)
      .slice(0, MOST)
      .map((hit) => ({
        title: toLanguageScript(hit.article.title, language),
        url: helpUrl(hit, language),
        text: tablesAsLists(
          withHelpLinks(
            toLanguageScript(hit.extract.markdown, language),
            hit.article,
            knowledge.articles(),
            language,
          ),
        ),
        probability: hit.probability,
      }))
  }
}
