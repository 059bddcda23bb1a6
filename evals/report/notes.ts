/** How many ids are spelled out. */
const SHOWN = 5

/** Tells of labels that no article can meet, since every question that has only such is a miss. */
export function labelNotes(
  questions: readonly { readonly gold: readonly string[] }[],
  hasArticle: (id: string) => boolean,
): string[] {
  const ids = new Set(questions.flatMap(({ gold }) => gold))
  const missing = [...ids].filter((id) => !hasArticle(id))
  if (missing.length === 0) return []
  const shown = missing.slice(0, SHOWN).join(', ')
  const rest = missing.length > SHOWN ? ' and others' : ''
  return [
    `${missing.length} of ${ids.size} article ids in the labels are not among the articles: ${shown}${rest}. Mend the labels or the folder.`,
  ]
}

/**
 * Tells of questions that an article holds word for word. They are found by looking them up, and
 * say nothing of how well others are.
 */
export function exactNotes(searches: readonly { readonly exact: boolean }[]): string[] {
  const exact = searches.filter((search) => search.exact).length
  if (exact === 0) return []
  return [
    `${exact} of ${searches.length} questions are a title or stored question of an article, word for word, and test no more than a look-up.`,
  ]
}
