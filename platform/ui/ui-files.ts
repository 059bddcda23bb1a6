import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../http/assets.js'

/** Style sheets and scripts of the parts that every page is made of. */
export function uiFiles(): readonly AssetFile[] {
  return ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css', 'keep-times.js'].map((name) => ({
    name,
    path: fileURLToPath(new URL(`./${name}`, import.meta.url)),
  }))
}
