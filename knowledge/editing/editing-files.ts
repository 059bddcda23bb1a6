import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'

export const EDITING_STYLES = [
  'tokens.css',
  'base.css',
  'staff.css',
  'site.css',
  'editing.css',
] as const
export const DRAFT_SCRIPT = 'draft-editor.js'

/** What the browser needs of the editors' pages. */
export function editingFiles(): readonly AssetFile[] {
  return ['editing.css', DRAFT_SCRIPT].map((name) => ({
    name,
    path: fileURLToPath(new URL(`./browser/${name}`, import.meta.url)),
  }))
}
