import type { Instant } from '../../platform/clock.js'
import type { CustomerId, Side } from '../conversation/message.js'
import { SATISFACTION_CLASSES, type SatisfactionClass } from '../satisfaction/satisfaction-model.js'
import { type BoardVisit, classOfAnswer, surveyClass } from './board-visit.js'
import { type BotOutcome, botOutcome, SOLVED, UNDECIDED } from './bot-outcome.js'
import { type Interval, meanInterval, npsInterval, shareInterval } from './intervals.js'

/** A closed visit with what came of the bot's part in it. */
export interface CountedVisit extends BoardVisit {
  readonly closedAt: Instant
  readonly outcome: BotOutcome | null
}

/** With fewer cases a share says more of chance than of the service, and is not told. */
export const ENOUGH = 10

/** A share with what it is made of. */
export interface Share {
  readonly hits: number
  readonly all: number
  /** 0 to 1; `null` for fewer than {@link ENOUGH}. */
  readonly interval: Interval | null
}

export interface SideFigures {
  /** How often customers were asked about this side, and how often they answered. */
  readonly response: Share
  /** Answers whose lowest score is 4 or 5. */
  readonly csat: Share
  /** Answers that say how likely they would recommend the shop. */
  readonly recommended: number
  /** −100 to 100; `null` for fewer than {@link ENOUGH}. */
  readonly nps: Interval | null
}

export interface BoardFigures {
  readonly visits: number
  /** How many the model has read, and what it says of them. */
  readonly read: number
  readonly predicted: Readonly<Record<SatisfactionClass, Share>>
  /** −2 to 2; `null` for fewer than {@link ENOUGH}. */
  readonly mean: Interval | null
  /** Predicted apart for who answered a survey and who did not. */
  readonly dissatisfiedOfAnswered: Share
  readonly dissatisfiedOfSilent: Share
  /** Visits whose survey says the class that the model said. */
  readonly modelAgrees: Share
  readonly people: SideFigures
  readonly bot: SideFigures
  readonly outcomes: Readonly<Partial<Record<BotOutcome, number>>>
  /** Of the bot's visits of which it can be said. */
  readonly botSolved: Share
}

/** The closed visits of a time, each with the bot's outcome, which may hang on later ones. */
export function countVisits(
  visits: readonly BoardVisit[],
  from: Instant,
  to: Instant,
  now: Instant,
): readonly CountedVisit[] {
  const byCustomer = new Map<CustomerId, BoardVisit[]>()
  for (const visit of visits) {
    const own = byCustomer.get(visit.customer)
    if (own) own.push(visit)
    else byCustomer.set(visit.customer, [visit])
  }
  return visits.flatMap((visit) => {
    const { closedAt, customer } = visit
    if (closedAt === null || closedAt < from || closedAt >= to) return []
    return [{ ...visit, closedAt, outcome: botOutcome(visit, byCustomer.get(customer) ?? [], now) }]
  })
}

/** Works out all figures of some visits. Pure. */
export function figuresOf(visits: readonly CountedVisit[]): BoardFigures {
  const read = visits.filter(({ satisfaction }) => satisfaction !== null)
  const isClass = (name: SatisfactionClass) => (visit: CountedVisit) =>
    visit.satisfaction?.class === name
  const answered = read.filter((visit) => surveyClass(visit) !== null)
  const silent = read.filter((visit) => surveyClass(visit) === null)
  const decided = visits.filter(({ outcome }) => outcome !== null && !UNDECIDED.includes(outcome))
  const outcomes: Partial<Record<BotOutcome, number>> = {}
  for (const { outcome } of visits) {
    if (outcome !== null) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return {
    visits: visits.length,
    read: read.length,
    predicted: Object.fromEntries(
      SATISFACTION_CLASSES.map((name) => [name, shareOf(read, isClass(name))]),
    ) as Record<SatisfactionClass, Share>,
    mean:
      read.length < ENOUGH
        ? null
        : meanInterval(read.map(({ satisfaction }) => satisfaction?.score ?? 0)),
    dissatisfiedOfAnswered: shareOf(answered, isClass('dissatisfied')),
    dissatisfiedOfSilent: shareOf(silent, isClass('dissatisfied')),
    modelAgrees: shareOf(
      answered,
      (visit) => surveyClass(visit) === (visit.satisfaction?.class ?? null),
    ),
    people: sideOf(visits, 'people'),
    bot: sideOf(visits, 'bot'),
    outcomes,
    botSolved: shareOf(decided, isSolved),
  }
}

export function isSolved({ outcome }: Pick<CountedVisit, 'outcome'>): boolean {
  return outcome !== null && SOLVED.includes(outcome)
}

/** The recommendation is about the whole visit: of the people, where they were asked about. */
function sideOf(visits: readonly CountedVisit[], side: Side): SideFigures {
  const asked = visits.flatMap(({ surveys }) => surveys.filter(({ about }) => about.includes(side)))
  const answers = asked.flatMap(({ answer }) => answer ?? [])
  const classes = answers.flatMap((answer) => classOfAnswer(answer, side) ?? [])
  const recommends = asked
    .filter(({ about }) => side === 'people' || !about.includes('people'))
    .flatMap(({ answer }) => answer?.recommend ?? [])
  const promoters = recommends.filter((score) => score >= 9).length
  const detractors = recommends.filter((score) => score <= 6).length
  return {
    response: shareOf(asked, ({ answer }) => answer !== null),
    csat: shareOf(classes, (name) => name === 'satisfied'),
    recommended: recommends.length,
    nps: recommends.length < ENOUGH ? null : npsInterval(promoters, detractors, recommends.length),
  }
}

function shareOf<Each>(all: readonly Each[], isHit: (each: Each) => boolean): Share {
  const hits = all.filter(isHit).length
  const interval = all.length < ENOUGH ? null : shareInterval(hits, all.length)
  return { hits, all: all.length, interval }
}

/** What a link of the board leads to. */
export const SELECTIONS = [
  'visits',
  'satisfied',
  'neutral',
  'dissatisfied',
  'answered-people',
  'answered-bot',
  'surveyed',
  'silent',
  'model-wrong',
  'bot-decided',
  'bot-solved',
] as const
export type Selection = (typeof SELECTIONS)[number] | BotOutcome

/** Whether a visit is one of those behind a number. */
export function isSelected(visit: CountedVisit, selection: Selection): boolean {
  const told = surveyClass(visit)
  switch (selection) {
    case 'visits':
      return true
    case 'satisfied':
    case 'neutral':
    case 'dissatisfied':
      return visit.satisfaction?.class === selection
    case 'answered-people':
      return hasAnswer(visit, 'people')
    case 'answered-bot':
      return hasAnswer(visit, 'bot')
    case 'surveyed':
      return told !== null
    case 'silent':
      return told === null && visit.satisfaction !== null
    case 'model-wrong':
      return told !== null && visit.satisfaction !== null && told !== visit.satisfaction.class
    case 'bot-decided':
      return visit.outcome !== null && !UNDECIDED.includes(visit.outcome)
    case 'bot-solved':
      return isSolved(visit)
    default:
      return visit.outcome === selection
  }
}

function hasAnswer({ surveys }: CountedVisit, side: Side): boolean {
  return surveys.some(({ about, answer }) => about.includes(side) && answer !== null)
}
