import type { Language } from '../../platform/language.js'
import { ANSWER_KINDS, type FactQuestion, factQuestionSchema } from '../datasets/fact-question.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean } from '../report/bootstrap.js'
import {
  byLanguage,
  everything,
  type Group,
  type Measure,
  measureGroups,
} from '../report/figures.js'
import { labelNotes } from '../report/notes.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { unsourced } from '../scorers/from-source.js'
import { type JudgedText, judgeText, nameWords } from '../scorers/judge-text.js'
import type { Excerpt, OnProgress, PipelineDeps, Suite, SuiteResult } from '../suite.js'

/** Whether the sentences chosen say what was asked, all of it, and nothing that is not there. */
export const suite: Suite = {
  name: 'extracts',
  about: 'do the quoted sentences hold the facts that were asked for',
  datasets: ['extract-facts.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, factQuestionSchema, run),
}

interface Sample {
  readonly question: FactQuestion
  readonly language: Language
  /** From the right article, so that only the choice of sentences is judged. */
  readonly quoted: Judged
  /** From whichever article the bot answers; `null` when it does not. */
  readonly answered: Judged | null
}

/** What was said, with what is wrong with it. */
interface Judged extends JudgedText {
  /** `null` when there is no such article. */
  readonly article: string | null
  readonly text: string
  /** In characters as a reader counts them; line breaks are none. */
  readonly length: number
  readonly unsourced: readonly string[]
}

async function run(
  datasets: readonly Dataset<FactQuestion>[],
  deps: PipelineDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const questions = datasets.flatMap(({ lines }) => lines)
  const samples: Sample[] = []
  for (const question of questions) {
    const { text, lang, article } = question
    const language = languageOf({ text, lang }, deps.detectLanguage)
    const quoted = await deps.quote(text, { article, language }, signal)
    const answered = await deps.answer(text, { language }, signal)
    samples.push({
      question,
      language,
      quoted: judge(quoted, question),
      answered: answered && judge(answered, question),
    })
    onProgress(samples.length, questions.length)
  }
  const labels = questions.map(({ article }) => ({ gold: [article] }))
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    worst: worstTwenty(samples.map(rank)),
    notes: labelNotes(labels, deps.hasArticle),
    questions: samples.map(({ question: { id, kind, article }, quoted, answered }) => ({
      id,
      kind,
      wanted: article,
      quoted,
      answered,
    })),
  }
}

function judge(excerpt: Excerpt | null, question: FactQuestion): Judged {
  const { text = '', source = '' } = excerpt ?? {}
  return {
    article: excerpt?.article ?? null,
    text,
    length: Array.from(text.replaceAll('\n', '')).length,
    ...judgeText(excerpt, question),
    unsourced: unsourced(text, source),
  }
}

const GROUPS: readonly Group<Sample>[] = [
  everything,
  ...byLanguage,
  ...ANSWER_KINDS.map((name) => ({
    name,
    holds: ({ question }: Sample) => question.kind === name,
  })),
]

const MEASURES: readonly Measure<Sample>[] = [
  ...measuresOf('quoted', ({ quoted }) => quoted),
  {
    name: 'answered',
    unit: 'percent',
    statistic: mean(({ answered }) => Number(answered !== null)),
  },
  {
    name: 'answered: right article',
    unit: 'percent',
    good: 'high',
    statistic: mean(
      ({ answered, question }) => answered && Number(answered.article === question.article),
    ),
  },
  ...measuresOf('answered', ({ answered }) => answered),
]

function measuresOf(
  name: string,
  of: (sample: Sample) => Judged | null,
): readonly Measure<Sample>[] {
  const scored = (score: (judged: Judged) => number | null) =>
    mean((sample: Sample) => {
      const judged = of(sample)
      return judged && score(judged)
    })
  const has = (list: readonly unknown[]) => Number(list.length > 0)
  return [
    {
      name: `${name}: facts`,
      unit: 'percent',
      good: 'high',
      statistic: scored(({ coverage }) => coverage),
    },
    {
      name: `${name}: all facts`,
      unit: 'percent',
      good: 'high',
      statistic: scored(({ coverage }) => Number(coverage === 1)),
    },
    {
      name: `${name}: wrong number`,
      unit: 'percent',
      good: 'low',
      statistic: scored((judged) => has(judged.wrongAmounts)),
    },
    {
      name: `${name}: no source`,
      unit: 'percent',
      good: 'low',
      statistic: scored((judged) => has(judged.unsourced)),
    },
    {
      name: `${name}: misleads`,
      unit: 'percent',
      good: 'low',
      statistic: mean((sample) => {
        const judged = of(sample)
        return sample.question.forbidden.length === 0 ? null : judged && has(judged.forbidden)
      }),
    },
    {
      name: `${name}: length`,
      unit: 'characters',
      statistic: scored(({ length }) => length),
    },
  ]
}

/** What is wrong is worse than what is not said, above all where the bot does answer. */
function rank({ question: { id, text }, language, quoted, answered }: Sample): Ranked {
  const { coverage, wrongAmounts, unsourced, forbidden } = quoted
  const isWrong = wrongAmounts.length + unsourced.length + forbidden.length > 0
  return {
    id,
    text,
    score: isWrong ? 0 : coverage,
    certainty: isWrong ? 1 : answered ? 0.5 : 0,
    happened: tell(quoted),
    asked: { texts: [text], language },
  }
}

function tell({ article, text, missing, ...wrong }: Judged): string {
  if (article === null) return 'there is no such article'
  return [
    `${article} says ${JSON.stringify(text.replaceAll('\n', ' / '))}`,
    ...nameWords('without', missing),
    ...nameWords('the passage has no', wrong.wrongAmounts),
    ...nameWords('in no passage', wrong.unsourced),
    ...nameWords('misleads by', wrong.forbidden),
  ].join('; ')
}
