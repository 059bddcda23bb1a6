import type { Context } from 'hono'
import { isId } from '../../platform/id.js'
import type { CaseView } from '../case/case-view-table.js'
import type { CaseId } from '../conversation/message.js'

export const VIEWS = ['mine', 'queue', 'all', 'solved'] as const satisfies readonly CaseView[]

/** What the desk shows, as its address says: which list, narrowed by what, and which case. */
export interface DeskPlace {
  readonly view: CaseView
  /** Words that the list is narrowed by; empty for all. */
  readonly search: string
  readonly caseId: CaseId | null
}

const SEARCH_LENGTH = 100

/** Reads the list from the address. Without one: the queue, which is where work comes from. */
export function readPlace(c: Context, caseId: CaseId | null): DeskPlace {
  const asked = c.req.query('view')
  return {
    view: VIEWS.find((view) => view === asked) ?? 'queue',
    search: (c.req.query('q') ?? '').trim().slice(0, SEARCH_LENGTH),
    caseId,
  }
}

/** The case of a stream's address, which is optional. */
export function readCaseQuery(c: Context): CaseId | null {
  const asked = c.req.query('case')
  return isId('case', asked) ? asked : null
}

/** The address of a place. */
export function hrefOf(place: DeskPlace): string {
  return `${pathOf(place)}?${listQuery(place.view, place.search)}`
}

/** The address of a place without its list, for the form that narrows the list. */
export function pathOf({ caseId }: Pick<DeskPlace, 'caseId'>): string {
  return caseId === null ? '/desk' : `/desk/cases/${caseId}`
}

export function streamHref({ view, search, caseId }: DeskPlace, since: number): string {
  const open = caseId === null ? '' : `&case=${caseId}`
  return `/desk/stream?since=${since}&${listQuery(view, search)}${open}`
}

/** The address of a deed on a case, which leads back to the same list. */
export function deedHref(id: CaseId, deed: string, { view, search }: DeskPlace): string {
  return `/desk/cases/${id}/${deed}?${listQuery(view, search)}`
}

function listQuery(view: CaseView, search: string): string {
  return new URLSearchParams({ view, ...(search && { q: search }) }).toString()
}
