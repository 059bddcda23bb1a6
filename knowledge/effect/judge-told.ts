import { foldText } from '../search/words/fold-text.js'
import type { AnswerTest } from './answer-test.js'
import type { RealQuestion } from './edit.js'
import { isSameTold, type Told } from './told.js'

/** Why an answer test fails. */
export type Failure =
  | { readonly kind: 'not-answered' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'other-article'; readonly article: string }
  | { readonly kind: 'fact-missing'; readonly fact: string }
  | { readonly kind: 'forbidden-said'; readonly claim: string }

/** @returns Nothing when the test passes. */
export function failuresOf(test: AnswerTest, told: Told): readonly Failure[] {
  const [answering] = told.kind === 'answer' ? told.articles : []
  const said = squeezed(told.text)
  const forbidden = test.forbidden
    .filter((claim) => said.includes(squeezed(claim)))
    .map((claim): Failure => ({ kind: 'forbidden-said', claim }))
  if (test.articles.length === 0) {
    return answering ? [{ kind: 'answered' }, ...forbidden] : forbidden
  }
  if (!answering) return [{ kind: 'not-answered' }]
  const isRight = test.articles.some((id) => id === answering.id || id === answering.original)
  const missing = test.facts
    .filter((ways) => !ways.some((way) => said.includes(squeezed(way))))
    .map((ways): Failure => ({ kind: 'fact-missing', fact: ways[0] ?? '' }))
  const other: readonly Failure[] = isRight
    ? []
    : [{ kind: 'other-article', article: answering.id }]
  return [...other, ...missing, ...forbidden]
}

/** All of them, as they are listed: what needs a look first. */
export const VERDICTS = [
  'worse',
  'no-longer-answered',
  'better',
  'newly-answered',
  'different',
  'same',
] as const

export type Verdict = (typeof VERDICTS)[number]

/**
 * What became of a question. Better and worse are said only where somebody labelled which article
 * answers it. Where nobody did, it is told whether an answer is there that was not, or is not there
 * that was: by the error budgets such an answer is right far more often than not, but nobody has said
 * so of this one. Another answer is a different one. What a new article says where none was said to
 * answer counts as without a label: whoever said so did not know it.
 *
 * @param isNew Whether an article came with the edit.
 */
export function verdictOn(
  gold: RealQuestion['gold'],
  before: Told,
  after: Told,
  isNew: (article: string) => boolean = () => false,
): Verdict {
  if (isSameTold(before, after)) return 'same'
  if (gold === null) return unlabelledVerdict(before, after)
  if (gold.length === 0 && after.articles.some(({ id }) => isNew(id))) {
    return unlabelledVerdict(before, after)
  }
  const gained = worthOf(gold, after) - worthOf(gold, before)
  return gained > 0 ? 'better' : gained < 0 ? 'worse' : 'different'
}

function unlabelledVerdict(before: Told, after: Told): Verdict {
  const [answered, answers] = [before.kind === 'answer', after.kind === 'answer']
  if (answered === answers) return 'different'
  return answers ? 'newly-answered' : 'no-longer-answered'
}

/**
 * What a reply is worth, in steps of which only the order counts: the right answer, an offer of it, a
 * person, a wrong answer. Where no article answers, a person is right and an offer is a detour.
 */
function worthOf(gold: readonly string[], { kind, articles }: Told): number {
  const isRight = articles.some(({ id, original }) => gold.includes(id) || gold.includes(original))
  if (gold.length === 0) return kind === 'hand-over' ? 3 : kind === 'ask-back' ? 1 : 0
  if (kind === 'answer') return isRight ? 3 : 0
  return kind === 'ask-back' && isRight ? 2 : 1
}

/** Without space and with one kind of dash, so that "1–3 天" and "1-3天" are the same. */
function squeezed(text: string): string {
  return foldText(text)
    .replaceAll(/[‐-―~]/gu, '-')
    .replaceAll(/[\s*_`]/gu, '')
}
