import { z } from 'zod'
import { messageSchema } from './question.js'

/** What is asked for, as the annotator saw it. */
export const ANSWER_KINDS = [
  'how-long',
  'how-much',
  'where',
  'who',
  'yes-no',
  'steps',
  'conditions',
  'exceptions',
] as const

export type AnswerKind = (typeof ANSWER_KINDS)[number]

const words = z.string().trim().min(1, 'must not be empty')

/** A question with what a right answer to it says. */
export const factQuestionSchema = messageSchema.extend({
  kind: z.enum(ANSWER_KINDS, `must be one of ${ANSWER_KINDS.join(', ')}`),
  /** The id of the article whose text answers, and by which the facts were labelled. */
  article: z.string('must be an article id').trim().min(1, 'must be an article id'),
  /** Each as wordings of which any one counts. */
  facts: z
    .array(z.array(words).min(1, 'must have a wording'), 'must be a list of lists of wordings')
    .min(1, 'must name at least one fact'),
  /** Words that would mislead whoever asks this. */
  forbidden: z.array(words).default([]),
})

export type FactQuestion = z.infer<typeof factQuestionSchema>
