import {
  type BotMemory,
  type Circumstances,
  type Escalation,
  type EscalationRule,
  type Facts,
  type Handoff,
  noFacts,
  type Replies,
  readMoney,
  type SignalReader,
  type TurnTrace,
} from '../../handoff/index.js'
import {
  type Article,
  type Decision,
  detectLanguage,
  type Found,
  type Hit,
  type Knowledge,
  toLanguageScript,
} from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { type Skills, skillAfter } from '../skill/skills.js'
import { chosenOffer } from './choose-offered.js'
import { describeCase, likelyService } from './describe-case.js'
import { effectsOf } from './effects-of.js'
import { type DepartmentDeps, findDepartments } from './find-departments.js'
import { offTopicIn } from './off-topic.js'
import { remember } from './remember.js'
import {
  answerReply,
  askBackReply,
  isOtherLanguage,
  plainReply,
  type Said,
  type SayContext,
  skillReply,
  withChoices,
  withNear,
} from './say.js'
import { searchTurn } from './search-turn.js'
import {
  acknowledges,
  asksWho,
  DENIED,
  NOT_HELPED,
  NOT_UNDERSTOOD,
  type SmallTalk,
  smallTalkIn,
} from './small-talk.js'
import { traceTurn } from './trace-turn.js'
import { likelyOf, nearest, quotedOf } from './what-is-likely.js'

/** What a turn begins with. */
export interface TurnInput {
  /** What the customer wrote since the bot last spoke, oldest first. */
  readonly texts: readonly string[]
  /** The language so far, kept when the words do not tell. */
  readonly language: Language
  readonly memory: BotMemory
  /** Chooses among replies of the same meaning; the number of the newest message. */
  readonly seed: number
  /** An ordinary customer on an ordinary day when not given. */
  readonly circumstances?: Circumstances
  /** The shop's id of a customer whom it vouches for; `null` or not given for anyone else. */
  readonly customer?: string | null
}

/** What the bot would do: nothing is stored or sent yet. */
export interface TurnPlan {
  readonly language: Language
  readonly memory: BotMemory
  readonly trace: TurnTrace
  readonly say: Said
  readonly handoff: Handoff | null
}

export interface TurnDeps {
  readonly knowledge: Pick<Knowledge, 'ask' | 'articles'>
  readonly signals: Pick<SignalReader, 'read'>
  /** Asked for at each turn, since editors change the rules while it runs. */
  readonly escalation: () => Pick<Escalation, 'evaluate' | 'lowConfidence'>
  readonly replies: () => Replies
  /** The department that answers for a category of articles; without it none is known. */
  readonly departmentOf?: DepartmentDeps['departmentOf']
  /** Whether two questions ask the same in other words; without it only the same words count. */
  readonly asksTheSame?: (a: string, b: string, signal: AbortSignal) => Promise<boolean>
  /** What the bot can have done at the shop; without it articles alone answer. */
  readonly skills?: Skills
}

export type PlanTurn = (input: TurnInput, signal: AbortSignal) => Promise<TurnPlan>

/** Asking back a third time would be a maze; a person is kinder. */
const MOST_ASKED_BACK = 2

/** A skill that asked for the same twice counts as so many failures. */
const GAVE_UP = 2

/**
 * One turn of the bot, from words to a plan. The chat and the evals both ask here.
 *
 * The decision comes from signals, rules and the calibrated probability; words are chosen after
 * it, so nothing that is written can stop a handoff or cause one.
 */
