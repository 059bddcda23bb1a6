import type { Knowledge } from '../knowledge.js'
import type { KnowledgeRetriever, RetrieverOptions } from './langchain-retriever.js'

/**
 * Opens our search as a LangChain `BaseRetriever`. LangChain is loaded here and not before: it
 * takes some 30 MB, which a service without chains does not have to spend.
 */
export async function openRetriever(
  knowledge: Pick<Knowledge, 'ask'>,
  options: RetrieverOptions = {},
): Promise<KnowledgeRetriever> {
  const { KnowledgeRetriever } = await import('./langchain-retriever.js')
  return new KnowledgeRetriever(knowledge, options)
}
