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
