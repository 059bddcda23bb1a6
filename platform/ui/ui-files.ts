import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../http/assets.js'
import { packageFile } from '../http/package-file.js'

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css'] as const

/**
 * The library is run before the page is read, as no other script. It looks over the page when it
 * is all read, or at once when that was so already: then its stream may not be there yet, and the
 * page would never be live.
 */
export const HTMX_SCRIPT = 'htmx.js'

/** The library's part that draws what a stream sends. */
export const HTMX_STREAM_SCRIPT = 'htmx-sse.js'

/**
 * Style sheets and scripts of the parts that every page is made of.
 *
 * @throws {Fault} `misconfigured` when htmx is not installed.
 */
export function uiFiles(): readonly AssetFile[] {
  return [
    ...[...STYLES, 'keep-times.js'].map((name) => ({
      name,
      path: fileURLToPath(new URL(`./${name}`, import.meta.url)),
    })),
    { name: HTMX_SCRIPT, path: packageFile('htmx.org', 'dist/htmx.min.js') },
    { name: HTMX_STREAM_SCRIPT, path: packageFile('htmx.org', 'dist/ext/hx-sse.min.js') },
  ]
}
