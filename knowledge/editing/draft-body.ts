import type { LargerBody } from '../../platform/http/limit-body.js'
import { LARGEST } from '../article/parse-article.js'

/** In bytes. A photograph of a telephone is larger: readers on the road thank those who cut it. */
export const LARGEST_PICTURE = 2 * 1024 * 1024

/** A Chinese character has three bytes, each of which a form writes as three. */
const FORM_GROWTH = 3

/** Room for a picture, or the longest article, and what is around them in a form. */
export const DRAFT_BODY: LargerBody = {
  path: /^\/knowledge\/drafts\//,
  max: Math.max(LARGEST_PICTURE, FORM_GROWTH * LARGEST) + 64 * 1024,
}
