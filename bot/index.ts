// The door of the folder: what the evals need of the bot.

export { openClocks } from './open-clocks.js'
export { openPipeline, type Pipeline, type PipelineOptions } from './open-pipeline.js'
export { openServiceDesk } from './open-service-desk.js'
export type { TurnInput, TurnPlan } from './turn/plan-turn.js'
