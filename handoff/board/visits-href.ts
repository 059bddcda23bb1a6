import type { VisitFilter } from './board.js'

/** The page of the visits behind a number. */
export function visitsHref({ span, selection, topic, day }: VisitFilter): string {
  const query = new URLSearchParams({
    days: String(span),
    what: selection,
    ...(topic !== null && { topic }),
    ...(day !== null && { day }),
  })
  return `/board/visits?${query}`
}
