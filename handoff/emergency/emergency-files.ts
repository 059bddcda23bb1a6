import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

export const EMERGENCY_STYLES = ['tokens.css', 'base.css', 'staff.css', 'emergency.css'] as const
export const EMERGENCY_SCRIPT = 'emergency-page.js'
export const BANNER_SCRIPT = 'emergency-banner.js'
export const BANNER_STYLE = 'emergency-banner.css'

/** What the browser needs of this folder. */
export function emergencyFiles(): readonly AssetFile[] {
  return ['emergency.css', EMERGENCY_SCRIPT, BANNER_SCRIPT, BANNER_STYLE].map((name) => ({
    name,
    path: fileURLToPath(new URL(`./browser/${name}`, import.meta.url)),
  }))
}
