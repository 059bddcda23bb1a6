import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { MINUTE } from '../../../platform/clock.js'
import type { Article } from '../../article/article.js'
import { parseArticle } from '../../article/parse-article.js'
import { passageMarkdown } from '../../passage/passage.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { foldText } from '../words/fold-text.js'
import { toLanguageScript } from '../words/to-traditional.js'
import { hitOf } from './choose-passage.js'
import type { Extract } from './extract.js'
import { quotePassage } from './quote-passage.js'

const CONTENT = fileURLToPath(new URL('../../../content/articles/', import.meta.url))

const ARTICLES = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .flatMap((file): readonly Article[] => {
    const parsed = parseArticle(file, readFileSync(join(CONTENT, file)), 'refuse')
    return parsed.ok ? [parsed.article] : [] // The check of the content tells of the others.
  })

/** One way to ask for each kind of answer; the article's own words come before it. */
const KINDS = {
  'zh-Hans': [
    '要多久',
    '多少钱',
    '能用几次',
    '在哪里看',
    '谁承担',
    '为什么',
    '怎么办',
    '可以吗',
    '有哪些',
    '',
  ],
  'zh-Hant': ['要多久'],
  en: [
    'how long',
    'how much',
    'how many',
    'where',
    'who pays',
    'why',
    'how do I',
    'can I',
    'which',
    '',
  ],
} as const

const corpus = new Corpus(new ExactVectorIndex(), ARTICLES)

function* extracts() {
  for (const article of ARTICLES) {
    const heading = article.passages.at(-1)?.headings.at(-1)?.text ?? ''
    const subject = heading === '' ? article.title : heading
    for (const kind of KINDS[article.language]) {
      const folded = foldText(article.language === 'en' ? `${kind} ${subject}` : subject + kind)
      const terms = corpus.words.weigh(folded)
      const hit = hitOf({ corpus, sentenceVector: () => undefined }, article, 1, {
        folded,
        language: article.language,
        terms,
        synonyms: [],
        vector: null,
        mayAnswer: () => true,
      })
      yield { article, extract: hit.extract, passage: hit.passage }
    }
  }
}

const NUMBER = /\d[\d.,:]*/gu
const numbersOf = (text: string) => text.match(NUMBER) ?? []

test(
  'whatever kind of answer is asked for, all that is said stands in the article',
  () => {
    const said = new Map<string, Article>()
    for (const { article, passage, extract } of extracts()) {
      const cited = passageMarkdown(article.source, passage)
      expect(extract.sentences.some(({ text }) => cited.includes(text))).toBe(true)
      for (const { text, place } of extract.sentences) {
        expect(article.source.slice(place.offset, place.offset + text.length)).toBe(text)
      }
      const places = extract.sentences.map(({ place }) => place.offset)
      expect(new Set(places).size, extract.markdown).toBe(places.length)
      expect(withoutSentences(article, extract)).toMatch(/^[\s-]*$/)
      said.set(extract.markdown, article)
    }
    expect(said.size).toBeGreaterThan(400)

    for (const [markdown, article] of said) {
      const numbers = numbersOf(markdown)
      const own = new Set(numbersOf(article.source))
      for (const number of numbers) expect(own).toContain(number)
      expect(numbersOf(toLanguageScript(markdown, 'zh-Hant'))).toEqual(numbers)
    }
  },
  2 * MINUTE,
)

/** Only headers of tables and marks of lists may be left. */
function withoutSentences(article: Article, { sentences, markdown }: Extract): string {
  const quotables = article.passages.flatMap((passage) => quotePassage(article, passage))
  const heads = new Set(quotables.flatMap(({ block }) => (block?.head ? [block.head.trim()] : [])))
  const texts = [...sentences.map(({ text }) => text), ...heads]
  return texts.reduce((rest, text) => rest.replace(text, ''), markdown)
}
