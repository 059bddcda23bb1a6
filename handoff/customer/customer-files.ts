import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

export const CUSTOMER_STYLES = ['tokens.css', 'base.css', 'staff.css', 'customer.css'] as const

/** What the browser needs of this folder. */
export function customerFiles(): readonly AssetFile[] {
  const path = fileURLToPath(new URL('./browser/customer.css', import.meta.url))
  return [{ name: 'customer.css', path }]
}
