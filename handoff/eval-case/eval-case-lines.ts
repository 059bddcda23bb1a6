import { agreedLabel, type EvalCase } from './eval-case.js'

/** The files in which cases lie, by the suite that reads them. */
export const EVAL_FILES = ['retrieval', 'extracts'] as const
export type EvalFile = (typeof EVAL_FILES)[number]

/**
 * The cases as a dataset of `evals/`: one JSON object a line, the oldest first, so that a new case
 * is a new line at the end. `gold` is what most people said; `labels` says who said what, and when.
 *
 * @returns Empty when no case belongs into it.
 */
export function linesOf(file: EvalFile, cases: readonly EvalCase[]): string {
  const oldest = cases.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  const lines = oldest.flatMap(file === 'retrieval' ? retrievalLine : extractsLine)
  if (lines.length === 0) return ''
  const header = { _about: ABOUT[file], count: lines.length }
  return [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')
}

const ABOUT: Readonly<Record<EvalFile, string>> = {
  retrieval:
    'What customers and colleagues asked, masked, and which article is right by our people.',
  extracts: 'The same, where somebody wrote down what a right answer says.',
}

function retrievalLine(each: EvalCase): readonly object[] {
  const label = agreedLabel(each)
  if (!label) return []
  return [
    {
      id: each.id,
      text: each.text,
      lang: each.language,
      gold: label.gold,
      ...(label.kind === 'hand-over' && { wants: 'hand-over' }),
      source: each.source,
      labels: labelsOf(each),
    },
  ]
}

function extractsLine(each: EvalCase): readonly object[] {
  const label = agreedLabel(each)
  const [article] = label?.gold ?? []
  if (!label || article === undefined || label.facts.length === 0) return []
  return [
    {
      id: each.id,
      text: each.text,
      lang: each.language,
      kind: label.answerKind ?? 'conditions',
      article,
      facts: label.facts,
      labels: labelsOf(each),
    },
  ]
}

function labelsOf({ labels }: EvalCase): readonly object[] {
  return labels.map(({ agent, agentName, at, kind, gold }) => ({
    by: agentName,
    agent,
    at: new Date(at).toISOString(),
    kind,
    gold,
  }))
}
