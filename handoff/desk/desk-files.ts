import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'
import { packageFile } from '../../platform/http/package-file.js'

const OWN = ['desk.css', 'desk-live.js', 'desk-composer.js', 'desk-keys.js'] as const

/** Run in this order: the library, its stream, what keeps the times fresh, then ours. */
export const DESK_SCRIPTS = [
  'htmx.js',
  'htmx-sse.js',
  'keep-times.js',
  'desk-live.js',
  'desk-composer.js',
  'desk-keys.js',
] as const

/** After those of every page. */
export const DESK_STYLES = ['tokens.css', 'base.css', 'desk.css'] as const

/**
 * What the browser needs of this folder and of htmx.
 *
 * @throws {Fault} `misconfigured` when htmx is not installed.
 */
export function deskFiles(): readonly AssetFile[] {
  return [
    ...OWN.map((name) => ({
      name,
      path: fileURLToPath(new URL(`./browser/${name}`, import.meta.url)),
    })),
    { name: 'htmx.js', path: packageFile('htmx.org', 'dist/htmx.min.js') },
    { name: 'htmx-sse.js', path: packageFile('htmx.org', 'dist/ext/hx-sse.min.js') },
  ]
}
