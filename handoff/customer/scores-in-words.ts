import type { SurveyAnswer } from '../survey/survey.js'
import { QUESTIONS } from '../survey/survey.js'
import type { CustomerWords } from './customer-words.js'

/** What a customer scored, with what each number is about, in the order of the form. */
export function scoresInWords(
  { scores }: Pick<SurveyAnswer, 'scores'>,
  words: CustomerWords,
): string {
  return Object.values(QUESTIONS)
    .flat()
    .flatMap((name) => {
      const score = scores[name]
      return score === undefined ? [] : [words(`score-${name}`, { score })]
    })
    .join(words('score-and'))
}
