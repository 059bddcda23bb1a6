import { join } from 'node:path'
import { Fault, reasonOf } from '../../platform/fault.js'
import { loadReplies } from '../reply/load-replies.js'
import { SITUATIONS } from '../reply/situation.js'
import type { Embed } from '../signal/embed-sentences.js'
import { questionsIn } from '../signal/ordinary-questions.js'
import { createSignalReader } from '../signal/signal-reader.js'
import { loadDepartments } from './load-departments.js'
import { loadRules } from './load-rules.js'
import { tryExamples } from './rule-example.js'

export interface CheckedHandbook {
  readonly rules: number
  /** How many examples and counter-examples the rules have. */
  readonly examples: number
  readonly signals: number
  readonly replies: number
  /** Each with its file and line, and what to do. */
  readonly problems: readonly string[]
}

export interface CheckOptions {
  /** Holds `handbook` and `replies`. */
  readonly content: string
  /** `null` to try examples by words alone. */
  readonly embed: Embed | null
  /** Where what was learned of the signals is kept. */
  readonly file: string
}

/** Checks all that the service manager edits, and gathers every problem before it tells of them. */
export async function checkHandbook(
  { content, embed, file }: CheckOptions,
  signal: AbortSignal,
): Promise<CheckedHandbook> {
  const problems: string[] = []
  const handbook = join(content, 'handbook')
  const told = async <Result>(work: Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause
      problems.push(cause.message)
      return undefined
    }
  }
  await told(loadReplies(join(content, 'replies')))
  await told(loadDepartments(join(handbook, 'departments.md')))
  const report = ({ cause }: { readonly cause: unknown }) => void problems.push(reasonOf(cause))
  const folder = join(handbook, 'signals')
  const ordinary = (stop: AbortSignal) => questionsIn(join(content, 'articles'), stop)
  const reader = await told(createSignalReader({ folder, embed, file, ordinary, report }, signal))
  const escalation = reader && (await told(loadRules(join(handbook, 'escalation'), reader.names)))
  if (reader && escalation) {
    await reader.ready
    for (const { file, line, message } of await tryExamples(escalation.examples, reader, signal)) {
      problems.push(`${join(handbook, 'escalation', file)}:${line} ${message}`)
    }
  }
  return {
    rules: escalation?.rules.length ?? 0,
    examples: escalation?.examples.length ?? 0,
    signals: reader?.names.length ?? 0,
    replies: Object.keys(SITUATIONS).length,
    problems,
  }
}
