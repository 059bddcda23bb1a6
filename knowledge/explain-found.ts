import type { Hit } from './search/choose-passage.js'
import type { Found } from './search/find-answer.js'
import { toLanguageScript } from './search/to-traditional.js'
import { tokenize } from './search/tokenize.js'
import { rowsAsSentences } from './site/rows-as-sentences.js'

/** What a person at a console wants to see of a search. */
export function foundAsText(found: Found): string {
  const { decision, probability, language, hits } = found
  const say = (text: string) => toLanguageScript(text, language)
  const lines = [`${decision.kind}, ${percent(probability)} likely to be right`, '']
  if (decision.kind === 'answer')
    lines.push(say(rowsAsSentences(decision.hit.extract.markdown)), '')
  if (decision.kind === 'ask-back') {
    for (const { article } of decision.choices) lines.push(`? ${say(article.title)}`)
    lines.push('')
  }
  for (const hit of hits.slice(0, 5)) {
    lines.push(`${percent(hit.probability).padStart(5)}  ${hit.article.id}  ${hit.article.title}`)
    lines.push(`       ${placeText(hit)}`)
  }
  return `${lines.join('\n')}\n`
}

/** The same for a program; stable names. */
export function foundAsJson(found: Found) {
  const { question, readings, language, probability, exact, decision } = found
  const { hits, vectors, features } = found
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
    readings,
    exact,
    vectors,
    ranked: hits.map(({ article }) => article.id),
    hits: hits.map(hitAsJson),
    features,
  }
}

/** Why: the terms that were searched, and each feature of the best hit. */
export function explainFound({ folded, readings, features, exact, vectors }: Found): string {
  const lines = [
    '',
    `folded    ${folded}`,
    ...readings.map(({ said, meant }) => `read      ${said} → ${meant}`),
    `terms     ${tokenize(folded).join(' ')}`,
    `exact     ${exact ? 'the question is a title or a stored question' : 'no'}`,
    `vectors   ${vectors ? 'took part' : 'none, words alone'}`,
  ]
  for (const [name, value] of Object.entries(features[0] ?? {})) {
    lines.push(`${name.padEnd(16)}${value.toFixed(3)}`)
  }
  return `${lines.join('\n')}\n`
}

function placeText({ passage }: Hit): string {
  const path = passage.headings.map(({ text }) => text).join(' › ')
  return `${passage.place.file}:${passage.place.line}${path === '' ? '' : `  ${path}`}`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
