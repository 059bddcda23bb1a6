import { z } from 'zod'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { Page, ParsePage, Section } from '../handbook/parse-page.js'
import { createProblemList, type ProblemList } from '../handbook/problem-list.js'
import { readPages } from '../handbook/read-pages.js'
import { isLabel, isSituation, SITUATIONS, type Situation, type VariablesOf } from './situation.js'

/** The program's own words, as the shop wrote them. */
export interface Replies {
  /**
   * @param seed Chooses the variant: the same number the same words, consecutive whole numbers
   *   different ones. The number of the customer's message serves well.
   */
  say<S extends Situation>(
    situation: S,
    language: Language,
    variables: VariablesOf<S>,
    seed: number,
  ): string
}

type Variants = Readonly<Record<Language, readonly string[]>>

const MIN_VARIANTS = 2
const MAX_VARIANTS = 4

const FRONT_MATTER = z.strictObject({
  id: z.string().refine(isSituation, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no situation that the program speaks in. Use one of ${Object.keys(SITUATIONS).join(', ')}`,
  }),
  for: z.string().min(1, 'is empty. Say in one sentence when the words are used'),
  variables: z.array(z.string()).default([]),
})

/**
 * Reads `content/replies`.
 *
 * @throws {Fault} `misconfigured` with every problem, its file and line, when a situation or
 *   language is missing, variants are empty, too few or too many, or variables do not agree.
 */
export async function loadReplies(folder: string, parse?: ParsePage): Promise<Replies> {
  const problems = createProblemList(folder)
  const variants = new Map<Situation, Variants>()
  for (const page of await readPages(folder, parse)) {
    const checked = checkFrontMatter(page, FRONT_MATTER, problems)
    if (checked === undefined) continue
    const { id, variables } = checked.value
    const report = (line: number, message: string) =>
      problems.add({ file: page.file, line, message })
    if (page.file !== `${id}.md`) {
      report(checked.lineOf('id'), `The id is ${id}. Name the file ${id}.md, or change the id.`)
    }
    checkDeclared(id, variables, (message) => report(checked.lineOf('variables'), message))
    variants.set(id, variantsOf(page, id, problems))
  }
  reportMissing(variants, problems)
  problems.throwIfAny()
  return {
    say(situation, language, variables, seed) {
      const choices = variants.get(situation)?.[language] ?? []
      const chosen = choices[Math.abs(Math.trunc(seed)) % choices.length] ?? ''
      return fillIn(chosen, variables)
    },
  }
}

function checkDeclared(
  id: Situation,
  declared: readonly string[],
  report: (message: string) => void,
): void {
  const given: readonly string[] = SITUATIONS[id]
  const known = given.length === 0 ? 'has no variables' : `has ${given.join(', ')}`
  for (const name of declared) {
    if (!given.includes(name)) report(`Variable ${name} is unknown: ${id} ${known}. Remove it.`)
  }
  for (const name of given) {
    if (!declared.includes(name)) report(`Variable ${name} is missing: ${id} ${known}. Add it.`)
  }
}

function variantsOf(page: Page, id: Situation, problems: ProblemList): Variants {
  for (const { title, line } of page.sections) {
    if (LANGUAGES.some((language) => language === title)) continue
    problems.add({
      file: page.file,
      line,
      message: `Section ${JSON.stringify(title)} is no language. Use ${LANGUAGES.join(', ')}.`,
    })
  }
  const inLanguage = (language: Language) => {
    const sections = page.sections.filter(({ title }) => title === language)
    return checkVariants(page, id, language, sections, problems)
  }
  return {
    'zh-Hans': inLanguage('zh-Hans'),
    'zh-Hant': inLanguage('zh-Hant'),
    en: inLanguage('en'),
  }
}

function checkVariants(
  page: Page,
  id: Situation,
  language: Language,
  sections: readonly Section[],
  problems: ProblemList,
): readonly string[] {
  const [section, second] = sections
  const report = (line: number, message: string) => problems.add({ file: page.file, line, message })
  if (section === undefined) {
    report(1, `${language} is missing. Add a section "## ${language}" with its replies as a list.`)
    return []
  }
  if (second !== undefined) report(second.line, `${language} comes twice. Merge the two sections.`)
  const [min, max] = isLabel(id) ? [1, 1] : [MIN_VARIANTS, MAX_VARIANTS]
  const count = section.items.length
  if (count < min || count > max) {
    const wanted = isLabel(id) ? 'A label has exactly one' : `Write ${min} to ${max}`
    report(section.line, `${language} has ${count} list items. ${wanted}.`)
  }
  const variables: readonly string[] = SITUATIONS[id]
  for (const { text, line } of section.items) {
    if (text.trim() === '') report(line, `${language} has an empty item. Write it, or remove it.`)
    const used = placeholders(text)
    for (const name of used.filter((name) => !variables.includes(name))) {
      report(line, `{${name}} is no variable of ${id}. Write the text without it.`)
    }
    for (const name of variables.filter((name) => !used.includes(name))) {
      report(line, `{${name}} is not said. Every wording of ${id} has to tell it.`)
    }
  }
  return section.items.map(({ text }) => text)
}

function reportMissing(variants: ReadonlyMap<Situation, Variants>, problems: ProblemList): void {
  const seen = new Set([...variants.keys(), ...problems.all.map(({ file }) => file.slice(0, -3))])
  for (const situation of Object.keys(SITUATIONS)) {
    if (seen.has(situation)) continue
    problems.add({
      file: `${situation}.md`,
      line: 1,
      message: `The file is missing. Add it, with the words for ${situation} in each language.`,
    })
  }
}

const PLACEHOLDER = /\{([^{}]*)\}/g

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
}

function fillIn(text: string, variables: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => String(variables[name] ?? whole))
}
