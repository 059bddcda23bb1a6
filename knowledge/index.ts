/** What the service knows: articles, and the one way to ask them. */

export {
  type Article,
  type Audience,
  type Day,
  dayOf,
  isExpired,
  mayAnswer,
  type Service,
  type State,
} from './article/article.js'
export { loadArticles } from './article/load-articles.js'
export { type Problem, problemText } from './article/problem.js'
export { type RenderedArticle, renderArticle } from './article/render-article.js'
export type { Finding, FindingKind } from './check/finding.js'
export type { ShownArticles } from './check/shown-articles.js'
export { type ArticleUse, NO_USE, type UseOfArticles } from './editing/article-use.js'
export type { BeforePublish, Objections, Publication } from './editing/before-publish.js'
export type { Draft, DraftId, Editor, Writer } from './editing/draft.js'
export { DRAFT_BODY } from './editing/draft-body.js'
export type { Editing } from './editing/editing.js'
export { editingFiles } from './editing/editing-files.js'
export type { NewDraft } from './editing/start-draft.js'
export { type AnswerTest, readAnswerTests } from './effect/answer-test.js'
export type { Edit, RealQuestion } from './effect/edit.js'
export type { Failure, Verdict } from './effect/judge-told.js'
export type { Told } from './effect/told.js'
export type { Embedder, EmbedUrgency } from './embed/embedder.js'
export {
  beginEmbedder,
  type EmbedderChoice,
  type EmbedderDeps,
  openEmbedder,
  readEmbedderChoice,
} from './embed/embedder-choice.js'
export { keepPassages } from './embed/keep-passages.js'
export { fromLangChain, type LangChainOptions } from './embed/langchain-embedder.js'
export type {
  KnowledgeRetriever,
  PassageMetadata,
  RetrieverOptions,
} from './embed/langchain-retriever.js'
export { openOnnxEmbedder } from './embed/onnx-embedder.js'
export { openRetriever } from './embed/open-retriever.js'
export type { GapSource, SolvedAnswer, UnansweredQuestion } from './gap/gap.js'
export { type GapBoard, type GapBoardDeps, openGapBoard } from './gap/gap-board.js'
export { groupPoints, placeQuestions } from './gap/group-questions.js'
export type {
  AskOptions,
  IndexProgress,
  Knowledge,
  KnowledgeOptions,
} from './knowledge.js'
export type { Label } from './label/label.js'
export {
  FOLLOW_UP_LABELS_FILE,
  type FollowUpLabel,
  readFollowUpLabels,
} from './label/read-follow-up-labels.js'
export { type Ablated, type AblationQuestion, ablate } from './measure/ablate.js'
export { VARIANTS } from './measure/variants.js'
export { knowledgeMigrations } from './migrations/index.js'
export { openKnowledge } from './open-knowledge.js'
export { anchorOf, type Heading, type Passage, type Place } from './passage/passage.js'
export { markdownText } from './passage/text-of.js'
export type { Features } from './search/confidence/features.js'
export { type Example, fitLogistic } from './search/confidence/fit-logistic.js'
export type { KnowledgeChange } from './search/corpus/update-corpus.js'
export { MOST_CHOICES } from './search/decide.js'
export type { Decision } from './search/decide-hits.js'
export { asksAnything } from './search/extract/asking-clauses.js'
export type { Hit, Quote } from './search/extract/choose-passage.js'
export type { Extract } from './search/extract/extract.js'
export type { ExtractedSentence } from './search/extract/extract-pieces.js'
export type { Found } from './search/find-answer.js'
export { type Contradiction, type Standing, standingOf } from './search/find-contradiction.js'
export { detectLanguage } from './search/question/detect-language.js'
export { pointsBack } from './search/question/follow-up.js'
export { isSameFamily } from './search/question/language-family.js'
export { exactKey, foldText, NUMBER_MASK } from './search/words/fold-text.js'
export { toLanguageScript } from './search/words/to-traditional.js'
export type { DeclineFound, FoundReply, SayFound } from './site/found-reply.js'
export { articleHref } from './site/help-articles.js'
export { helpUrl } from './site/help-url.js'
export { renderMarkdown } from './site/render-markdown.js'
export { rowsAsSentences } from './site/rows-as-sentences.js'
export { siteFiles } from './site/site-files.js'
export { type SiteDeps, siteRoutes } from './site/site-routes.js'
export { tablesAsLists } from './site/tables-as-lists.js'
export { withHelpLinks } from './site/with-help-links.js'
