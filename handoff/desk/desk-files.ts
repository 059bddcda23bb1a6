import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'
import { HTMX_STREAM_SCRIPT } from '../../platform/ui/ui-files.js'

const OWN_SCRIPTS = ['desk-live.js', 'desk-composer.js', 'desk-keys.js'] as const

/** Run in this order: the library's stream, what keeps the times fresh, then ours. */
export const DESK_SCRIPTS = [HTMX_STREAM_SCRIPT, 'keep-times.js', ...OWN_SCRIPTS] as const

const OWN_STYLES = [
  'emergency-strip.css',
  'desk-case.css',
  'desk-conversation.css',
  'desk-side.css',
  'desk.css',
] as const

/** Of the page for people alone. */
const PEOPLE_STYLE = 'people.css'

/** `desk.css` last: it says how all of it changes on smaller windows. */
export const DESK_STYLES = ['tokens.css', 'base.css', 'staff.css', ...OWN_STYLES] as const

/** What the browser needs of this folder, beside what every page is made of. */
export function deskFiles(): readonly AssetFile[] {
  return [...OWN_STYLES, PEOPLE_STYLE, ...OWN_SCRIPTS].map((name) => ({
    name,
    path: fileURLToPath(new URL(`./browser/${name}`, import.meta.url)),
  }))
}
