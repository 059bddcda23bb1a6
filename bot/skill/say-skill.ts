import type {
  Choice,
  Citation,
  MessageExtras,
  OrderFacts,
  PlainSituation,
  Replies,
  SkillMemory,
} from '../../handoff/index.js'
import { type Article, helpUrl, toLanguageScript } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import type { Outcome } from './run-skill.js'
import {
  type Line,
  type OrderShown,
  type Skill,
  type SkillName,
  SLOTS,
  type StepChoice,
} from './skill.js'

export interface SkillVoice {
  readonly replies: Replies
  readonly language: Language
  readonly seed: number
  readonly articles: readonly Article[]
  readonly skills: readonly Skill[]
}

export interface SkillSaid {
  readonly text: string
  readonly extras: MessageExtras
  /** What is offered, as it fills the slot, or by the name of the skill. */
  readonly choices: SkillMemory['choices']
}

/** The words for what a skill asks or tells. */
export function sayOutcome(
  outcome: Exclude<Outcome, { kind: 'give-up' }>,
  voice: SkillVoice,
): SkillSaid {
  if (outcome.kind === 'ask') {
    const { line, choices = [] } = outcome.step
    const shown = choices.map((choice) => shownChoice(choice, voice))
    return {
      text: words(line, voice),
      choices: shown,
      extras: choices.length > 0 ? { choices: shown.map(asButton) } : {},
    }
  }
  const { lines, shows, cite, offersPerson, offers = [] } = outcome.step
  const citation = citationOf(cite, voice)
  const buttons = [
    ...offers.map((name) => skillButton(name, voice)),
    ...(offersPerson ? [personButton(voice)] : []),
  ]
  const text = lines.map((line) => words(line, voice)).join('\n\n')
  return {
    text: citation ? `${text} [1]` : text,
    choices: offers.map((name) => ({ title: skillButton(name, voice).title, value: name })),
    extras: {
      ...(shows && { order: orderFacts(shows, voice) }),
      ...(citation && { citations: [citation] }),
      ...(buttons.length > 0 && { choices: buttons }),
    },
  }
}

function orderFacts({ order, facts }: OrderShown, { replies, language }: SkillVoice): OrderFacts {
  const say = (label: PlainSituation) => replies.say(label, language, {}, 0)
  return {
    title: `${say('label-slot-order')} ${order}`,
    facts: facts.map(({ label, value }) => ({ label: say(label), value })),
  }
}

/** The shop's system did not answer: said as it is, with a way to a person. */
export function sayShopDown(voice: SkillVoice): SkillSaid {
  const text = words({ situation: 'skill-shop-down', variables: {} }, voice)
  return { text, choices: [], extras: { choices: [personButton(voice)] } }
}

/** The button that starts a skill. */
export function skillButton(
  name: SkillName,
  { skills, ...voice }: Omit<SkillVoice, 'articles'>,
): Choice {
  const label = skills.find((skill) => skill.name === name)?.label
  const title = label ? voice.replies.say(label, voice.language, {}, 0) : name
  return { title, value: title }
}

/** What was filled in, one line each, for whoever takes over. */
export function sayNote(
  skill: Skill,
  { slots, titles }: SkillMemory,
  { replies, language }: Pick<SkillVoice, 'replies' | 'language'>,
): string {
  const colon = language === 'en' ? ': ' : '：'
  const filled = SLOTS.flatMap((slot) => {
    const value = slots[slot]
    if (value === undefined) return []
    const shown = slot === 'order' ? value : (titles[slot] ?? value)
    return [`${replies.say(`label-slot-${slot}`, language, {}, 0)}${colon}${shown}`]
  })
  return [replies.say(skill.label, language, {}, 0), ...filled].join('\n')
}

function words({ situation, variables }: Line, { replies, language, seed }: SkillVoice): string {
  return replies.say(situation, language, variables as never, seed)
}

function shownChoice({ title, value }: StepChoice, voice: SkillVoice) {
  return { title: typeof title === 'string' ? title : words(title, voice), value }
}

const ORDER_NUMBER = /^QW\d{12}$/

/** A number says more than the title of a button, when the conversation is read later. */
function asButton({ title, value }: SkillMemory['choices'][number]): Choice {
  return { title, value: ORDER_NUMBER.test(value) ? value : title }
}

function personButton({ replies, language }: Pick<SkillVoice, 'replies' | 'language'>): Choice {
  const title = replies.say('label-reach-person', language, {}, 0)
  return { title, value: title }
}

/** The article in the customer's language, where there is one. */
function citationOf(
  id: string | undefined,
  { articles, language }: SkillVoice,
): Citation | undefined {
  const named = articles.find((article) => article.id === id)
  const translated = articles.find(({ translates }) => id !== undefined && translates === id)
  const article = language === 'en' ? (translated ?? named) : named
  const passage = article?.passages[0]
  if (!article || !passage) return undefined
  const title = toLanguageScript(article.title, language)
  return { mark: 1, title, url: helpUrl({ article, passage }, language) }
}
