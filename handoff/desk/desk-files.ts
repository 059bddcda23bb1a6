import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'
import { packageFile } from '../../platform/http/package-file.js'

const OWN_SCRIPTS = ['desk-live.js', 'desk-composer.js', 'desk-keys.js'] as const

/**
 * The library is run before the page is read, as no other script. It looks over the page when it
 * is all read, or at once when that was so already: then its stream may not be there yet, and the
 * desk would never be live.
 */
export const HTMX_SCRIPT = 'htmx.js'

/** Run in this order: the library's stream, what keeps the times fresh, then ours. */
export const DESK_SCRIPTS = ['htmx-sse.js', 'keep-times.js', ...OWN_SCRIPTS] as const

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

/**
 * What the browser needs of this folder and of htmx.
 *
 * @throws {Fault} `misconfigured` when htmx is not installed.
 */
export function deskFiles(): readonly AssetFile[] {
  return [
    ...[...OWN_STYLES, PEOPLE_STYLE, ...OWN_SCRIPTS].map((name) => ({
      name,
      path: fileURLToPath(new URL(`./browser/${name}`, import.meta.url)),
    })),
    { name: HTMX_SCRIPT, path: packageFile('htmx.org', 'dist/htmx.min.js') },
    { name: 'htmx-sse.js', path: packageFile('htmx.org', 'dist/ext/hx-sse.min.js') },
  ]
}
