import type { BotTurn, ConversationId, Message, ScoreName, Session } from '../../handoff/index.js'
import { EMPTY_MEMORY, QUESTIONS } from '../../handoff/index.js'
import { HOUR, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import { type Chance, createChance } from './chance.js'
import { NEEDS } from './needs.js'
import type { Centre } from './open-centre.js'
import type { Scenario } from './scenario.js'

type SurveyForm = NonNullable<Message['extras']['survey']>

/** Somebody who wants something, for as long as their patience lasts. */
export interface Customer {
  readonly conversation: ConversationId
  readonly language: Language
  /** What they sent and the service accepted, in order. */
  readonly sent: readonly string[]
  /** Numbers of the messages that reached their screen. */
  readonly seen: ReadonlySet<number>
  /** Whether what they came for is done, as far as they have said. */
  isContent(): boolean
}

const SHARE_BOT_ENOUGH = 0.3
const SHARE_THUMBS = 0.2
const SHARE_RATES = 0.55

/**
 * Lets customers come over one day. Each follows rules of their own, from a seed: they ask, are
 * answered by the bot or ask for a person, write while they wait, go back to the bot, leave, come
 * back, answer what the agent asks, and rate.
 *
 * @returns Those who have come so far, by conversation.
 */
export function letCustomersCome(
  centre: Centre,
  scenario: Pick<Scenario, 'hours'>,
  options: { readonly count: number; readonly seed: number; readonly midnight: Instant },
): ReadonlyMap<ConversationId, Customer> {
  const customers = new Map<ConversationId, Customer>()
  const hours = scenario.hours.map((weight, hour) => [weight, hour] as const)
  for (let i = 0; i < options.count; i++) {
    const chance = createChance(options.seed * 1_000 + i)
    const hour = chance.pick(hours)
    const arrives = options.midnight + Math.round((hour + chance.between(0, 1)) * HOUR)
    centre.clock.at(arrives, async () => {
      const customer = await arrive(centre, chance, i)
      customers.set(customer.conversation, customer)
    })
  }
  return customers
}

async function arrive(centre: Centre, chance: Chance, index: number): Promise<Customer> {
  const { clock, conversations, relay } = centre
  const language = chance.pick([
    [75, 'zh-Hans'],
    [10, 'zh-Hant'],
    [15, 'en'],
  ] as const)
  const need = chance.pick(NEEDS)
  const botIsEnough = chance.is(SHARE_BOT_ENOUGH)
  const patience = chance.between(8, 60) * MINUTE
  const mood = chance.between(0, 1)
  let questionsLeft = chance.whole(2, 6)
  let isAway = false
  let wantsPerson = false
  let answeredAt: Instant | null = null
  let waitsSince: Instant | null = null
  const sent: string[] = []
  const seen = new Set<number>()
  const { id: conversation } = await conversations.open('webchat', `visitor-${index}`, language)
  const later = (time: Millis, deed: () => Promise<void> | void) =>
    clock.at(clock.now() + time, deed)

  async function write(text: string): Promise<void> {
    const channelId = `visitor-${index}-${sent.length}`
    await conversations.receive(conversation, { channelId, text, language })
    sent.push(text)
    later(2 * SECOND, botTurn)
  }

  const say = (what: string) => write(`${what} #${sent.length}`)

  async function botTurn(): Promise<void> {
    const session = await conversations.session(conversation)
    if (session?.owner.kind !== 'bot') return
    const unanswered = await conversations.unanswered(session)
    const last = unanswered.at(-1)
    if (!last) return
    const turn = turnOf(session, last.number, unanswered.map(({ text }) => text).join('\n'))
    if (wantsPerson) {
      const outcome = await centre.handOver(turn, { ...need, subject: last.text })
      if (outcome.ok && waitsSince === null) wait()
      return
    }
    const outcome = await conversations.sendAsBot(turn)
    if (!outcome.ok) return
    if (!botIsEnough) later(chance.between(15, 90) * SECOND, askForPerson)
    else if (chance.is(SHARE_THUMBS)) {
      later(20 * SECOND, async () => {
        await conversations.rate(conversation, outcome.message.id, chance.is(0.8) ? 'up' : 'down')
      })
    }
  }

  async function askForPerson(): Promise<void> {
    if (isAway) return
    wantsPerson = true
    await say('a person, please')
  }

  function wait(): void {
    waitsSince = clock.now()
    answeredAt = null
    if (chance.is(0.35)) later(chance.time(6 * MINUTE), () => whileWaiting('is anybody there'))
    if (chance.is(0.1)) later(chance.time(8 * MINUTE), goBackToBot)
    later(patience, losePatience)
  }

  const isWaiting = () => waitsSince !== null && answeredAt === null && !isAway

  async function whileWaiting(what: string): Promise<void> {
    if (!isWaiting()) return
    await say(what)
    if (chance.is(0.3)) later(chance.time(10 * MINUTE), () => whileWaiting('still waiting'))
  }

  async function goBackToBot(): Promise<void> {
    if (!isWaiting()) return
    wantsPerson = false
    await write(centre.replies.say('label-back-to-bot', language, {}, 0))
    later(30 * SECOND, () => say('then tell me this'))
  }

  /** Some ask on until somebody comes; others leave, and half of those come back. */
  async function losePatience(): Promise<void> {
    if (!isWaiting()) return
    if (chance.is(mood)) return whileWaiting('this takes long')
    isAway = true
    if (chance.is(0.5)) later(chance.between(20, 120) * MINUTE, comeBack)
  }

  async function comeBack(): Promise<void> {
    isAway = false
    await say('I am back')
  }

  function hear(message: Message): void {
    seen.add(message.number)
    const { survey } = message.extras
    if (survey) later(chance.between(1, 20) * MINUTE, () => rate(survey))
    if (message.speaker.role !== 'agent') return
    answeredAt ??= clock.now()
    if (isAway) return
    if (chance.is(0.03)) {
      isAway = true
      return
    }
    later(chance.between(15, 150) * SECOND, answer)
  }

  async function answer(): Promise<void> {
    if (isAway) return
    if (questionsLeft > 0) {
      questionsLeft--
      await say('my answer, and a question')
      if (chance.is(0.2)) await say('one more thing')
    } else if (chance.is(0.7)) await say('thank you')
  }

  async function rate({ id: survey, about }: SurveyForm): Promise<void> {
    const [waited, wasServed] = [(answeredAt ?? clock.now()) - (waitsSince ?? 0), !isAway]
    waitsSince = null
    wantsPerson = false
    if (!wasServed || !chance.is(SHARE_RATES)) return
    const joy = 5 - (waited > patience ? 2 : 0) - (mood < 0.12 ? 3 : mood < 0.3 ? 1 : 0)
    const score = Math.max(1, joy)
    const names: readonly ScoreName[] = about.flatMap((side) => QUESTIONS[side])
    const scores = Object.fromEntries(names.map((name) => [name, score]))
    await centre.answerSurvey(conversation, { survey, scores, words: '' })
    const session = await conversations.session(conversation)
    if (score > 2 || session?.owner.kind !== 'queue') return
    questionsLeft = 1
    wantsPerson = true
    wait()
  }

  relay.onMessage(conversation, hear, (cause) => {
    throw cause
  })
  later(0, () => say('hello, I have a question'))
  return { conversation, language, sent, seen, isContent: () => questionsLeft === 0 }
}

/** What the bot would say does not matter here, and no model is asked. */
function turnOf(session: Session, answeredThrough: number, question: string): BotTurn {
  return {
    session,
    answeredThrough,
    language: session.language,
    memory: { ...EMPTY_MEMORY, lastQuestion: question },
    trace: {
      question,
      signals: [],
      rules: [],
      passages: [],
      probability: null,
      decision: 'answer',
    },
    say: { text: 'This is what the articles say.' },
  }
}
