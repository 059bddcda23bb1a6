import { z } from 'zod'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { URGENCIES } from '../case/case.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import { readDuration } from '../handbook/duration.js'
import type { Page, ParsePage, Section } from '../handbook/parse-page.js'
import { createProblemList, type ProblemList } from '../handbook/problem-list.js'
import { readPages } from '../handbook/read-pages.js'
import { type EmergencyPlan, type PlanWords, type Texts, TOPIC_WAYS } from './plan.js'
import { readTrigger } from './read-trigger.js'

/** What the files may name. */
export interface KnownNames {
  /** Names of the signals that there are. */
  readonly signals: readonly string[]
  /** Ids of the teams; any when not given. */
  readonly teams?: readonly string[]
  /** Ids and categories of the articles; any when not given. */
  readonly articles?: { readonly ids: readonly string[]; readonly categories: readonly string[] }
}

/** The plans that the handbook names (P6.3), and what H8.1 adds; others may stand beside them. */
export const REQUIRED_PLANS = ['system-failure', 'surge', 'grave-mistake', 'data-leak'] as const

/**
 * Reads `content/handbook/emergencies`.
 *
 * @throws {Fault} `misconfigured` with every problem, its file and line: facts that are not
 *   measured, unknown signals, a language without banner, reply, steps or resources, steps that
 *   differ in number between languages, a plan that is missing.
 */
export async function loadPlans(
  folder: string,
  known: KnownNames,
  parse?: ParsePage,
): Promise<readonly EmergencyPlan[]> {
  const problems = createProblemList(folder)
  const pages = await readPages(folder, parse)
  const plans = pages.map((page) => readPlan(page, known, problems))
  for (const id of REQUIRED_PLANS) {
    if (pages.some(({ file }) => file === `${id}.md`)) continue
    const message = 'The plan is missing. Add it: the handbook asks for it (P6.3, H8.1).'
    problems.add({ file: `${id}.md`, line: 1, message })
  }
  problems.throwIfAny()
  return plans.filter((plan) => plan !== undefined)
}