export function createPlanTurn(deps: TurnDeps): PlanTurn {
  const { signals, escalation, replies } = deps

  /** Whoever asks whether a person is there is not angry, whatever it sounds like; nor is an "ok". */
  async function readSignals(text: string, language: Language, signal: AbortSignal) {
    if (acknowledges(text)) return []
    const heard = await signals.read(text, language, signal)
    return asksWho(text) ? heard.filter(({ name }) => name === 'wants-a-person') : heard
  }

  return async (written, signal) => {
    const chosen = chosenOffer(written, deps.knowledge.articles())
    const title = chosen && toLanguageScript(chosen.title, written.language)
    const input = title === undefined ? written : { ...written, texts: [title] }
    const text = input.texts.join('\n')
    // Of an article in another language, the customer chose the title and not the language.
    const language = chosen ? input.language : detectLanguage(text, input.language)
    const { departmentOf = () => undefined, asksTheSame = async () => false } = deps
    const [heard, { found, question, before }, departments] = await Promise.all([
      // A title that the bot wrote itself tells nothing of whoever chooses it.
      chosen ? [] : readSignals(text, language, signal),
      searchTurn(deps.knowledge, input, language, signal),
      findDepartments(input.texts, language, { knowledge: deps.knowledge, departmentOf }, signal),
    ])
    const { lastQuestion } = input.memory
    const asksAgain = await asksTheSame(question, lastQuestion, signal)
    const denies = found.reason === 'denied'
    // Whoever denies the first thing that comes up has been told nothing yet that could not help.
    const notHelped = denies ? lastQuestion !== '' : heard.some(({ name }) => name === 'not-helped')
    const asksMore = denies ? DENIED : notHelped ? NOT_HELPED : null
    const mayAskMore = !notHelped || mayTryAgain(found, input.memory)
    const smallTalk =
      (denies ? null : smallTalkIn(text, heard, found)) ?? (mayAskMore ? asksMore : null)
    const { skills } = deps
    const taken = await skills?.hear(
      {
        ...{ text, language, found, isSmallTalk: smallTalk !== null, seed: input.seed },
        ...(deniesSome(found) && { asked: found.searched }),
        memory: input.memory.skill,
        customer: input.customer ?? null,
      },
      signal,
    )
    const offTopic = smallTalk || taken ? null : offTopicIn(question, heard, found, lastQuestion)
    const aside = smallTalk ?? offTopic
    const decision = aside || taken ? null : withinPatience(found.decision, input.memory)
    const quoted = quotedOf(decision, found, input.memory)
    const likely = likelyOf(decision, found, quoted)
    const told = { notHelped, asksAgain, quoted, likely }
    const memory = remember(input.memory, question, decision, told)
    const handbook = escalation()
    const facts: Facts = {
      ...noFacts(language),
      ...input.circumstances,
      signals: heard,
      failures: memory.failures,
      repeats: memory.repeats,
      decision: decision?.kind ?? null,
      service: likelyService(found) ?? null,
      money: readMoney(text),
      departments,
    }
    const fired = handbook.evaluate(facts)
    // Rules go first: a skill asks the shop only when none holds.
    const done = fired.length === 0 ? await taken?.run(signal) : undefined
    const afterwards = done?.needsPerson
      ? handbook.evaluate({ ...facts, failures: GAVE_UP })
      : fired
    // A handbook that lost its rule for the unanswered still hands over.
    const isUnanswered = decision?.kind === 'hand-over' || done?.needsPerson
    const rule = afterwards[0] ?? (isUnanswered ? handbook.lowConfidence : undefined)

    const { introduced, toldOtherLanguage } = input.memory
    const { seed } = input
    const context = { replies: replies(), language, seed, introduced, toldOtherLanguage }
    const articles = deps.knowledge.articles()
    const { kind, said } =
      done && !done.needsPerson
        ? ({ kind: 'skill', said: skillReply(context, done.said) } as const)
        : say(context, rule, aside, decision, articles, {
            before,
            quoted,
            near: rule && rule.id === handbook.lowConfidence?.id ? nearest(found, language) : [],
          })
    const quotes = quotedIn(kind, decision, { before, quoted })
    const skill = skillAfter(input.memory.skill, taken, done, decision !== null || !!rule)
    const note = skills?.note(taken?.told ?? input.memory.skill, language)
    return {
      language,
      memory: {
        ...memory,
        introduced: true,
        ...(quotes.some((hit) => isOtherLanguage(hit, language)) && {
          toldOtherLanguage: language,
        }),
        ...(skill && { skill }),
        ...((taken?.starts || offTopic) && { lastQuestion: question }),
      },
      trace: {
        ...traceTurn({ text, facts, fired: afterwards, found, decision: kind }),
        ...(taken && { skill: { name: taken.name, did: done?.did ?? 'handed-over' } }),
      },
      say:
        skills && kind === 'answer' && decision?.kind === 'answer'
          ? withChoices(said, skills.offers(decision.hit.article, language))
          : said,
      handoff: rule
        ? {
            ...effectsOf(rule),
            ...describeCase({
              rule: rule.id,
              text,
              language,
              memory: input.memory,
              found,
              articles,
            }),
            ...(note && { note }),
          }
        : null,
    }
  }
}

/** Whose sentences a reply of this kind holds. */
function quotedIn(
  kind: TurnTrace['decision'],
  decision: Decision | null,
  { before = [], quoted }: Pick<Beside, 'before' | 'quoted'>,
): readonly Hit[] {
  if (kind === 'answer' && decision?.kind === 'answer') return [...before, decision.hit]
  return kind === 'ask-back' && quoted ? [quoted] : []
}

/**
 * A first "that did not help" with nothing new in it asks for other words: neither for a person,
 * nor for the same answer again.
 */
function mayTryAgain({ decision }: Found, { failures, answeredFrom }: BotMemory): boolean {
  const isSameAnswer = decision.kind === 'answer' && decision.hit.article.id === answeredFrom.at(-1)
  return failures === 0 && (decision.kind === 'hand-over' || isSameAnswer)
}

/** What is denied means nothing. */
function deniesSome({ readings }: Found): boolean {
  return readings.some(({ meant }) => meant === '')
}

function withinPatience(decision: Decision, { askedBack }: BotMemory): Decision {
  const tooOften = decision.kind === 'ask-back' && askedBack >= MOST_ASKED_BACK
  return tooOften ? { kind: 'hand-over' } : decision
}

interface Beside {
  readonly before?: readonly Hit[]
  readonly quoted?: Hit | undefined
  readonly near?: readonly Hit[]
}

/**
 * A rule goes before everything; then small talk; then what search found.
 *
 * @param beside Answers to what was asked before the last question, at once with it; the choice that
 *   a question back quotes; and what may help who waits for a person.
 */
export function say(
  context: SayContext,
  rule: EscalationRule | undefined,
  smallTalk: SmallTalk | null,
  decision: Decision | null,
  articles: readonly Article[],
  { before = [], quoted, near = [] }: Beside = {},
): { readonly kind: TurnTrace['decision']; readonly said: Said } {
  if (rule)
    return { kind: 'hand-over', said: withNear(context, plainReply(context, rule.reply), near) }
  if (decision?.kind === 'answer') {
    return { kind: 'answer', said: answerReply(context, [...before, decision.hit], articles) }
  }
  if (decision?.kind === 'ask-back') {
    return { kind: 'ask-back', said: askBackReply(context, decision.choices, articles, quoted) }
  }
  const { kind, reply } = smallTalk ?? NOT_UNDERSTOOD
  const asksForMore = !['greeting', 'thanks', 'closing'].includes(reply)
  return { kind, said: plainReply(context, reply, asksForMore) }
}
