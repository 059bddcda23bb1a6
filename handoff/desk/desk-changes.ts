import type { StoredEvent } from '../../platform/events/event-table.js'
import { SEEN_EVERY } from '../account/presence.js'
import type { AgentId, CaseId, ConversationId } from '../conversation/message.js'
import { TOPIC as EMERGENCIES } from '../emergency/emergency-service.js'
import type { SharedDesk } from './share-desk.js'

/** Something that may change what an open page shows. */
export type Change =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Too much was missed to look at one by one. */
  | { readonly kind: 'everything' }
  /** Lines of cases have changed. */
  | { readonly kind: 'lines' }
  | { readonly kind: 'customer-typing' }
  | { readonly kind: 'others' }
  /** Comes regularly: is the agent still signed in? */
  | { readonly kind: 'pulse' }
  /** They are not, or that could not be found out. */
  | { readonly kind: 'end'; readonly cause?: unknown }

/** What an open page looks at. */
export interface Watch {
  readonly agent: AgentId
  readonly caseId: CaseId | null
  readonly conversation: ConversationId | null
  /** Whether a conversation has a row in a list. */
  readonly isListed: (conversation: ConversationId) => boolean
}

/** Which parts of a page must be drawn again. */
export interface Redraw {
  readonly openCase: 'no' | 'conversation' | 'all'
  readonly list: boolean
  /** What stands around the list: alarms, emergencies, what is solved. */
  readonly notices: boolean
  readonly others: boolean
  readonly presence: boolean
  readonly customerTyping: boolean
  /** The customer wrote, so other passages may fit. */
  readonly customerWrote: boolean
  readonly pulse: boolean
  readonly end: Extract<Change, { kind: 'end' }> | undefined
}

/** Works out what a page must draw again. Pure. */
export function redrawFor(changes: readonly Change[], watch: Watch): Redraw {
  const has = (kind: Change['kind']) => changes.some((change) => change.kind === kind)
  const events = changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []))
  const isOfMe = (wanted: string) =>
    events.some(({ name, data }) => name === wanted && data['agent'] === watch.agent)
  const here = events.filter(({ topic }) => topic === watch.conversation)
  return {
    openCase:
      has('everything') || here.some(({ name }) => name !== 'message-added')
        ? 'all'
        : here.length > 0
          ? 'conversation'
          : 'no',
    // Whoever joins or leaves a team sees other cases.
    list: has('everything') || has('lines') || has('pulse') || isOfMe('profile-changed'),
    notices: has('everything') || events.some((event) => mayTell(event, watch.isListed)),
    others: has('others'),
    // Beside the state stands the load, which any case that comes or goes may change.
    presence:
      events.some(({ name }) => name.startsWith('case-')) ||
      isOfMe('presence-changed') ||
      isOfMe('profile-changed'),
    customerTyping: has('customer-typing'),
    customerWrote: here.some(
      ({ name, data }) => name === 'message-added' && data['role'] === 'customer',
    ),
    pulse: has('pulse'),
    end: changes.find((change) => change.kind === 'end'),
  }
}

/** A message counts only where it has a row: what the bot answers alone wakes nobody. */
export function mayTell({ topic, name }: StoredEvent, isListed: Watch['isListed']): boolean {
  if (topic === EMERGENCIES) return name !== 'rehearsal-said'
  if (name.startsWith('case-') || name.startsWith('clock-') || name === 'survey-answered')
    return true
  return name === 'message-added' && isListed(topic as ConversationId)
}

/**
 * Hands in every change for this page from now on.
 *
 * @returns A function that ends it.
 */
export function listenForChanges(
  deps: Pick<SharedDesk, 'store' | 'relay' | 'clock' | 'viewers' | 'lines'>,
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
    deps.lines.onChange(() => put({ kind: 'lines' })),
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
