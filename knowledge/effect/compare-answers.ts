import { createRest } from '../../platform/rest.js'
import type { AskOptions, Knowledge } from '../knowledge.js'
import type { AnswerTest } from './answer-test.js'
import type { EditedKnowledge, RealQuestion } from './edit.js'
import { type Failure, failuresOf, VERDICTS, type Verdict, verdictOn } from './judge-told.js'
import { isSameTold, type Told, toldOf } from './told.js'

/** One answer test, with what is told as things are and as they would be. */
export interface TestEffect {
  readonly test: AnswerTest
  readonly before: TestResult
  readonly after: TestResult
  readonly verdict: Verdict
}

export interface TestResult {
  readonly told: Told
  readonly failures: readonly Failure[]
}

/** One question of customers, with what is told as things are and as they would be. */
export interface QuestionEffect {
  readonly question: RealQuestion
  readonly before: Told
  readonly after: Told
  readonly verdict: Verdict
}

export interface Comparison {
  /** Those that fail first, then as questions; all of them, whether they concern the edit or not. */
  readonly tests: readonly TestEffect[]
  /** In the order of `VERDICTS`; among each, the most asked first. */
  readonly questions: readonly QuestionEffect[]
}

type Asked = Pick<EditedKnowledge, 'ask'> | Pick<Knowledge, 'ask'>

/**
 * Asks both everything, one question after the other.
 *
 * @param before Where it tells which articles it has, those that it lacks are taken for new.
 */
export async function compareAnswers(
  before: Asked & Partial<Pick<Knowledge, 'article'>>,
  after: Asked,
  tests: readonly AnswerTest[],
  questions: readonly RealQuestion[],
  onQuestion: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Comparison> {
  const total = tests.length + questions.length
  const rest = createRest(signal)
  let done = 0
  const both = async (question: string, language: AskOptions['language']) => {
    signal.throwIfAborted()
    const told = toldOf(await before.ask(question, { language }, signal))
    const next = toldOf(await after.ask(question, { language }, signal))
    onQuestion(++done, total)
    // Answers that are known, or found by words alone, wait for nothing by themselves.
    await rest()
    return [told, next] as const
  }
  const tested: TestEffect[] = []
  for (const test of tests) {
    const [old, fresh] = await both(test.question, test.language)
    const results = [old, fresh].map((told) => ({ told, failures: failuresOf(test, told) }))
    const [one, other] = results
    if (!one || !other) continue
    tested.push({ test, before: one, after: other, verdict: testVerdict(one, other) })
  }
  const isNew = (id: string) => before.article !== undefined && !before.article(id)
  const asked: QuestionEffect[] = []
  for (const question of questions) {
    const [old, fresh] = await both(question.text, question.language)
    const verdict = verdictOn(question.gold, old, fresh, isNew)
    asked.push({ question, before: old, after: fresh, verdict })
  }
  return { tests: tested.sort(byNeed), questions: asked.sort(byWeight) }
}

/** A test that passes where it failed is better; one that fails either way is different, if at all. */
function testVerdict(before: TestResult, after: TestResult): Verdict {
  const [failed, fails] = [before.failures.length > 0, after.failures.length > 0]
  if (failed !== fails) return fails ? 'worse' : 'better'
  return isSameTold(before.told, after.told) ? 'same' : 'different'
}

function byNeed(a: TestEffect, b: TestEffect): number {
  const fails = (each: TestEffect) => (each.after.failures.length > 0 ? 0 : 1)
  return fails(a) - fails(b) || VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)
}

function byWeight(a: QuestionEffect, b: QuestionEffect): number {
  const order = VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)
  return order || b.question.count - a.question.count
}
