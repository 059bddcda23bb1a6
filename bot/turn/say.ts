import type {
  Choice,
  Citation,
  MessageExtras,
  PlainSituation,
  Replies,
} from '../../handoff/index.js'
import {
  type Article,
  articleHref,
  type Hit,
  helpUrl,
  isSameFamily,
  rowsAsSentences,
  toLanguageScript,
  withHelpLinks,
} from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'

export interface SayContext {
  readonly replies: Replies
  readonly language: Language
  readonly seed: number
  /** Whether the bot has told this customer that it is one. */
  readonly introduced: boolean
  /** In which language this customer was told that some articles are only in another. */
  readonly toldOtherLanguage?: Language | undefined
}

export interface Said {
  readonly text: string
  readonly extras: MessageExtras
}

/**
 * The articles' own sentences, each article's marked with its source. Nothing is said that they do
 * not say.
 *
 * @param hits One for each question that was asked at once, in their order.
 * @param articles All of them, for the links between them.
 * @param before What stands before them, from the bot's own sentences.
 */
export function answerReply(
  context: SayContext,
  hits: readonly Hit[],
  articles: readonly Article[],
  before = '',
): Said {
  const { language } = context
  const citations = hits.map(
    (hit, i): Citation => ({
      mark: i + 1,
      title: toLanguageScript(placeTitle(hit), language),
      url: helpUrl(hit, language),
    }),
  )
  const parts = [
    introduction(context),
    before,
    hits.some((hit) => isOtherLanguage(hit, language)) ? otherLanguage(context) : '',
    ...hits.map((hit, i) => marked(quoted(hit, language, articles), i + 1)),
  ]
  return { text: join(parts), extras: { citations, askFeedback: true } }
}

function quoted(hit: Hit, language: Language, articles: readonly Article[]): string {
  const markdown = toLanguageScript(rowsAsSentences(hit.extract.markdown), language)
  return withHelpLinks(markdown, hit.article, articles, language)
}

/**
 * Up to three articles to choose from, and a way to a person.
 *
 * @param articles All of them, for the links between them.
 * @param quoted The first of the hits, where it is likely enough that its answer is said at once.
 */
export function askBackReply(
  context: SayContext,
  hits: readonly Hit[],
  articles: readonly Article[],
  quoted?: Hit,
): Said {
  const { replies, language, seed } = context
  const others = hits.filter(({ article }) => article.id !== quoted?.article.id)
  const choices = others.map((hit): Choice => {
    const title = toLanguageScript(hit.article.title, language)
    return { title, value: title }
  })
  const none = replies.say('label-none-of-these', language, {}, seed)
  const buttons = [...choices, { title: none, value: none }]
  if (!quoted) {
    const text = join([introduction(context), replies.say('ask-back', language, {}, seed)])
    return { text, extras: { choices: buttons } }
  }
  const title = toLanguageScript(quoted.article.title, language)
  const perhaps = replies.say('answer-perhaps', language, { title }, seed)
  const { text, extras } = answerReply(context, [quoted], articles, perhaps)
  return { text, extras: { ...extras, choices: buttons } }
}

/**
 * One of the bot's own sentences that need no variables.
 *
 * @param offersPerson Whether a button below it leads to a person.
 */
export function plainReply(
  { replies, language, seed }: SayContext,
  situation: PlainSituation,
  offersPerson = false,
): Said {
  const text = replies.say(situation, language, {}, seed)
  if (!offersPerson) return { text, extras: {} }
  const label = replies.say('label-reach-person', language, {}, seed)
  return { text, extras: { choices: [{ title: label, value: label }] } }
}

/** What a skill asks or tells, which brings its own buttons and source. */
export function skillReply(context: SayContext, { text, extras }: Said): Said {
  return { text: join([introduction(context), text]), extras }
}

/** The same with more buttons below it. */
export function withChoices({ text, extras }: Said, choices: readonly Choice[]): Said {
  if (choices.length === 0) return { text, extras }
  return { text, extras: { ...extras, choices: [...(extras.choices ?? []), ...choices] } }
}

/** The same with links to what may help meanwhile. */
export function withNear(
  { replies, language, seed }: SayContext,
  { text, extras }: Said,
  near: readonly Hit[],
): Said {
  if (near.length === 0) return { text, extras }
  const links = near.map(({ article }) => {
    const title = toLanguageScript(article.title, language)
    return `- [${title}](${articleHref(article, language)})`
  })
  const parts = [text, replies.say('may-help', language, {}, seed), links.join('\n')]
  return { text: join(parts), extras }
}

/** Where the answer stands: the article, and below it the headings that lead to the passage. */
function placeTitle({ article, passage }: Hit): string {
  const path = passage.headings.map(({ text }) => text).filter((text) => text !== article.title)
  return [article.title, ...path].join(' › ')
}

/** Behind a table, a mark would become one more row of it, so it stands below. */
function marked(markdown: string, mark: number): string {
  const lastLine = markdown.slice(markdown.lastIndexOf('\n') + 1)
  return lastLine.startsWith('|') ? `${markdown}\n\n[${mark}]` : `${markdown} [${mark}]`
}

function introduction({ introduced, replies, language, seed }: SayContext): string {
  return introduced ? '' : replies.say('introduction-line', language, {}, seed)
}

function otherLanguage({ toldOtherLanguage, replies, language, seed }: SayContext): string {
  const isTold = toldOtherLanguage !== undefined && isSameFamily(toldOtherLanguage, language)
  const situation = isTold ? 'answer-other-language-again' : 'answer-other-language'
  return replies.say(situation, language, {}, seed)
}

/** Whether a customer reads an article as it was written, for want of one in their language. */
export function isOtherLanguage({ article }: Hit, language: Language): boolean {
  return !isSameFamily(article.language, language)
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
