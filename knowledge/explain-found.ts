import {
  jointPart,
  knownPart,
  ownPart,
  type ProbabilityPart,
} from './search/confidence/probability-parts.js'
import type { Hit } from './search/extract/choose-passage.js'
import type { Found } from './search/find-answer.js'
import { standingOf } from './search/find-contradiction.js'
import type { Placed } from './search/ranked-lists.js'
import { toLanguageScript } from './search/words/to-traditional.js'
import type { WeightedTerm } from './search/words/word-index.js'
import { rowsAsSentences } from './site/rows-as-sentences.js'
import { siteWords } from './site/site-words.js'
import { whyFound } from './site/why-found.js'

/** How many of each list are told, and how many hits' features. */
const SHOWN = 5

/** What a person at a console wants to see of a search. */
export function foundAsText(found: Found): string {
  const { decision, probability, language, hits } = found
  const say = (text: string) => toLanguageScript(text, language)
  const lines = [
    `${decision.kind}, ${percent(probability)} likely to be right`,
    whyFound(found, siteWords('en'), 'en'),
    '',
  ]
  if (decision.kind === 'answer')
    lines.push(say(rowsAsSentences(decision.hit.extract.markdown)), '')
  if (decision.kind === 'ask-back') {
    for (const { article } of decision.choices) lines.push(`? ${say(article.title)}`)
    lines.push('')
  }
  for (const hit of hits.slice(0, SHOWN)) {
    lines.push(`${percent(hit.probability).padStart(5)}  ${hit.article.id}  ${hit.article.title}`)
    lines.push(`       ${placeText(hit)}`)
  }
  return `${lines.join('\n')}\n`
}

/** The same for a program; stable names. */
export function foundAsJson(found: Found) {
  const { question, readings, language, probability, exact, decision } = found
  const { hits, vectors, features, reason, limits, searched } = found
  const hitAsJson = (hit: Hit) => ({
    id: hit.article.id,
    title: hit.article.title,
    probability: hit.probability,
    headings: hit.passage.headings.map(({ text }) => text),
    place: hit.passage.place,
    extract: hit.extract,
  })
  return {
    question,
    language,
    probability,
    decision: decision.kind,
    reason,
    limits,
    readings,
    searched,
    exact,
    vectors,
    ranked: hits.map(({ article }) => article.id),
    hits: hits.map(hitAsJson),
    features,
  }
}

/** Why: how the question was read, both lists and their fusion, and what each feature adds. */
export function explainFound(found: Found): string {
  const { question, folded, readings, searched, synonyms, exact, vectors, limits } = found
  const { budget } = limits
  const places = budget.categories.length === 0 ? '' : ` (${budget.categories.join(', ')})`
  const lines = [
    '',
    `question  ${question}`,
    `folded    ${folded}`,
    ...readings.map(({ said, meant }) => `read      ${said} → ${meant || 'denied, not asked'}`),
    `searched  ${searched}`,
    `terms     ${found.terms.map(termText).join('  ')}`,
    ...(synonyms.length === 0 ? [] : [`beside    ${synonyms.join(' ')}`]),
    `exact     ${exact ? 'the question is a title or a stored question' : 'no'}`,
    `vectors   ${vectors ? 'took part' : 'none, words alone'}`,
    `budget    ${budget.name}${places}: ${percent(budget.share)} may be wrong`,
    `limits    ${digits(limits.answer)} to answer, ${digits(limits.askBack)} to ask back`,
    ...contradictionLines(found),
    ...listLines(found),
    ...probabilityLines(found),
  ]
  return `${lines.join('\n')}\n`
}

/** The same for a program. */
export function explanationAsJson({ terms, synonyms, lists, model, ...found }: Found) {
  const contradiction = found.contradiction()
  return {
    terms,
    synonyms,
    ranking: lists.fused.map(
      ({ candidate: { article, words, questionWords, near, tokens, score } }) => ({
        id: article.id,
        words,
        questionWords,
        near,
        tokens,
        score,
      }),
    ),
    contradiction: contradiction && {
      between: contradiction.between.map(({ article }) => article.id),
      newer: contradiction.newer?.article.id ?? null,
    },
    model,
  }
}

function termText({ term, idf, known }: WeightedTerm): string {
  return `${term} ${idf.toFixed(2)}${known ? '' : ' (in no article)'}`
}

function contradictionLines({ hits, ...found }: Found): readonly string[] {
  const contradiction = found.contradiction()
  return hits.flatMap((hit) => {
    const standing = standingOf(hit, contradiction)
    return standing ? [`differs   ${hit.article.id} (${standing})`] : []
  })
}

function listLines({ lists, hits }: Found): readonly string[] {
  const { fused, words, vectors } = lists
  const numbered = (list: readonly Placed[], lineOf: (placed: Placed) => string) =>
    list.slice(0, SHOWN).map((placed, i) => `${String(i + 1).padStart(3)}  ${lineOf(placed)}`)
  return [
    '',
    'by words: BM25, of it by a stored question',
    ...numbered(words, ({ candidate: { words, questionWords, article } }) =>
      row([words.toFixed(2), questionWords.toFixed(2)], article.id),
    ),
    'by vectors: near, of all texts, title, titles, passage, beginning, sentences',
    ...numbered(vectors, ({ nearness, candidate: { near, article } }) =>
      row(
        [
          ...[nearness, near.any, near.title, near.titles],
          ...[near.passage, near.lead, near.sentences],
        ].map(digits),
        article.id,
      ),
    ),
    'fused: score, probability',
    ...numbered(fused, ({ place, candidate: { score, article } }) =>
      row([digits(score), digits(hits[place - 1]?.probability ?? null)], article.id),
    ),
  ]
}

function probabilityLines({ features, hits, model }: Found): readonly string[] {
  const [first] = features
  if (!first) return []
  const own = features.slice(0, SHOWN).flatMap((each, i) => {
    const hit = hits[i]
    if (!hit) return []
    const { id } = hit.article
    return [
      ...partLines(`it is ${id}`, ownPart(model, each)),
      ...partLines(`both for ${id}`, jointPart(model, first, each)),
    ]
  })
  return [...partLines('some article answers', knownPart(model, first)), ...own]
}

function partLines(
  title: string,
  { bias, contributions, sum, probability }: ProbabilityPart,
): readonly string[] {
  return [
    '',
    `${title}: ${digits(probability)}`,
    `${'feature'.padEnd(13)}${row(['value', 'weight', 'adds'], '')}`,
    `${'(start)'.padEnd(13)}${row(['', '', digits(bias)], '')}`,
    ...contributions.map(
      ({ feature, value, weight, adds }) =>
        `${feature.padEnd(13)}${row([value, weight, adds].map(digits), '')}`,
    ),
    `${'(sum)'.padEnd(13)}${row(['', '', digits(sum)], '')}`,
  ].map((line) => line.trimEnd())
}

function row(figures: readonly string[], name: string): string {
  return `${figures.map((figure) => figure.padStart(8)).join('')}  ${name}`
}

function digits(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function placeText({ passage }: Hit): string {
  const path = passage.headings.map(({ text }) => text).join(' › ')
  return `${passage.place.file}:${passage.place.line}${path === '' ? '' : `  ${path}`}`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
