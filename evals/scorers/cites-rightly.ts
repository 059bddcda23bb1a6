const MARK = /\[(\d+)\](?!\()/g

/**
 * Whether a reply that quotes names its source so that it can be followed: it has a mark, each mark
 * has a citation, each citation a mark, and each leads to an article that there is.
 *
 * @param text As markdown; a mark is a number in square brackets that is no link.
 */
export function citesRightly(
  text: string,
  citations: readonly { readonly mark: number; readonly article: string | null }[],
): boolean {
  const marks = new Set([...text.matchAll(MARK)].map(([, mark]) => Number(mark)))
  return (
    marks.size > 0 &&
    marks.size === citations.length &&
    citations.every(({ mark, article }) => article !== null && marks.has(mark))
  )
}
