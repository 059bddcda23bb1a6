import { z } from 'zod'
import {
  type MessageId,
  QUESTIONS,
  type SurveyId,
  type SurveySubmission,
} from '../../handoff/index.js'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import { type Language, matchLanguage } from '../../platform/language.js'
import { readRating } from './activity.js'

/** What a client's activity means to us. Fields that are not here are not looked at. */
export type IncomingActivity = ActivityBase &
  (
    | { readonly kind: 'message'; readonly text: string }
    | { readonly kind: 'typing' }
    | { readonly kind: 'rating'; readonly message: MessageId; readonly verdict: 'up' | 'down' }
    | { readonly kind: 'survey'; readonly answer: SurveySubmission }
    /** An event that some client sends by itself; it is acknowledged and nothing else happens. */
    | { readonly kind: 'other' }
  )

export interface ActivityBase {
  /** The client waits until it sees this again. */
  readonly clientActivityId: string | undefined
  /** What stays the same when the client sends the same words again. */
  readonly sendId: string | undefined
  readonly language: Language | undefined
}

const ID = z.string().max(200).nullish()
const ACTIVITY = z.object({
  type: z.string({ error: 'has no type. Set type to "message", "typing" or "event"' }).min(1),
  text: z.string({ error: 'has a text that is not a string' }).nullish(),
  locale: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish(),
  entities: z.array(z.unknown()).nullish(),
  channelData: z.object({ clientActivityID: ID, sendId: ID }).nullish(),
})

/**
 * Checks an activity as a Direct Line client posts it. Who it says it is from is ignored.
 *
 * @param textLength The most characters that a message may have.
 * @param files How many files came with it; with some it needs no words.
 * @throws {Fault} `bad-input`, or `too-large` with `tooLong` as its sentence.
 */
export function readActivity(
  body: unknown,
  textLength: number,
  tooLong: () => string,
  files = 0,
): IncomingActivity {
  const parsed = ACTIVITY.safeParse(body)
  if (!parsed.success) throw new Fault('bad-input', firstProblem(parsed.error))
  const activity = parsed.data
  const base: ActivityBase = {
    clientActivityId: activity.channelData?.clientActivityID ?? undefined,
    sendId: activity.channelData?.sendId ?? undefined,
    language: matchLanguage(activity.locale),
  }
  switch (activity.type) {
    case 'typing':
      return { ...base, kind: 'typing' }
    case 'message': {
      if (activity.value != null) {
        return { ...base, kind: 'survey', answer: readSurvey(activity.value) }
      }
      const text = readText(activity, textLength, tooLong, files)
      return { ...base, kind: 'message', text }
    }
    case 'event':
      return { ...base, ...readEvent(activity.entities ?? []) }
    default:
      throw new Fault(
        'bad-input',
        `The activity is of type ${JSON.stringify(activity.type.slice(0, 40))}, which this chat does not take. Send "message", "typing" or "event".`,
      )
  }
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues
  const place = issue?.path.join('.') ?? ''
  if (issue?.message.startsWith('has ')) return `The activity ${issue.message}.`
  return `The activity's field ${place} is wrong: ${issue?.message ?? 'unknown'}. Mend it and send again.`
}

function readText(
  activity: z.infer<typeof ACTIVITY>,
  textLength: number,
  tooLong: () => string,
  files: number,
): string {
  // What it says of its files is not read: they say it themselves.
  if (files === 0 && activity.attachments?.length) {
    throw new Fault('bad-input', 'The message has attachments without their bytes. Upload them.')
  }
  // No keyboard writes this sign, and some databases cannot store it.
  const text = (activity.text ?? '').replaceAll('\0', '').trim()
  if (text === '' && files === 0)
    throw new Fault('bad-input', 'The message has no text. Write something.')
  if (text.length > textLength) throw new Fault('too-large', tooLong())
  return text
}

/** A field of a card; what was left out comes as empty text, or not at all. */
const CHOSEN = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null || value === '' ? undefined : Number(value)))
  .refine((number) => number === undefined || !Number.isNaN(number))

const SCORES = [...QUESTIONS.people, ...QUESTIONS.bot]

const SURVEY = z.object({
  kind: z.literal('survey'),
  survey: z.custom<SurveyId>((value) => isId('survey', value)),
  ...(Object.fromEntries(SCORES.map((name) => [name, CHOSEN])) as Record<
    (typeof SCORES)[number],
    typeof CHOSEN
  >),
  recommend: CHOSEN,
  service: z.string().max(40).nullish(),
  solved: z.enum(['yes', 'no', '']).nullish(),
  words: z.string().nullish(),
})

/** @throws {Fault} `bad-input` */
export function readSurvey(value: unknown): SurveySubmission {
  const parsed = SURVEY.safeParse(value)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'value')
    throw new Fault(
      'bad-input',
      `The card's answer is wrong (${fields.join(', ')}). Fill in every score from 1 to 5.`,
    )
  }
  const { survey, service, solved, recommend, words, ...rest } = parsed.data
  const given = SCORES.filter((name) => rest[name] !== undefined)
  return {
    survey,
    scores: Object.fromEntries(given.map((name) => [name, rest[name]])),
    service: service || undefined,
    solved: solved ? solved === 'yes' : undefined,
    recommend,
    words: words?.replaceAll('\0', '').trim() ?? '',
  }
}

const RATING = z.object({
  '@type': z.string(),
  target: z.object({ urlTemplate: z.string() }),
})

type Event =
  | { readonly kind: 'other' }
  | { readonly kind: 'rating'; readonly message: MessageId; readonly verdict: 'up' | 'down' }

function readEvent(entities: readonly unknown[]): Event {
  for (const entity of entities) {
    const parsed = RATING.safeParse(entity)
    if (!parsed.success) continue
    const rating = readRating(parsed.data['@type'], parsed.data.target.urlTemplate)
    if (rating === undefined) continue
    const { message, verdict } = rating
    if (!isId('message', message)) {
      throw new Fault('bad-input', 'The rating names no message. Rate an answer of this chat.')
    }
    return { kind: 'rating', message, verdict }
  }
  return { kind: 'other' }
}
