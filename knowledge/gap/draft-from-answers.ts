import type { SolvedAnswer } from './gap.js'

/** What an article is written from where colleagues solved it: their sentences, and their sources. */
export interface FromAnswers {
  readonly questions: readonly string[]
  /** Markdown: a paragraph for each message of an agent, then the articles that they used. */
  readonly body: string
  /** Addresses of the cases. */
  readonly sources: readonly string[]
}

/** @param linkTo The title and address of an article; `undefined` when it is gone. */
export function draftFromAnswers(
  answers: readonly SolvedAnswer[],
  linkTo: (article: string) => { readonly title: string; readonly url: string } | undefined,
): FromAnswers {
  const unique = (texts: readonly string[]) => [...new Set(texts)]
  const sentences = unique(answers.flatMap((answer) => answer.sentences))
  const links = unique(answers.flatMap((answer) => answer.articles)).flatMap((id) => {
    const link = linkTo(id)
    return link ? [`- [${link.title.replaceAll(/[[\]]/g, '')}](${link.url})`] : []
  })
  const parts = links.length === 0 ? sentences : [...sentences, links.join('\n')]
  return {
    questions: unique(answers.flatMap((answer) => answer.questions)),
    body: parts.join('\n\n'),
    sources: answers.map(({ caseId }) => `/desk/cases/${caseId}`),
  }
}
