import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

/** After those of every page. */
export const SITE_STYLES = ['tokens.css', 'base.css', 'staff.css', 'site.css'] as const

/** What the browser needs of the help pages and the editors' pages. */
export function siteFiles(): readonly AssetFile[] {
  return [
    { name: 'site.css', path: fileURLToPath(new URL('./site.css', import.meta.url)) },
    { name: 'gap.css', path: fileURLToPath(new URL('../gap/gap.css', import.meta.url)) },
  ]
}
