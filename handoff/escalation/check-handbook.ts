import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Article,
  FOLLOW_UP_LABELS_FILE,
  type FollowUpLabel,
  loadArticles,
} from '../../knowledge/index.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import { loadPlans } from '../emergency/load-plans.js'
import { loadReplies } from '../reply/load-replies.js'
import { SITUATIONS } from '../reply/situation.js'
import type { Embed } from '../signal/embed-sentences.js'
import { loadSignals } from '../signal/load-signals.js'
import { followUpsIn, ordinaryQuestions } from '../signal/ordinary-questions.js'
import type { SignalName } from '../signal/signal.js'
import { createSignalReader } from '../signal/signal-reader.js'
import { loadTeams } from '../triage/load-teams.js'
import { loadDepartments } from './load-departments.js'
import { loadRules } from './load-rules.js'
import { tryExamples } from './rule-example.js'

export interface CheckedHandbook {
  readonly rules: number
  /** How many examples and counter-examples the rules have. */
  readonly examples: number
  readonly signals: number
  readonly replies: number
  readonly plans: number
  /** Each with its file and line, and what to do. */
  readonly problems: readonly string[]
}

export interface CheckOptions {
  /** Holds `handbook`, `replies` and `articles`; without the last, nothing is checked by it. */
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
  const articles = await readArticles(join(content, 'articles'), signal)
  const followUps = (await told(followUpsIn(content))) ?? []
  const ordinary = async () => ordinaryQuestions(articles ?? [], followUps)
  const teams = await told(loadTeams(join(handbook, 'teams.md')))
  const reader = await told(createSignalReader({ folder, embed, file, ordinary, report }, signal))
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
  const work = teams && { teams: idsOf(teams.teams), skills: idsOf(teams.skills) }
  const escalation =
    reader && (await told(loadRules(join(handbook, 'escalation'), reader.names, undefined, work)))
  const known = {
    signals: reader?.names ?? [],
    ...(work && { teams: work.teams }),
    ...(articles && {
      articles: { ids: idsOf(articles), categories: articles.map(({ category }) => category) },
    }),
  }
  // Without the signals each one that a plan names would be told as unknown.
  const plans = reader && (await told(loadPlans(join(handbook, 'emergencies'), known)))
  if (reader && articles) problems.push(...(await findUnknownAbout(folder, idsOf(articles))))
  if (reader) problems.push(...(await unknownSignals(followUps, reader.names, content)))
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
    plans: plans?.length ?? 0,
    replies: Object.keys(SITUATIONS).length,
    problems,
  }
}

async function readArticles(
  folder: string,
  signal: AbortSignal,
): Promise<readonly Article[] | undefined> {
  const none = { articles: [], seen: [], problems: [] }
  try {
    return (await loadArticles(folder, 'allow', none, () => {}, signal)).articles
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return undefined
    throw cause
  }
}

/** Signals that messages after an answer are said to say, and that are not there. */
async function unknownSignals(
  followUps: readonly FollowUpLabel[],
  known: readonly SignalName[],
  content: string,
): Promise<readonly string[]> {
  const wrong = followUps.flatMap(({ text, signals }) =>
    signals.filter((name) => !known.includes(name)).map((name) => ({ text, name })),
  )
  if (wrong.length === 0) return []
  const file = join(content, FOLLOW_UP_LABELS_FILE)
  const lines = (await readFile(file, 'utf8')).split('\n')
  return wrong.map(({ text, name }) => {
    const line = lines.findIndex((each) => each.includes(text) && each.includes(name)) + 1
    return `${file}:${line} signals: ${JSON.stringify(name)} is no signal. Mend the name, or remove it.`
  })
}

/** Articles that signals are said to be about, and that are not there. */
async function findUnknownAbout(
  folder: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const problems: string[] = []
  for (const { name, about } of await loadSignals(folder)) {
    const unknown = about.filter((id) => !ids.includes(id))
    if (unknown.length === 0) continue
    const file = join(folder, `${name}.md`)
    const lines = (await readFile(file, 'utf8')).split('\n')
    const line = lines.findIndex((text) => text.startsWith('about:')) + 1
    problems.push(
      ...unknown.map(
        (id) =>
          `${file}:${line} about: ${JSON.stringify(id)} is no article. Mend the name, or remove it.`,
      ),
    )
  }
  return problems
}