const DURATION = z.string().transform((text, context) => {
  const duration = readDuration(text)
  if (duration !== undefined) return duration
  const message = `${JSON.stringify(text)} is no length of time. Write it like 15 min or 2 h`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const DAY = z.string().refine(isDay, {
  error: ({ input }) => `${JSON.stringify(input)} is no day. Write it like 2027-05-31`,
})

const ID = /^[a-z][a-z0-9-]*$/

function frontMatter({ signals, teams, articles }: KnownNames) {
  const words = z.string().trim().min(1, 'is empty. Name the emergency in a few words')
  const name = z.string().regex(ID, 'is no id. Write small letters, digits and lines')
  const known = (names: readonly string[] | undefined, what: string) =>
    name.refine((id) => names?.includes(id) ?? true, {
      error: ({ input }) => `${JSON.stringify(input)} is no ${what}. Mend the name, or remove it`,
    })
  return z.strictObject({
    id: name,
    title: z.strictObject({ 'zh-Hans': words, 'zh-Hant': words, en: words }),
    source: z
      .array(z.string().regex(/^[HTPY]\d+(\.\d+)?$/, 'is no id of the handbook such as H8.2'))
      .min(1, 'is empty. Name where the plan comes from, such as H8.2'),
    trigger: z.unknown().transform((value, context) => {
      const trigger = readTrigger(value, (path, message) =>
        context.addIssue({ code: 'custom', path: [...path], message }),
      )
      return trigger ?? z.NEVER
    }),
    topic: z.strictObject({
      articles: z.array(known(articles?.ids, 'article')).default([]),
      categories: z.array(known(articles?.categories, 'category of articles')).default([]),
      signals: z
        .array(
          z.string().refine((signal) => signals.includes(signal), {
            error: ({ input }) =>
              `${JSON.stringify(input)} is no signal. Use one of ${signals.join(', ')}`,
          }),
        )
        .default([]),
    }),
    whileInForce: z.strictObject({
      lasts: DURATION,
      firstResponse: z
        .strictObject({ normal: DURATION, urgent: DURATION })
        .nullable()
        .default(null),
      team: known(teams, 'team of teams.md').nullable().default(null),
      urgency: z.enum(URGENCIES),
      askPatience: z.boolean(),
      topicGoesTo: z.enum(TOPIC_WAYS),
    }),
    reviewBy: DAY,
    rehearsed: DAY.nullable(),
  })
}

function readPlan(page: Page, known: KnownNames, problems: ProblemList): EmergencyPlan | undefined {
  const report = (line: number, message: string) => problems.add({ file: page.file, line, message })
  const sections = languageSections(page, report)
  const checked = checkFrontMatter(page, frontMatter(known), problems)
  if (checked === undefined) return undefined
  const { value, lineOf } = checked
  if (page.file !== `${value.id}.md`) {
    report(lineOf('id'), `The id is ${value.id}. Name the file ${value.id}.md, or change the id.`)
  }
  if (page.intro === '') {
    report(1, 'The reason is missing. Write it in plain words below the front matter.')
  }
  const { id, title, source, trigger, topic, whileInForce, reviewBy, rehearsed } = value
  return {
    id,
    title,
    source,
    trigger,
    topic,
    effects: whileInForce,
    reviewBy,
    rehearsed,
    reason: page.intro,
    banner: byLanguage(({ banner }) => banner),
    reply: byLanguage(({ reply }) => reply),
    words: byLanguage(({ steps, resources }) => ({ steps, resources })),
  }

  function byLanguage<Part>(
    part: (written: WrittenPlan) => Part,
  ): Readonly<Record<Language, Part>> {
    return {
      'zh-Hans': part(sections['zh-Hans']),
      'zh-Hant': part(sections['zh-Hant']),
      en: part(sections.en),
    }
  }
}

type ReportLine = (line: number, message: string) => void

interface WrittenPlan extends PlanWords {
  readonly banner: Texts[Language]
  readonly reply: Texts[Language]
}

const PARTS = ['Banner', 'Reply', 'Steps', 'Resources'] as const

function languageSections(page: Page, report: ReportLine): Readonly<Record<Language, WrittenPlan>> {
  for (const { title, line } of page.sections) {
    if (LANGUAGES.some((language) => language === title)) continue
    report(line, `Section ${JSON.stringify(title)} is no language. Use ${LANGUAGES.join(', ')}.`)
  }
  const written = {
    'zh-Hans': readWords(page, 'zh-Hans', report),
    'zh-Hant': readWords(page, 'zh-Hant', report),
    en: readWords(page, 'en', report),
  }
  // A step is ticked off by its number, whatever language somebody reads it in.
  for (const language of LANGUAGES) {
    const [count, first] = [written[language].steps.length, written['zh-Hans'].steps.length]
    if (count === first || count === 0 || first === 0) continue
    const line = page.sections.find(({ title }) => title === language)?.line ?? 1
    report(line, `${language} has ${count} steps, zh-Hans has ${first}. Write the same steps.`)
  }
  return written
}

function readWords(page: Page, language: Language, report: ReportLine): WrittenPlan {
  const section = page.sections.find(({ title }) => title === language)
  if (section === undefined) {
    report(1, `${language} is missing. Add a section "## ${language}" with ${PARTS.join(', ')}.`)
    return { banner: '', reply: '', steps: [], resources: [] }
  }
  for (const { title, line } of section.sections) {
    if (PARTS.some((part) => part === title)) continue
    report(line, `Section ${JSON.stringify(title)} is unknown. Use ${PARTS.join(', ')}.`)
  }
  const partOf = (part: (typeof PARTS)[number]): Section | undefined => {
    const found = section.sections.find(({ title }) => title === part)
    if (found === undefined) {
      report(section.line, `${language} has no ${part}. Add a section "### ${part}".`)
    }
    return found
  }
  const sentence = (part: 'Banner' | 'Reply'): string => {
    const found = partOf(part)
    const [item, second] = found?.items ?? []
    if (found && (!item || second || item.text === '')) {
      report(found.line, `${part} in ${language} needs exactly one list item: the sentence.`)
    }
    return item?.text ?? ''
  }
  const steps = partOf('Steps')
  const resources = partOf('Resources')
  if (steps?.rows.length === 0) {
    report(steps.line, `Steps in ${language} has no table. Write one row a step: what, who, by.`)
  }
  if (resources?.items.length === 0) {
    report(resources.line, `Resources in ${language} has no list. Name what the steps need.`)
  }
  return {
    banner: sentence('Banner'),
    reply: sentence('Reply'),
    steps: (steps?.rows ?? []).map(({ cells, line }) => {
      const [what = '', who = '', by = ''] = cells
      if ([what, who, by].some((cell) => cell === '')) {
        report(line, 'A step has an empty cell. Write what is done, who does it, and by what.')
      }
      return { what, who, by }
    }),
    resources: (resources?.items ?? []).map(({ text }) => text),
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
