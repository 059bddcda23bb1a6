// The folder's second door: the pages of the editors, which a start does not wait for.

export { type ProblemDeps, problemRoutes } from './check/problem-routes.js'
export { type EffectRoutesDeps, effectRoutes } from './effect/effect-routes.js'
export { EffectView } from './effect/effect-view.js'
export { type EditorDeps, editorRoutes } from './site/editor-routes.js'
