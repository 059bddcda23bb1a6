import type { Failure, Told, Verdict } from '../../knowledge/index.js'
import {
  countVerdicts,
  NO_VERDICTS,
  type QuestionEffect,
  type TestEffect,
  VERDICTS,
  type VerdictCounts,
} from '../../knowledge/pages.js'
import type { GateResult } from './run-gate.js'

/** More of them are in the JSON. */
const MOST_SHOWN = 20

/** As wide as the longest verdict. */
const LABEL = 18

/** A long answer is told by its beginning. */
const SHOWN_TEXT = 100

export function drawGate(result: GateResult): string {
  const { base, changed, tests, questions, unreadable, passes } = result
  const failing = tests.filter(({ after }) => after.failures.length > 0)
  const other = tests.filter((test) => test.verdict !== 'same' && !failing.includes(test))
  const counts = countVerdicts(questions)
  const told = questions.filter(({ verdict }) => verdict !== 'same')
  const ids = changed.length === 0 ? 'no article differs' : changed.join(', ')
  return [
    `Gate against ${base}: ${ids}`,
    '',
    `  ${'asked'.padEnd(LABEL + 2)}${'answer tests'.padStart(COLUMN)}${'labelled questions'.padStart(COLUMN)}`,
    ...VERDICTS.map((verdict) => row(verdict, countTests(tests), counts)),
    '',
    `Answer tests: ${tests.length - failing.length} of ${tests.length} hold.`,
    ...failing.flatMap(drawTest),
    ...unreadable.map(({ file, line, message }) => `  ${file}:${line}  ${message}`),
    ...(other.length > 0 ? ['', 'Answer tests that hold, with another answer'] : []),
    ...other.slice(0, MOST_SHOWN).flatMap(drawTest),
    ...(told.length > 0 ? ['', 'Labelled questions with another answer, worse first'] : []),
    ...told.slice(0, MOST_SHOWN).flatMap(drawQuestion),
    ...(told.length > MOST_SHOWN ? [`  and ${told.length - MOST_SHOWN} more; see --json`] : []),
    '',
    passes ? 'The change may go in.' : 'The change must not go in: an answer test fails.',
  ].join('\n')
}

/** As wide as the longest heading, and two spaces. */
const COLUMN = 20

function countTests(tests: readonly TestEffect[]): VerdictCounts {
  const counts = { ...NO_VERDICTS }
  for (const { verdict } of tests) counts[verdict]++
  return counts
}

function row(verdict: Verdict, ...counts: readonly VerdictCounts[]): string {
  const cells = counts.map((each) => String(each[verdict]).padStart(COLUMN))
  return `  ${verdict.padEnd(LABEL + 2)}${cells.join('')}`
}

function drawTest({ test, before, after, verdict }: TestEffect): readonly string[] {
  return [
    `  ${verdict.padEnd(LABEL)} ${test.question}  (${test.file}:${test.line})`,
    ...after.failures.map((failure) => `      ${sayFailure(failure)}`),
    ...drawSides(before.told, after.told),
  ]
}

function drawQuestion({ question, before, after, verdict }: QuestionEffect): readonly string[] {
  return [`  ${verdict.padEnd(LABEL)} ${question.text}`, ...drawSides(before, after)]
}

function drawSides(before: Told, after: Told): readonly string[] {
  return [`      before: ${sayTold(before)}`, `      after:  ${sayTold(after)}`]
}

function sayTold({ kind, articles, text }: Told): string {
  const ids = articles.map(({ id }) => id).join(', ')
  if (kind === 'hand-over') return 'a person answers'
  if (kind === 'ask-back') return `asks back: ${ids}`
  const line = text.replaceAll(/\s+/g, ' ')
  return `${ids}: ${line.length > SHOWN_TEXT ? `${line.slice(0, SHOWN_TEXT)}…` : line}`
}

function sayFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'not-answered':
      return 'is not answered'
    case 'answered':
      return 'is answered, though no article may'
    case 'other-article':
      return `another article answers: ${failure.article}`
    case 'fact-missing':
      return `does not say ${JSON.stringify(failure.fact)}`
    case 'forbidden-said':
      return `says ${JSON.stringify(failure.claim)}, which it must not`
    default:
      return failure satisfies never
  }
}
