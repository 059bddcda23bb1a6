import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import { Postings } from './postings.js'

const WORDS = Array.from({ length: 12 }, (_, i) => `w${i}`)
const TITLE = 3
const BODY = 1

const text = fc.array(fc.integer({ min: 0, max: WORDS.length - 1 }), { maxLength: 30 })
const documents = fc.array(fc.record({ title: text, body: text, removed: fc.boolean() }), {
  minLength: 1,
  maxLength: 90,
})

test('scores as MiniSearch does, after removals and a restart too', () => {
  fc.assert(
    fc.property(documents, fc.uniqueArray(text.map((words) => words[0] ?? 0)), (all, asked) => {
      const reference = new MiniSearch({
        fields: ['title', 'body'],
        tokenize: (joined) => joined.split(' ').filter((word) => word !== ''),
      })
      const postings = new Postings([TITLE, BODY])
      const documentOf = ({ title, body }: (typeof all)[number], id: number) => {
        const joined = (words: readonly number[]) => words.map((word) => WORDS[word]).join(' ')
        return { id, title: joined(title), body: joined(body) }
      }
      reference.addAll(all.map(documentOf))
      const numbers = all.map(({ title, body }) => postings.add([title, body]))
      all.forEach((each, id) => {
        if (!each.removed) return
        reference.remove(documentOf(each, id))
        postings.remove(numbers[id] ?? -1)
      })

      const sought = asked.map((term, word) => ({ term, weight: 1, word }))
      const expected = reference.search(asked.map((word) => WORDS[word]).join(' '), {
        boost: { title: TITLE, body: BODY },
      })
      for (const each of [postings, new Postings([TITLE, BODY], postings.store())]) {
        const { found, scores, has } = each.score(sought)
        expect(found).toHaveLength(expected.length)
        for (const { id, score, queryTerms } of expected) {
          const document = numbers[id] ?? -1
          expect(scores[document]).toBeCloseTo(score, 8)
          const shared = sought.filter(({ word }) => has(document, word))
          expect(shared.map(({ term }) => WORDS[term])).toEqual(expect.arrayContaining(queryTerms))
          expect(shared).toHaveLength(queryTerms.length)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('joined, a word counts once however many fields repeat it, and several are a sum', () => {
  const postings = new Postings([TITLE, BODY])
  const [inTitle = 0, inBoth = 0, two = 0] = [
    postings.add([[1], [4, 5]]),
    postings.add([[1], [1, 5]]),
    postings.add([[1, 2], [5]]),
  ]
  const seek = (...terms: readonly number[]) =>
    postings.score(terms.map((term, word) => ({ term, weight: 1, word })))
  const { scores, joined } = seek(1)

  expect((joined[inBoth] ?? 0) / (joined[inTitle] ?? 1)).toBeLessThan(
    (scores[inBoth] ?? 0) / (scores[inTitle] ?? 1),
  )
  expect(seek(1, 2).joined[two]).toBeCloseTo(
    (seek(1).joined[two] ?? 0) + (seek(2).joined[two] ?? 0),
    9,
  )
  expect(joined.every((value) => value < Math.log(2))).toBe(true)
})

test('the number of a removed document is given again once nothing is left of it', () => {
  const postings = new Postings([1])
  for (let i = 0; i < 300; i++) postings.remove(postings.add([[1, 2]]))
  const last = postings.add([[2, 3]])

  expect(last).toBeLessThan(300)
  expect(postings.documents).toBe(1)
  expect(postings.score([{ term: 1, weight: 1, word: 0 }]).found).toEqual([])
  expect(postings.score([{ term: 3, weight: 1, word: 0 }]).found).toEqual([last])
})
