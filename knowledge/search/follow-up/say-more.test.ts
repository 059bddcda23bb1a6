import { expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.js'
import { makeArticle } from '../../article/make-article.js'
import { askCorpus } from '../ask-corpus.js'
import { DEFAULT_BUDGETS } from '../confidence/budgets.js'
import { GENERAL_CONFIDENCE } from '../confidence/general-confidence.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import type { Found } from '../find-answer.js'
import { NO_GLOSSARY } from '../question/glossary.js'
import { Sounds } from '../question/sounds.js'
import { NO_SYNONYMS } from '../question/synonyms.js'
import { sayMore } from './say-more.js'

const signal = new AbortController().signal

const LEAD = '退款 3 天内到账。'
const NEXT = '周末不处理退款，请等到星期一。'
const REFUND = makeArticle(
  { id: 'refund', title: '退款多久到账', language: 'zh-Hans' },
  `${LEAD}${NEXT}\n\n## 没到账\n\n请联系客服。`,
)
const QUESTION = '退款要等几天'

async function askAgain(question: string, said: string): Promise<Found> {
  const corpus = new Corpus(new ExactVectorIndex(), [REFUND])
  const reading = {
    corpus,
    sounds: () => new Sounds(corpus.words),
    ...{ synonyms: NO_SYNONYMS, glossary: NO_GLOSSARY },
  }
  const deps = {
    ...{ corpus, reading, confidence: GENERAL_CONFIDENCE, budgets: DEFAULT_BUDGETS },
    ...{ sentenceVector: () => undefined, embedder: null, log: silentLog },
    mayAnswer: () => () => true,
    language: 'zh-Hans',
  } as const
  const found = await askCorpus(deps, question, 'zh-Hans', undefined, signal)
  return sayMore(found, said, deps, signal)
}

const said = ({ hits }: Found) => hits[0]?.extract.markdown

test('who goes on asking is told what was not said yet', async () => {
  expect(said(await askAgain(QUESTION, ''))).toBe(LEAD)
  const more = said(await askAgain(QUESTION, LEAD))
  expect(more).toContain(NEXT)
  expect(more).not.toContain(LEAD)
})

test('what answers far better than all else is said again', async () => {
  expect(said(await askAgain('退款几天到账', LEAD))).toContain(LEAD)
})

test('the title itself, and what was all said, is said again', async () => {
  expect(said(await askAgain(REFUND.title, LEAD))).toContain(LEAD)
  expect(said(await askAgain(QUESTION, REFUND.source))).toBe(LEAD)
})
