import type {
  Choice,
  Citation,
  MessageExtras,
  PlainSituation,
  Replies,
} from '../../handoff/index.js'
import {
  type Article,
  type Hit,
  helpUrl,
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
 */
export function answerReply(
  context: SayContext,
  hits: readonly Hit[],
  articles: readonly Article[],
): Said {
  const { replies, language, seed } = context
  const citations = hits.map(
    (hit, i): Citation => ({
      mark: i + 1,
      title: toLanguageScript(placeTitle(hit), language),
      url: helpUrl(hit, language),
    }),
  )
  const isForeign = hits.some((hit) => isOtherLanguage(hit, language))
  const parts = [
    introduction(context),
    isForeign ? replies.say('answer-other-language', language, {}, seed) : '',
    ...hits.map((hit, i) => marked(quoted(hit, language, articles), i + 1)),
  ]
  return { text: join(parts), extras: { citations, askFeedback: true } }
}

function quoted(hit: Hit, language: Language, articles: readonly Article[]): string {
  const markdown = toLanguageScript(rowsAsSentences(hit.extract.markdown), language)
  return withHelpLinks(markdown, hit.article, articles, language)
}

/** Up to three articles to choose from, and a way to a person. */
export function askBackReply(context: SayContext, hits: readonly Hit[]): Said {
  const { replies, language, seed } = context
  const choices: readonly Choice[] = hits.map((hit) => {
    const title = toLanguageScript(hit.article.title, language)
    return { title, value: title }
  })
  const none = replies.say('label-none-of-these', language, {}, seed)
  return {
    text: join([introduction(context), replies.say('ask-back', language, {}, seed)]),
    extras: { choices: [...choices, { title: none, value: none }] },
  }
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

function isOtherLanguage({ article }: Hit, language: Language): boolean {
  return (article.language === 'en') !== (language === 'en')
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
