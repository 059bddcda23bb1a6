import type { Article } from '../article/article.js'
import type { Knowledge } from '../knowledge.js'
import type { Label } from '../label/label.js'
import type { FollowUpLabel } from '../label/read-follow-up-labels.js'
import type { Found } from '../search/find-answer.js'
import type { TopicFeatures } from '../search/follow-up/topic-model.js'
import { detectLanguage } from '../search/question/detect-language.js'
import { isSameFamily } from '../search/question/language-family.js'

/** What a message after an answer meant: that article still, another one, or none. */
export type Meaning = 'topic' | 'other' | 'none'

/** What the customer got: an answer, or choices, of which the first counts; or neither. */
export type Got =
  | 'topic'
  | 'topic-first'
  | 'right'
  | 'right-first'
  | 'wrong'
  | 'wrong-first'
  | 'nothing'

/** One message after one answer. */
export interface TopicTrial {
  /** Id of the article before, or of what it translates. */
  readonly subject: string
  readonly meaning: Meaning
  readonly got: Got
  /** `null` where the message was not held against the topic: one of the two answers surely. */
  readonly features: TopicFeatures | null
  /** Less where another article answers as well, more where it was played. */
  readonly weight: number
}

type Asked = Pick<Knowledge, 'ask' | 'article' | 'articles'>

/** Where two articles answer, either counts for half. */
const EITHER = 0.5

/** What came up in a conversation tells more than what was thought up. Flat from 3 to 6. */
const PLAYED = 3

/** Steps through the articles, so that all are asked after; prime to most counts. */
const STRIDE = 37

/**
 * Sends each labelled message right after its article's title was asked and answered, in each
 * language that the article has; and each labelled question after an article of another subject:
 * customers do begin anew.
 *
 * @param questions Asked without anything before them; those that none answers are left out.
 */
export async function tryTopics(
  labels: readonly FollowUpLabel[],
  questions: readonly Label[],
  knowledge: Asked,
  signal: AbortSignal,
): Promise<readonly TopicTrial[]> {
  const trials: TopicTrial[] = []
  for (const label of [...labels, ...anew(questions, knowledge)]) {
    for (const topic of versionsOf(label.after, knowledge)) {
      trials.push(await tryTopic(topic, label, knowledge, signal))
    }
  }
  return trials
}

async function tryTopic(
  topic: Article,
  { text, gold, played }: FollowUpLabel,
  knowledge: Asked,
  signal: AbortSignal,
): Promise<TopicTrial> {
  const { language } = topic
  const before = await knowledge.ask(topic.title, { language }, signal)
  const said = before.hits[0]?.extract.markdown ?? ''
  const found = await knowledge.ask(
    text,
    { language: detectLanguage(text, language), topic: topic.id, said },
    signal,
  )
  const isTopic = (id: string) => subjectOf(id, knowledge) === subjectOf(topic.id, knowledge)
  const meaning = gold.some(isTopic) ? 'topic' : gold.length > 0 ? 'other' : 'none'
  return {
    subject: subjectOf(topic.id, knowledge),
    meaning,
    got: gotOf(found, gold, isTopic),
    features: found.followUp?.features ?? null,
    weight: (meaning === 'topic' && !gold.every(isTopic) ? EITHER : 1) * (played ? PLAYED : 1),
  }
}

function gotOf(
  { decision }: Found,
  gold: readonly string[],
  isTopic: (id: string) => boolean,
): Got {
  if (decision.kind === 'hand-over') return 'nothing'
  const hit = decision.kind === 'answer' ? decision.hit : decision.choices[0]
  if (!hit) return 'nothing'
  const got = isTopic(hit.article.id) ? 'topic' : gold.includes(hit.article.id) ? 'right' : 'wrong'
  return decision.kind === 'answer' ? got : `${got}-first`
}

/**
 * Each question after an article that does not answer it, in its language, and English ones after
 * one that is there only in Chinese.
 */
function anew(questions: readonly Label[], knowledge: Asked): readonly FollowUpLabel[] {
  const articles = knowledge.articles()
  const translated = new Set(articles.map(({ translates }) => translates))
  return questions.flatMap(({ text, language, gold }, i): readonly FollowUpLabel[] => {
    if (gold.length === 0) return []
    const subjects = new Set(gold.map((id) => subjectOf(id, knowledge)))
    const others = articles.filter(({ id }) => !subjects.has(subjectOf(id, knowledge)))
    const own = others.filter((each) => isSameFamily(each.language, language))
    const foreign = others.filter(
      (each) => !isSameFamily(each.language, language) && !translated.has(each.id),
    )
    return [own, language === 'en' ? foreign : []].flatMap((among) => {
      const after = among[(i * STRIDE) % (among.length || 1)]
      return after ? [{ after: after.id, text, gold, signals: [], played: false }] : []
    })
  })
}

/** The article and its translations, for each language one. */
function versionsOf(id: string, knowledge: Asked): readonly Article[] {
  const subject = subjectOf(id, knowledge)
  return knowledge.articles().filter((each) => subjectOf(each.id, knowledge) === subject)
}

function subjectOf(id: string, knowledge: Asked): string {
  return knowledge.article(id)?.translates ?? id
}
