import type { Language } from '../../platform/language.js'
import type { Chat, SaidTurn } from '../suite.js'
import type { Goal, Mood } from './customer.js'
import { CUSTOMER_WORDS, type CustomerWords } from './customer-words.js'

/** How a chat ended. */
export type ChatEnd = 'solved' | 'with a person' | 'gave up' | 'left standing'

/** One simulated chat. */
export interface LivedChat {
  readonly end: ChatEnd
  /** Everything that was wanted was had: the answers, or the person. */
  readonly solved: boolean
  /** The share of what was wanted that was had, 0 to 1. */
  readonly met: number
  /** The customer's messages, thanks left out. */
  readonly turns: number
  /** Of the bot's messages, those that it had sent word for word before. */
  readonly repeats: number
  /** Whether the bot came back twice to where it had been: the same act on the same articles. */
  readonly looped: boolean
  /** Turns after which the customer had nothing to go on with: no answer, no choice, no person. */
  readonly deadEnds: number
  /** In the order in which they were said. */
  readonly texts: readonly string[]
  readonly course: readonly string[]
}

/** Nobody types more; whoever is here so long goes round in circles. */
const MOST_TURNS = 12

/** What a turn that does not help costs in patience. */
const COST: Readonly<Record<Mood, { readonly wrong: number; readonly askedBack: number }>> = {
  calm: { wrong: 1, askedBack: 0 },
  hurried: { wrong: 1, askedBack: 0.5 },
  upset: { wrong: 2, askedBack: 0.5 },
}

/** How likely somebody out of patience asks for a person before leaving. */
const ASKS_FOR_PERSON: Readonly<Record<Mood, number>> = { calm: 0.5, hurried: 0.5, upset: 0.9 }

/** How likely one who is not helped says so, before saying it in other words. */
const COMPLAINS = 0.3

/** How likely one who is helped says thanks, to which the bot has to find an answer as well. */
const THANKS = 0.5

/**
 * Lives one chat: the customer asks, takes what the bot gives, picks a choice that fits, says it in
 * other words when it does not, and in the end asks for a person or leaves.
 *
 * @param random Everything that could go either way is drawn from it, in the order of the turns.
 */
export async function liveChat(
  customer: {
    readonly goals: readonly Goal[]
    readonly mood: Mood
    readonly patience: number
  },
  {
    chat,
    language,
    random,
  }: { readonly chat: Chat; readonly language: Language; readonly random: () => number },
  signal: AbortSignal,
): Promise<LivedChat> {
  const words = CUSTOMER_WORDS[language]
  const record = createRecord()
  let { patience } = customer
  let met = 0
  let end: ChatEnd | null = null

  for (const goal of customer.goals) {
    let wording = 0
    let next: string = goal.says[0] ?? ''
    for (let settled = false; !settled && end === null; ) {
      const said = await chat.say(next, signal)
      const helped = helpOf(said, goal)
      record.turn(next, said, helped)
      settled = helped === 'settled'
      if (helped === 'person') end = goal.person ? 'solved' : 'with a person'
      if (settled) met++
      if (settled || end !== null) break

      patience -= helped === 'choice' ? COST[customer.mood].askedBack : COST[customer.mood].wrong
      const choice = choiceFor(said, goal)
      if (record.turns() >= MOST_TURNS) end = 'gave up'
      else if (choice !== undefined) next = choice
      else if (patience > 0) {
        const complains = helped === 'wrong' && random() < COMPLAINS
        if (!complains) wording++
        next = complains
          ? oneOf(words.notHelped, random)
          : (goal.says[wording] ?? goal.says.at(-1) ?? '')
      } else {
        end = await leave(customer.mood, goal, words, { chat, random, record }, signal)
      }
    }
    if (end !== null) break
    if (random() < THANKS) record.thanks(await chat.say(oneOf(words.thanks, random), signal))
  }
  const lived = record.close(end ?? 'solved')
  return { ...lived, met: lived.solved ? 1 : met / customer.goals.length }
}

async function leave(
  mood: Mood,
  goal: Goal,
  words: CustomerWords,
  deps: { readonly chat: Chat; readonly random: () => number; readonly record: ChatRecord },
  signal: AbortSignal,
): Promise<ChatEnd> {
  if (deps.random() >= ASKS_FOR_PERSON[mood]) return 'gave up'
  const said = await deps.chat.say(words.person, signal)
  const reached = said.decision === 'hand-over'
  deps.record.turn(words.person, said, reached ? 'person' : 'nothing')
  if (!reached) return 'left standing'
  return goal.person ? 'solved' : 'with a person'
}

type Help = 'settled' | 'choice' | 'wrong' | 'nothing' | 'person'

function helpOf(said: SaidTurn, goal: Goal): Help {
  switch (said.decision) {
    case 'hand-over':
      return 'person'
    case 'answer':
      return said.articles.some((id) => goal.articles.includes(id)) ? 'settled' : 'wrong'
    case 'ask-back':
      // Said as likely, it is read before any button.
      if (said.quoted !== undefined && goal.articles.includes(said.quoted)) return 'settled'
      return choiceFor(said, goal) === undefined ? 'wrong' : 'choice'
    case 'greet':
    case 'acknowledge':
    case 'decline':
    case 'skill':
      return said.choices.length > 0 ? 'wrong' : 'nothing'
    default:
      return said.decision satisfies never
  }
}

function choiceFor({ choices }: SaidTurn, goal: Goal): string | undefined {
  return choices.find(({ article }) => article !== null && goal.articles.includes(article))?.title
}

function oneOf(texts: readonly string[], random: () => number): string {
  return texts[Math.floor(random() * texts.length)] ?? ''
}

type ChatRecord = ReturnType<typeof createRecord>

function createRecord() {
  const texts: string[] = []
  const course: string[] = []
  const replies = new Set<string>()
  const places = new Map<string, number>()
  let turns = 0
  let repeats = 0
  let deadEnds = 0
  function hear({ text, decision, articles, rule }: SaidTurn): void {
    if (replies.has(text)) repeats++
    replies.add(text)
    const place = `${decision} ${articles.join(' ')}`.trimEnd()
    places.set(place, (places.get(place) ?? 0) + 1)
    course.push(rule === null ? place : `${place} (${rule})`)
  }
  return {
    turn(text: string, said: SaidTurn, help: Help): void {
      turns++
      if (help === 'nothing') deadEnds++
      texts.push(text)
      hear(said)
    },
    /** What is said after it is over repeats nothing and leads nowhere. */
    thanks({ decision }: SaidTurn): void {
      course.push(`thanked: ${decision}`)
    },
    turns: () => turns,
    close: (end: ChatEnd): Omit<LivedChat, 'met'> => ({
      ...{ end, solved: end === 'solved', turns, repeats, deadEnds, texts, course },
      looped: [...places.values()].some((times) => times >= LOOP),
    }),
  }
}

/** There once is an answer, twice may be two questions; a third time is a circle. */
const LOOP = 3
