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
    const found = await knowledge.ask(question, options, signal)
    const contradiction = found.contradiction()
    // Two that contradict each other stand first and together, so that both are read.
    const both: readonly Hit[] = contradiction?.between ?? []
    const others = found.hits
      .filter((hit) => !both.includes(hit) && hit.probability >= LEAST_PROBABILITY)
      .toSorted((a, b) => b.probability - a.probability)
    return [...both, ...others].slice(0, MOST).map((hit) => ({
      article: hit.article.id,
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

/** How many articles are offered to an agent who looks for one. */
const MOST_FOUND = 6

/** Finds articles by words of their title or text, and names them; for agents who correct the bot. */
export function createArticleLookup(
  knowledge: Pick<Knowledge, 'ask' | 'article'>,
): Pick<DeskDeps, 'findArticles' | 'articleTitle'> {
  return {
    async findArticles(words, language, signal) {
      const { hits } = await knowledge.ask(words, { language, audience: 'agent' }, signal)
      return hits.slice(0, MOST_FOUND).map(({ article }) => article.id)
    },
    articleTitle(id, language) {
      const article = knowledge.article(id)
      return article && toLanguageScript(article.title, language)
    },
  }
}
