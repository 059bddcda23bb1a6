import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Environment } from '../../platform/env.js'
import { Fault } from '../../platform/fault.js'
import { cohensKappa } from '../agreement/kappa.js'
import type { Command } from '../command.js'
import { readDatasets } from '../datasets/read-dataset.js'
import { checkWritable } from '../evaluate.js'
import type { Progress } from '../progress.js'
import { estimate } from '../report/bootstrap.js'
import { drawEstimate } from '../report/table.js'
import { type JudgeModel, openJudgeModel } from './judge-model.js'

export const VERDICTS = ['good', 'partly', 'bad'] as const
export type JudgeVerdict = (typeof VERDICTS)[number]

const words = (what: string) => z.string(what).trim().min(1, what)

const lineSchema = z.object({
  id: words('must be a text that names the line'),
  question: words('must be what the customer wrote'),
  reply: words('must be what the bot said'),
  source: z.string('must be what the article says'),
  /** What a person says of it. */
  label: z.enum(VERDICTS, `must be one of ${VERDICTS.join(', ')}`).optional(),
})

type Line = z.infer<typeof lineSchema>

/** So few lines with a person's label say nothing of a judge. */
const LEAST_LABELLED = 30

/** Below it, the judge is a worse guide than most annotators, and its opinion is not shown. */
const LEAST_KAPPA = 0.6

export interface JudgeDeps {
  readonly print: (text: string) => void
  readonly progress: Progress
}

/**
 * Has a model judge replies, and shows its opinion only beside how far it agrees with people.
 *
 * Gates nothing: no figure of a suite and no exit code depends on it. Without a model it says so.
 *
 * @throws {Fault} `bad-input` for the lines of the files; `misconfigured` for the model's file.
 */
export async function judgeFiles(
  { files, json }: Pick<Command, 'files' | 'json'>,
  env: Environment,
  deps: JudgeDeps,
  signal: AbortSignal,
): Promise<void> {
  const model = await openJudgeModel(env)
  if (model === null) {
    deps.print(
      'No judge is configured, so nothing was judged; no other figure needs one. Set KEFU_JUDGE to module: and the path of a file that exports a LangChain chat model as default, and its name.',
    )
    return
  }
  if (files.length === 0) {
    throw new Fault(
      'bad-input',
      'judge takes files of replies: npm run evals -- judge REPLIES.jsonl',
    )
  }
  if (json !== null) await checkWritable(json)
  const datasets = await readDatasets(files, lineSchema)
  const lines = datasets.flatMap((dataset) => dataset.lines)
  const prompt = await readFile(new URL('judge-prompt.md', import.meta.url), 'utf8')
  const judged = await judgeLines(lines, { model, prompt, ...deps }, signal)
  deps.print(tellJudged(judged, model, digestOf(prompt)))
  if (json !== null) {
    const verdicts = judged.map(({ line: { id, label }, verdict }) => ({ id, verdict, label }))
    const facts = { model: model.name, prompt: digestOf(prompt), verdicts }
    await writeFile(json, `${JSON.stringify(facts, null, 2)}\n`)
  }
}

export interface Judged {
  readonly line: Pick<Line, 'id' | 'label'>
  /** `null` when the model said none of the words. */
  readonly verdict: JudgeVerdict | null
}

async function judgeLines(
  lines: readonly Line[],
  { model, prompt, progress }: JudgeDeps & { readonly model: JudgeModel; readonly prompt: string },
  signal: AbortSignal,
): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  const onProgress = progress('judge')
  for (const line of lines) {
    judged.push({ line, verdict: verdictIn(await model.ask(filled(prompt, line), signal)) })
    onProgress(judged.length, lines.length)
  }
  return judged
}

/** What is put in is never looked at again for more to put in. */
function filled(prompt: string, line: Line): string {
  return prompt.replaceAll(
    /\{(question|reply|source)\}/g,
    (_, key: 'question' | 'reply' | 'source') => line[key],
  )
}

/** One of the words, alone; a model that talks has not followed the prompt. */
export function verdictIn(text: string): JudgeVerdict | null {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll(/[`."'*]/g, '')
  return VERDICTS.find((verdict) => verdict === word) ?? null
}

export function tellJudged(
  judged: readonly Judged[],
  { name }: Pick<JudgeModel, 'name'>,
  prompt: string,
): string {
  const pairs = judged.flatMap(({ line: { label }, verdict }) =>
    label !== undefined && verdict !== null ? [[label, verdict] as const] : [],
  )
  const silent = judged.filter(({ verdict }) => verdict === null).length
  const head = [
    `Judge ${name}, prompt ${prompt}: ${judged.length} replies, ${silent} without a verdict`,
  ]
  if (pairs.length < LEAST_LABELLED) {
    return [
      ...head,
      `Not shown: ${pairs.length} of them have a person's label, and ${LEAST_LABELLED} are needed to say how far the judge agrees with people. Add "label" to more lines.`,
    ].join('\n')
  }
  const kappa = estimate(pairs, { applies: () => true, of: cohensKappa })
  const agreement = `Agreement with people over ${pairs.length} replies: kappa ${drawEstimate(kappa, 'number')}`
  if (kappa === null || kappa.value < LEAST_KAPPA) {
    return [
      ...head,
      agreement,
      `Not shown: below ${LEAST_KAPPA} its opinion would say more of the judge than of the replies.`,
    ].join('\n')
  }
  const counts = VERDICTS.map((verdict) => {
    const count = judged.filter((each) => each.verdict === verdict).length
    return `${verdict} ${count}`
  })
  return [...head, agreement, `Its opinion, which gates nothing: ${counts.join(', ')}`].join('\n')
}

function digestOf(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex').slice(0, DIGEST_LENGTH)
}

const DIGEST_LENGTH = 8
