import type { Knowledge } from '../knowledge.js'
import type { SentenceLabel } from '../label/read-sentence-labels.js'
import { detectLanguage } from '../search/question/detect-language.js'

/** How follow-ups are answered that are labelled as meaning the article before. */
export interface FollowUps {
  readonly asked: number
  /** Shares of them: answered from that article, or asked back with it first. */
  readonly kept: number
  /** Of these, told what was labelled; and told something that stood in the answer before. */
  readonly right: number
  readonly repeating: number
  /** Of what these are told, in characters. */
  readonly length: number
}

/** Asks each right after its article's title was asked and answered, as in the chat. */
export async function measureFollowUps(
  labels: readonly SentenceLabel[],
  knowledge: Pick<Knowledge, 'ask' | 'article'>,
  signal: AbortSignal,
): Promise<FollowUps> {
  let [asked, kept, right, repeating, length] = [0, 0, 0, 0, 0]
  for (const { article: id, text, follows, says } of labels) {
    const article = follows ? knowledge.article(id) : undefined
    if (!article) continue
    const { hits } = await knowledge.ask(article.title, { language: article.language }, signal)
    const said = hits[0]?.extract.markdown ?? ''
    const language = detectLanguage(text, article.language)
    const { decision } = await knowledge.ask(text, { language, topic: id, said }, signal)
    asked++
    const hit =
      decision.kind === 'answer'
        ? decision.hit
        : decision.kind === 'ask-back'
          ? decision.choices[0]
          : undefined
    // A version in the customer's language has other sentences than those that are labelled.
    if (hit?.article.id !== id) continue
    const { markdown, sentences } = hit.extract
    kept++
    right += Number(says.some((each) => markdown.includes(each)))
    repeating += Number(sentences.some((each) => said.includes(each.text)))
    length += markdown.length
  }
  return {
    asked,
    kept: kept / (asked || 1),
    right: right / (kept || 1),
    repeating: repeating / (kept || 1),
    length: length / (kept || 1),
  }
}
