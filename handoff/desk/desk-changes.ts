import type { StoredEvent } from '../../platform/events/event-table.js'
import { SEEN_EVERY } from '../account/presence.js'
import type { AgentId, CaseId, ConversationId } from '../conversation/message.js'
import { TOPIC as EMERGENCIES } from '../emergency/emergency-service.js'
import type { DeskDeps } from './desk-deps.js'
import type { Viewers } from './viewers.js'

/** Something that may change what an open page shows. */
export type Change =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Too much was missed to look at one by one. */
  | { readonly kind: 'everything' }
  /** The list was due earlier, and was held back. */
  | { readonly kind: 'list' }
  | { readonly kind: 'customer-typing' }
  | { readonly kind: 'others' }
  /** Comes regularly: is the agent still signed in? */
  | { readonly kind: 'pulse' }

/** What an open page looks at. */
export interface Watch {
  readonly agent: AgentId
  readonly caseId: CaseId | null
  readonly conversation: ConversationId | null
  /** Conversations with a row in a list; `null` while nobody looked. */
  readonly listed: ReadonlySet<ConversationId> | null
}

/** Which parts of a page must be drawn again. */
export interface Redraw {
  readonly openCase: 'no' | 'conversation' | 'all'
  readonly list: boolean
  readonly others: boolean
  readonly presence: boolean
  readonly customerTyping: boolean
  /** The customer wrote, so other passages may fit. */
  readonly customerWrote: boolean
  readonly pulse: boolean
}

/** Works out what a page must draw again. Pure. */
export function redrawFor(changes: readonly Change[], watch: Watch): Redraw {
  const has = (kind: Change['kind']) => changes.some((change) => change.kind === kind)
  const events = changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []))
  const here = events.filter(({ topic }) => topic === watch.conversation)
  return {
    openCase:
      has('everything') || here.some(({ name }) => name !== 'message-added')
        ? 'all'
        : here.length > 0
          ? 'conversation'
          : 'no',
    list: has('everything') || has('list') || events.some((event) => isInList(event, watch.listed)),
    others: has('others'),
    // Beside the state stands the load, which any case that comes or goes may change.
    presence: events.some(
      ({ name, data }) =>
        name.startsWith('case-') ||
        (name === 'presence-changed' && data['agent'] === watch.agent) ||
        (name === 'profile-changed' && data['agent'] === watch.agent),
    ),
    customerTyping: has('customer-typing'),
    customerWrote: here.some(
      ({ name, data }) => name === 'message-added' && data['role'] === 'customer',
    ),
    pulse: has('pulse'),
  }
}

/** A message counts only where it has a row: what the bot answers alone wakes nobody. */
function isInList({ topic, name }: StoredEvent, listed: Watch['listed']): boolean {
  if (topic === EMERGENCIES) return name !== 'rehearsal-said'
  if (name.startsWith('case-') || name.startsWith('clock-') || name === 'survey-answered')
    return true
  return name === 'message-added' && (listed === null || listed.has(topic as ConversationId))
}

/**
 * Hands in every change for this page from now on.
 *
 * @returns A function that ends it.
 */
export function listenForChanges(
  deps: Pick<DeskDeps, 'store' | 'relay' | 'clock'> & { readonly viewers: Viewers },
  { caseId, conversation }: Pick<Watch, 'caseId' | 'conversation'>,
  put: (change: Change) => void,
): () => void {
  let endPulse = () => {}
  const pulse = () => {
    put({ kind: 'pulse' })
    endPulse = deps.clock.after(SEEN_EVERY, pulse)
  }
  pulse()
  const ends = [
    () => endPulse(),
    deps.store.listen((event) => put({ kind: 'event', event })),
    deps.viewers.onChange((id) => {
      if (id === caseId) put({ kind: 'others' })
    }),
  ]
  if (conversation !== null) {
    ends.push(
      deps.relay.onTyping(conversation, ({ role }) => {
        if (role === 'customer') put({ kind: 'customer-typing' })
      }),
    )
  }
  return () => {
    for (const end of ends) end()
  }
}
