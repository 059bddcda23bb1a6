// The folder's second door: the pages of the editors, which a start does not wait for.

export { createGapRoom, type GapRoomDeps } from './gap/gap-room.js'
export { type GapRoutesDeps, gapRoutes } from './gap/gap-routes.js'
export { type EditorDeps, editorRoutes } from './site/editor-routes.js'
