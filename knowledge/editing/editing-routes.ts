import { type Env, Hono } from 'hono'
import { articleRoutes } from './article-routes.js'
import { draftRoutes } from './draft-routes.js'
import type { EditingPagesDeps } from './editing-deps.js'
import { pictureRoutes } from './picture-routes.js'

/** The editors' room. To be mounted at `/knowledge`, behind a check of who it is. */
export function editingRoutes<Person extends Env>(deps: EditingPagesDeps<Person>): Hono<Person> {
  return new Hono<Person>()
    .route('/', articleRoutes(deps))
    .route('/', draftRoutes(deps))
    .route('/', pictureRoutes(deps))
}
