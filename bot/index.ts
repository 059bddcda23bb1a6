// The door of the folder: what the evals need of the bot.

export { openPipeline, type Pipeline, type PipelineOptions } from './open-pipeline.js'
export type { TurnInput, TurnPlan } from './turn/plan-turn.js'
