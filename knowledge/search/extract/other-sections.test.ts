import { expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { sentences } from './extract-pieces.js'
import type { Fit } from './fit-sentences.js'
import { fitSentences } from './fit-sentences.js'
import { fromElsewhere } from './other-sections.js'
import { readPassage } from './read-sentences.js'

const BODY = `Refunds take 3 days.

## Weekends

Weekends and holidays are not counted.

## Again

Refunds take days.
`

/** The article's sentences, the later ones this far behind the first. */
function fitsOf(behind: readonly number[], cosine: number | null, body = BODY): readonly Fit[] {
  const article = makeArticle({ title: 'Refunds' }, body)
  const wanted = {
    ...{ folded: 'refund 3 days', asked: { kind: 'how-long', unit: null } as const, vector: null },
    terms: ['refund', '3', 'day'].map((term) => ({ term, idf: 1, known: true })),
    near: new Map<number, number>(),
    vectorOf: () => undefined,
    sentencesOf: readPassage,
  }
  return fitSentences(article, wanted).map((fit, i) => ({
    ...fit,
    cosine,
    score: i === 0 ? 1 : 1 - (behind[i - 1] ?? 0),
  }))
}

const joined = (fits: readonly Fit[]) => {
  const [best] = fits
  if (!best) throw new Error('The article has no sentence.')
  return fromElsewhere(best, fits, sentences([best])).flatMap((piece) =>
    piece.kind === 'whole'
      ? [piece.block.text]
      : (piece.kind === 'parts' ? piece.fits : [piece.fit]).map(({ quotable }) => quotable.text),
  )
}

test('a sentence of another section joins by its meaning, without a word of the question', () => {
  expect(joined(fitsOf([0.5, 0.9], 0.6))).toEqual(['Weekends and holidays are not counted.'])
})

test('one that is far behind does not', () => {
  expect(joined(fitsOf([0.6, 0.9], 0.6))).toEqual([])
})

test('by words alone it must say something of the question', () => {
  expect(joined(fitsOf([0.5, 0.9], null))).toEqual([])
})

test('what says the same in the same words is not said again', () => {
  expect(joined(fitsOf([0.9, 0.1], 0.6))).toEqual([])
})

test('a single row joins only where it says all that the best says of the question, or has its number', () => {
  const body = `Refunds take 3 days.

## By card

| Paid by | Arrives after |
| --- | --- |
| Debit refund | a week |
| Credit card | 3 days |
`

  expect(joined(fitsOf([0.1, 0.2], 0.6, body))).toEqual(['| Credit card | 3 days |'])
  expect(joined(fitsOf([0.1, 0.9], 0.6, body))).toEqual([])
})
