// The folder's second door: the pages of the editors, which a start does not wait for.

export { type EditorDeps, editorRoutes } from './site/editor-routes.js'
