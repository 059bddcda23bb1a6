// The folder's second door: the pages of the editors, which a start does not wait for.

export { type ProblemDeps, problemRoutes } from './check/problem-routes.js'
export { keepUse } from './editing/article-use.js'
export { createEditing, type EditingDeps } from './editing/editing.js'
export type { EditingPagesDeps } from './editing/editing-deps.js'
export { editingRoutes } from './editing/editing-routes.js'
export { watchScheduled } from './editing/watch-scheduled.js'
export { blockFailing } from './effect/block-failing.js'
export {
  type Comparison,
  compareAnswers,
  type QuestionEffect,
  type TestEffect,
} from './effect/compare-answers.js'
export { countVerdicts, NO_VERDICTS, type VerdictCounts } from './effect/count-effects.js'
export { type EffectRoutesDeps, effectRoutes } from './effect/effect-routes.js'
export { createEffectRuns, type EffectRuns, type EffectRunsDeps } from './effect/effect-runs.js'
export { EffectView } from './effect/effect-view.js'
export { VERDICTS } from './effect/judge-told.js'
export {
  createMeasureEffect,
  type Effect,
  type MeasureEffect,
  withLabels,
} from './effect/measure-effect.js'
export { type ArticleWriter, createArticleWriter, type Written } from './gap/article-writer.js'
export type { GapRoutesDeps } from './gap/gap-deps.js'
export { createGapRoom, type GapRoomDeps } from './gap/gap-room.js'
export { gapRoutes } from './gap/gap-routes.js'
export { type EditorDeps, editorRoutes } from './site/editor-routes.js'
