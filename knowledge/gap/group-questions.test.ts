import { expect, test } from 'vitest'
import { placeQuestions } from './group-questions.js'
import type { QuestionSpace } from './question-space.js'

const signal = new AbortController().signal

/** A space in which an English question has a second wording, and each place tells its vectors. */
function spaceOf(isEnglish: boolean): QuestionSpace {
  return {
    wordings: (folded) => (isEnglish ? [folded, `${folded} again`] : [folded]),
    place: (vectors) => Float32Array.from(vectors.flatMap((vector) => [...vector])),
    nearest: ([value = 0]) => value,
  }
}

test('places each question by all its wordings, and compares its own words with the articles', async () => {
  const embedded: string[] = []
  const opened: string[] = []
  const texts = Array.from({ length: 20 }, (_, i) => `Question ${i}`)
  const questions = texts.map((text, i) => {
    const language = i % 2 === 0 ? 'en' : 'zh-Hans'
    return { text, language } as const
  })

  const points = await placeQuestions(
    questions,
    {
      // A vector holds the position among all texts embedded.
      embed: async (asked) => asked.map((text) => Float32Array.of(embedded.push(text) - 1)),
      async space(language) {
        opened.push(language)
        return spaceOf(language === 'en')
      },
      pause: async () => {},
    },
    signal,
  )

  const said = points.map(({ place }) => [...place].map((position) => embedded[position]))
  expect(said.slice(0, 2)).toEqual([['question 0', 'question 0 again'], ['question 1']])
  expect(said.slice(18)).toEqual([['question 18', 'question 18 again'], ['question 19']])
  expect(points.map(({ nearest }) => embedded[nearest])).toEqual(
    texts.map((text) => text.toLowerCase()),
  )
  expect(points.slice(0, 2).map(({ family }) => family)).toEqual(['en', 'zh'])
  // What the articles show is learned once for each language.
  expect(opened).toEqual(['en', 'zh-Hans'])
})

test('says nothing of what was masked', async () => {
  const embedded: string[] = []

  await placeQuestions(
    [{ text: '寄到•••路••号', language: 'zh-Hans' }],
    {
      embed: async (asked) => asked.map((text) => Float32Array.of(embedded.push(text))),
      space: async () => spaceOf(false),
      pause: async () => {},
    },
    signal,
  )

  expect(embedded).toEqual(['寄到 路 号'])
})
