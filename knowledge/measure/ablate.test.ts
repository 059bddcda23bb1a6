import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { makeArticle } from '../article/make-article.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import { type Ablated, ablate } from './ablate.js'
import { VARIANTS } from './variants.js'

const SUBJECTS = ['refund', 'invoice', 'coupon', 'parcel', 'warranty', 'password']
const QUESTIONS = ['where is my refund', 'tell me of the invoice', 'where does the moon live']

let folder = ''
const ablated = new Map<string, Ablated>()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ablate-'))
  const names = [
    'without words',
    'without vectors',
    'without stored questions',
    'known: near',
    'joint',
  ]
  const deps = {
    articles: SUBJECTS.map((subject) =>
      makeArticle(
        { id: subject, title: `About the ${subject}`, questions: [`where is my ${subject}`] },
        `All about the ${subject} is told here.`,
      ),
    ),
    labels: SUBJECTS.flatMap((subject) =>
      ['my', 'the', 'a', 'which', 'any', 'no'].flatMap((word) => [
        { text: `${word} ${subject} please`, language: 'en' as const, gold: [subject] },
        { text: `${word} cinema ${subject.length}`, language: 'en' as const, gold: [] },
      ]),
    ),
    mayAnswer: () => true,
    contentFolder: folder,
    dataFolder: folder,
    embedder: fakeEmbedder(),
    log: silentLog,
  }
  const questions = QUESTIONS.map((text) => ({ text, language: 'en' as const }))
  const variants = VARIANTS.filter(({ name }) => names.includes(name))
  const { signal } = new AbortController()
  for await (const each of ablate(questions, deps, signal, variants)) ablated.set(each.name, each)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const firstOf = (variant: string) =>
  ablated.get(variant)?.found.map(({ hits }) => hits[0]?.article.id) ?? []
const probabilitiesOf = (variant: string) =>
  ablated.get(variant)?.found.map(({ probability }) => probability) ?? []

test('the whole comes first, and finds', () => {
  expect([...ablated.keys()][0]).toBe('everything')
  expect(firstOf('everything').slice(0, 2)).toEqual(['refund', 'invoice'])
  const [known = 0, , unknown = 1] = probabilitiesOf('everything')
  expect(known).toBeGreaterThan(unknown)
})

test('a stored question is found word for word only where it is', () => {
  expect(ablated.get('everything')?.found[0]?.exact).toBe(true)
  expect(ablated.get('without stored questions')?.found[0]?.exact).toBe(false)
})

test('either words or vectors find alone', () => {
  expect(firstOf('without words').slice(0, 2)).toEqual(['refund', 'invoice'])
  expect(firstOf('without vectors').slice(0, 2)).toEqual(['refund', 'invoice'])
})

test('a part of the probability leaves the order, and changes how sure it is', () => {
  for (const name of ['known: near', 'joint']) {
    expect(ablated.get(name)?.sameOrder).toBe(true)
    expect(firstOf(name)).toEqual(firstOf('everything'))
    expect(probabilitiesOf(name)).not.toEqual(probabilitiesOf('everything'))
  }
})
