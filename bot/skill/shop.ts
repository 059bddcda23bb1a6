import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'

/** The shop's own system, as far as skills ask it; the contract is `shop-api.yaml`. */
export interface Shop {
  /** @returns The newest first; empty for a customer without orders. */
  ordersOf(customer: string, language: Language, signal: AbortSignal): Promise<readonly Order[]>
  /** @returns `null` when there is no such order. Whether the asker may see it is not decided here. */
  order(number: string, language: Language, signal: AbortSignal): Promise<Order | null>
  /** @param key The same key again gives the same return again. */
  startReturn(request: ReturnRequest, key: string, signal: AbortSignal): Promise<ReturnAnswer>
  /** @param key The same key again sends nothing. */
  sendInvoice(order: string, key: string, signal: AbortSignal): Promise<InvoiceAnswer>
}

export const ORDER_STATUSES = [
  'unpaid',
  'paid',
  'shipped',
  'out-for-delivery',
  'at-pick-up',
  'delivered',
  'cancelled',
] as const

export interface Order {
  readonly number: string
  /** The shop's id of the customer who placed it. */
  readonly customer: string
  readonly phoneLast4: string
  readonly placedAt: Instant
  readonly status: (typeof ORDER_STATUSES)[number]
  readonly items: readonly OrderItem[]
  /** `null` until the order has left. */
  readonly shipment: Shipment | null
  readonly deliveredAt: Instant | null
}

export interface OrderItem {
  readonly id: string
  readonly name: string
  readonly quantity: number
  /** Without a reason; what is faulty or wrong can always be returned in time. */
  readonly returnable: 'yes' | 'unopened' | 'never'
}

export interface Shipment {
  readonly carrier: string
  readonly trackingNumber: string
  readonly lastEntryAt: Instant
  readonly lastPlace: string | null
  /** A day as `2026-11-28`; `null` when the carrier names none. */
  readonly expectedOn: string | null
}

export const RETURN_REASONS = ['unwanted', 'size', 'faulty', 'damaged', 'wrong', 'other'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export interface ReturnRequest {
  readonly order: string
  readonly item: string
  readonly reason: ReturnReason
  /** The customer's own, when they fit no reason. */
  readonly words?: string
}

export const RETURN_REFUSALS = [
  'period-over',
  'excepted',
  'not-delivered',
  'already-returned',
] as const
export const INVOICE_REFUSALS = ['not-issued', 'not-asked-for'] as const

export type ReturnAnswer =
  | { readonly ok: true; readonly number: string }
  | {
      readonly ok: false
      readonly refusal: (typeof RETURN_REFUSALS)[number]
      /** When the period ended, where it is over. */
      readonly until: Instant | null
    }

export type InvoiceAnswer =
  | { readonly ok: true; readonly sentTo: string }
  | { readonly ok: false; readonly refusal: (typeof INVOICE_REFUSALS)[number] }
