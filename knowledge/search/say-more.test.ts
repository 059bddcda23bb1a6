import { expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { makeArticle } from '../article/make-article.js'
import { askCorpus } from './ask-corpus.js'
import { DEFAULT_BUDGETS } from './confidence/budgets.js'
import { GENERAL_CONFIDENCE } from './confidence/general-confidence.js'
import { Corpus } from './corpus/corpus.js'
import { ExactVectorIndex } from './corpus/vector-index.js'
import type { Found } from './find-answer.js'
import { NO_GLOSSARY } from './question/glossary.js'
import { Sounds } from './question/sounds.js'
import { NO_SYNONYMS } from './question/synonyms.js'
import { sayMore } from './say-more.js'

const signal = new AbortController().signal

const WIFI = makeArticle(
  { id: 'wifi', title: '机器人连不上网络怎么办', language: 'zh-Hans' },
  '机器人只支持 2.4 GHz 的网络。\n\n## 不联网\n\n不连网络也能清扫，不能看地图。\n\n## 还是失败\n\n请重新开机。',
)
const QUESTION = '机器人支持 5 GHz 的网络吗'
const LEAD = '机器人只支持 2.4 GHz 的网络。'
const NEXT = '不连网络也能清扫，不能看地图。'

async function askAgain(question: string, said: string): Promise<Found> {
  const corpus = new Corpus(new ExactVectorIndex(), [WIFI])
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

test('the title itself, and what was all said, is said again', async () => {
  expect(said(await askAgain(WIFI.title, LEAD))).toContain(LEAD)
  expect(said(await askAgain(QUESTION, WIFI.source))).toBe(LEAD)
})
