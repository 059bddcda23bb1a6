import type { Language } from '../../platform/language.js'
import { type FactQuestion, factQuestionSchema } from '../datasets/fact-question.js'
import { prepareLines } from '../datasets/prepare-lines.js'
import { languageOf } from '../datasets/question.js'
import type { Dataset } from '../datasets/read-dataset.js'
import { mean, share } from '../report/bootstrap.js'
import {
  byLanguage,
  everything,
  type Group,
  type Measure,
  measureGroups,
} from '../report/figures.js'
import { labelNotes } from '../report/notes.js'
import { measureTopics } from '../report/topics.js'
import { type Ranked, worstTwenty } from '../report/worst.js'
import { citesRightly } from '../scorers/cites-rightly.js'
import { type JudgedText, judgeText, nameWords } from '../scorers/judge-text.js'
import type { OnProgress, PipelineDeps, SaidTurn, Suite, SuiteResult } from '../suite.js'

/** Whether what the customer reads in the end is true, whole, cited, and in their language. */
export const suite: Suite = {
  name: 'answer',
  about: 'does the reply say what was asked, nothing false, with its source, in the right language',
  datasets: ['extract-facts.jsonl', 'answer-claims.jsonl'],
  needs: 'pipeline',
  prepare: (files) => prepareLines(files, factQuestionSchema, run),
}

interface Sample extends JudgedText {
  readonly question: FactQuestion
  readonly language: Language
  readonly topic: string | null
  readonly said: SaidTurn
  readonly answered: boolean
  /** `null` where nothing is quoted, so that nothing needs a source. */
  readonly cited: boolean | null
  /** In which the reply is written, whatever it is. */
  readonly replyLanguage: Language
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
    const language = languageOf(question, deps.detectLanguage)
    const said = await deps.chat({ language, seed: 0 }).say(question.text, signal)
    const topic = deps.topicOf(question.article)
    const replyLanguage = deps.detectLanguage(withoutUrls(said.text))
    samples.push({ ...judge(question, said), question, language, topic, replyLanguage })
    onProgress(samples.length, questions.length)
  }
  const labels = questions.map(({ article }) => ({ gold: [article] }))
  return {
    ...measureGroups(samples, GROUPS, MEASURES),
    topics: measureTopics(samples, ({ topic }) => topic, MEASURES.slice(0, TOPIC_MEASURES)),
    worst: worstTwenty(samples.map(rank)),
    notes: labelNotes(labels, deps.hasArticle),
    questions: samples.map(({ question: { id, article }, said, ...judged }) => ({
      id,
      wanted: article,
      decision: said.decision,
      articles: said.articles,
      reply: said.text,
      coverage: judged.coverage,
      missing: judged.missing,
      claims: judged.forbidden,
      wrongAmounts: judged.wrongAmounts,
      cited: judged.cited,
      language: judged.replyLanguage,
    })),
  }
}

function judge(
  question: FactQuestion,
  said: SaidTurn,
): Omit<Sample, 'question' | 'language' | 'topic' | 'replyLanguage'> {
  const { excerpt } = said
  return {
    said,
    answered: excerpt !== null,
    // The bot's own words count as well: it may not promise what the article does not.
    ...judgeText(excerpt, question, said.text),
    cited: excerpt === null ? null : citesRightly(said.text, said.citations),
  }
}

/** Addresses are Latin letters in every language. */
function withoutUrls(markdown: string): string {
  return markdown.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/https?:\S+/g, '')
}

const GROUPS: readonly Group<Sample>[] = [everything, ...byLanguage]

/** Those that the table by topic shows. */
const TOPIC_MEASURES = 3

const whereAnswered = (score: (sample: Sample) => number) =>
  mean((sample: Sample) => (sample.answered ? score(sample) : null))

const MEASURES: readonly Measure<Sample>[] = [
  {
    name: 'facts said',
    unit: 'percent',
    good: 'high',
    statistic: mean(({ answered, coverage }) => (answered ? coverage : 0)),
  },
  { name: 'answered', unit: 'percent', statistic: share(({ answered }) => answered) },
  {
    name: 'answered: facts',
    unit: 'percent',
    good: 'high',
    statistic: whereAnswered(({ coverage }) => coverage),
  },
  {
    name: 'answered: all facts',
    unit: 'percent',
    good: 'high',
    statistic: whereAnswered(({ coverage }) => Number(coverage === 1)),
  },
  {
    name: 'forbidden claim',
    unit: 'percent',
    good: 'low',
    statistic: mean(({ question, forbidden }) =>
      question.forbidden.length === 0 ? null : Number(forbidden.length > 0),
    ),
  },
  {
    name: 'answered: number not in the source',
    unit: 'percent',
    good: 'low',
    statistic: whereAnswered((sample) => Number(sample.wrongAmounts.length > 0)),
  },
  {
    name: 'answered: cited, and it can be followed',
    unit: 'percent',
    good: 'high',
    statistic: mean(({ cited }) => (cited === null ? null : Number(cited))),
  },
  {
    name: 'answered: from the right article',
    unit: 'percent',
    good: 'high',
    statistic: whereAnswered(({ said, question }) =>
      Number(said.articles.includes(question.article)),
    ),
  },
  {
    name: 'in the customer’s language and script',
    unit: 'percent',
    good: 'high',
    statistic: share(({ language, replyLanguage }) => language === replyLanguage),
  },
]

/** What is false is worst, then what has no source or is in another language, then what is missing. */
function rank(sample: Sample): Ranked {
  const { question, language, replyLanguage, answered, coverage, forbidden, cited, said } = sample
  const isFalse = forbidden.length + sample.wrongAmounts.length > 0
  const isOdd = cited === false || language !== replyLanguage
  return {
    id: question.id,
    text: question.text,
    score: isFalse ? 0 : isOdd ? 0.1 : answered ? coverage : 0.5,
    certainty: said.probability ?? 0,
    happened: tell(sample),
    asked: { texts: [question.text], language },
  }
}

function tell({
  question,
  said,
  missing,
  forbidden,
  wrongAmounts,
  cited,
  language,
  ...rest
}: Sample): string {
  return [
    `wanted ${question.article}; ${said.decision} ${said.articles.join(', ')}`.trimEnd(),
    ...(rest.answered ? nameWords('without', missing) : []),
    ...nameWords('claims', forbidden),
    ...nameWords('the article has no', wrongAmounts),
    ...(cited === false ? ['its source cannot be followed'] : []),
    ...(language === rest.replyLanguage
      ? []
      : [`written in ${rest.replyLanguage}, not ${language}`]),
  ].join('; ')
}
