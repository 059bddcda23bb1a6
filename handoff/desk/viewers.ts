import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import type { AgentId, CaseId } from '../conversation/message.js'

/** A colleague who has the same case open. */
export interface Viewer {
  readonly agent: AgentId
  readonly name: string
  readonly isWriting: boolean
}

/** Who has which case open at this moment. Kept in memory: it is true only while streams are open. */
export interface Viewers {
  /** @returns A function that says that this page was left. */
  enter(id: CaseId, agent: AgentId, name: string): () => void
  /** Says that someone is writing; it fades after a few seconds. */
  writing(id: CaseId, agent: AgentId): void
  /** The others in this case, each once, however many pages they have open. */
  others(id: CaseId, agent: AgentId): readonly Viewer[]
  onChange(listener: (id: CaseId) => void): () => void
}

const WRITING_LASTS: Millis = 6 * SECOND

interface Page {
  readonly id: CaseId
  readonly agent: AgentId
  readonly name: string
}

export function createViewers(clock: Pick<Clock, 'after'>): Viewers {
  const pages = new Set<Page>()
  /** Ends the writing of an agent in a case, by both. */
  const writers = new Map<string, () => void>()
  const listeners = new Set<(id: CaseId) => void>()
  const tell = (id: CaseId) => {
    for (const listener of listeners) listener(id)
  }
  const key = (id: CaseId, agent: AgentId) => `${id} ${agent}`

  return {
    enter(id, agent, name) {
      const page = { id, agent, name }
      pages.add(page)
      tell(id)
      return () => {
        if (pages.delete(page)) tell(id)
      }
    },
    writing(id, agent) {
      const writer = key(id, agent)
      const endEarlier = writers.get(writer)
      endEarlier?.()
      writers.set(
        writer,
        clock.after(WRITING_LASTS, () => {
          writers.delete(writer)
          tell(id)
        }),
      )
      if (!endEarlier) tell(id)
    },
    others(id, agent) {
      const names = new Map<AgentId, string>()
      for (const page of pages) {
        if (page.id === id && page.agent !== agent) names.set(page.agent, page.name)
      }
      return [...names].map(([other, name]) => ({
        agent: other,
        name,
        isWriting: writers.has(key(id, other)),
      }))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
