import { z } from 'zod'
import { messageSchema } from '../datasets/question.js'

const words = (what: string) => z.string(what).trim().min(1, what)

/** How a customer bears what does not help. */
export const MOODS = ['calm', 'hurried', 'upset'] as const
export type Mood = (typeof MOODS)[number]

const goalSchema = z
  .object({
    /** The ways in which this customer asks it, first to last. */
    says: z.array(words('must be what the customer writes')).min(1, 'must have a wording'),
    /** Articles of which any one settles it. */
    articles: z.array(words('must be article ids'), 'must be a list of article ids').default([]),
    /** Only a person can settle it. */
    person: z.boolean().default(false),
  })
  .refine(({ articles, person }) => articles.length > 0 !== person, {
    path: ['articles'],
    message: 'must name the articles that settle it, or person must be true, and not both',
  })

export type Goal = z.infer<typeof goalSchema>

/** A customer to be simulated: what they want, in their order, and how long they try. */
export const customerSchema = messageSchema
  .extend({
    goals: z.array(goalSchema, 'must be a list of goals').min(1, 'must have a goal'),
    mood: z.enum(MOODS, `must be one of ${MOODS.join(', ')}`),
    /** How many turns that do not help they bear. */
    patience: z.int('must be a whole number').min(1).max(10),
  })
  .refine(({ text, goals }) => goals[0]?.says[0] === text, {
    path: ['text'],
    message: 'must be the first wording of the first goal',
  })

export type SimulatedCustomer = z.infer<typeof customerSchema>
