import type { DraftId } from './draft.js'

/** An article's page in the editors' room. */
export function articleEditHref(id: string): string {
  return `/knowledge/articles/${encodeURIComponent(id)}`
}

export function draftHref(id: DraftId): string {
  return `/knowledge/drafts/${id}`
}

/** A picture of the content, for those who may see what is not published. */
export function pictureHref(file: string): string {
  return `/knowledge/files/${file.split('/').map(encodeURIComponent).join('/')}`
}

export function draftPictureHref(id: DraftId, name: string): string {
  return `${draftHref(id)}/images/${encodeURIComponent(name)}`
}
