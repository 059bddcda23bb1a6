import { z } from 'zod'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { Page, ParsePage, Row, Section } from '../handbook/parse-page.js'
import { createProblemList, type ProblemList } from '../handbook/problem-list.js'
import { readPages } from '../handbook/read-pages.js'
import { KNOWN_SIGNALS, SIGNAL_LANGUAGES, type SignalLanguage, type SignalName } from './signal.js'
import type { SignalWord } from './word-list.js'

/** A sentence from which a signal is learned. */
export interface LabelledSentence {
  readonly text: string
  readonly language: SignalLanguage
  /** Whether the signal holds for it. */
  readonly holds: boolean
  /** Whether it stands in the signal's own file. */
  readonly own: boolean
}

/** One file of `content/handbook/signals`. */
export interface SignalFile {
  readonly name: SignalName
  readonly title: string
  /** Share of the counter-examples, per language, that may be taken for the signal. */
  readonly falseAlarms: number
  /** Share of the articles' ordinary questions, per language, that may be taken for the signal. */
  readonly ordinaryAlarms: number
  /** Articles whose questions may well say it, so that they are no counter-examples. */
  readonly about: readonly string[]
  /** Of a message of several lines: whether one has to say it, or all of them. */
  readonly lines: 'any' | 'every'
  /** Its own examples and counter-examples, ordinary messages, and examples of what it is unlike. */
  readonly sentences: readonly LabelledSentence[]
  readonly words: readonly SignalWord[]
}

/** The page whose sentences are counter-examples of every signal. */
const ORDINARY = 'ordinary'

/** Below this a threshold would be a guess. */
const FEWEST_SENTENCES = 10

const ORDINARY_FRONT_MATTER = z.strictObject({ id: z.literal(ORDINARY), title: z.string() })

const FRONT_MATTER = z.strictObject({
  id: z.string(),
  title: z.string().min(1, 'is empty. Say in a few words what is recognised'),
  falseAlarms: z.number().min(0).max(0.2, 'lets more than one in five through. Write 0 to 0.2'),
  ordinaryAlarms: z
    .number()
    .min(0)
    .max(0.05, 'lets more than one in twenty through. Write 0 to 0.05')
    .default(0.004),
  about: z.array(z.string()).default([]),
  lines: z.enum(['any', 'every']).default('any'),
  unlike: z.array(z.string()).default([]),
  source: z.array(z.string()).min(1, 'is empty. Name where the signal comes from, such as H4.2'),
})

/**
 * Reads `content/handbook/signals`.
 *
 * @param known Signals that the program asks for by name, so that each must have its file.
 * @throws {Fault} `misconfigured` with every problem, its file and line.
 */
export async function loadSignals(
  folder: string,
  parse?: ParsePage,
  known: readonly SignalName[] = KNOWN_SIGNALS,
): Promise<readonly SignalFile[]> {
  const problems = createProblemList(folder)
  const pages = await readPages(folder, parse)
  const ordinary = pages
    .filter(({ file }) => file === `${ORDINARY}.md`)
    .flatMap((page) => {
      checkFrontMatter(page, ORDINARY_FRONT_MATTER, problems)
      return readSentences(page, 'Examples', false, problems)
    })
  const drafts = pages
    .filter(({ file }) => file !== `${ORDINARY}.md`)
    .map((page) => readSignal(page, problems))
    .filter((draft) => draft !== undefined)

  for (const name of known) {
    if (pages.some(({ file }) => file === `${name}.md`)) continue
    const message = 'The file is missing. Add it: the bot asks for this signal in every turn.'
    problems.add({ file: `${name}.md`, line: 1, message })
  }
  const files = drafts.map(({ unlike, unlikeLine, ...draft }) => {
    const others = unlike.flatMap((name) => {
      const other = drafts.find((candidate) => candidate.name === name)
      if (other !== undefined) return other.sentences.filter(({ holds }) => holds)
      const message = `${JSON.stringify(name)} is no signal. Use one of ${drafts.map((d) => d.name).join(', ')}.`
      problems.add({ file: `${draft.name}.md`, line: unlikeLine, message })
      return []
    })
    // Its own file knows best: "see you" may stand here as an example and there as another's.
    const known = new Set(draft.sentences.map(({ text }) => text))
    const counter = [...ordinary, ...others]
      .filter(({ text }) => !known.has(text))
      .map(({ text, language }) => ({ text, language, holds: false, own: false }))
    return { ...draft, sentences: [...draft.sentences, ...counter] }
  })
  problems.throwIfAny()
  return files
}

type Draft = SignalFile & { readonly unlike: readonly string[]; readonly unlikeLine: number }

function readSignal(page: Page, problems: ProblemList): Draft | undefined {
  const checked = checkFrontMatter(page, FRONT_MATTER, problems)
  if (checked === undefined) return undefined
  const { id, unlike, title, falseAlarms, ordinaryAlarms, about, lines } = checked.value
  if (page.file !== `${id}.md`) {
    const message = `The id is ${id}. Name the file ${id}.md, or change the id.`
    problems.add({ file: page.file, line: checked.lineOf('id'), message })
  }
  const sentences = [
    ...readSentences(page, 'Examples', true, problems),
    ...readSentences(page, 'Counter-examples', false, problems),
  ]
  const words = SIGNAL_LANGUAGES.flatMap((language) =>
    (sectionOf(page, language, 'Words')?.rows ?? []).flatMap((row) =>
      readWords(page.file, row, problems),
    ),
  )
  const unlikeLine = checked.lineOf('unlike')
  return {
    ...{ name: id, title, falseAlarms, ordinaryAlarms, about, lines },
    ...{ sentences, words, unlike, unlikeLine },
  }
}

function sectionOf(page: Page, language: SignalLanguage, title: string): Section | undefined {
  return page.sections
    .find((section) => section.title === language)
    ?.sections.find((section) => section.title === title)
}

function readSentences(
  page: Page,
  title: 'Examples' | 'Counter-examples',
  holds: boolean,
  problems: ProblemList,
): readonly LabelledSentence[] {
  return SIGNAL_LANGUAGES.flatMap((language) => {
    const section = sectionOf(page, language, title)
    const items = section?.items ?? []
    if (items.length < FEWEST_SENTENCES) {
      const message = `${language} has ${items.length} ${title}. Write at least ${FEWEST_SENTENCES} as a list below "## ${language}", "### ${title}".`
      problems.add({ file: page.file, line: section?.line ?? 1, message })
    }
    const opposite = title === 'Examples' ? 'Counter-examples' : 'Examples'
    const others = new Set(sectionOf(page, language, opposite)?.items.map(({ text }) => text))
    for (const { text, line } of items) {
      if (!others.has(text)) continue
      const message = `“${text}” is also among the ${opposite}. Decide for one.`
      problems.add({ file: page.file, line, message })
    }
    return items.map(({ text }) => ({ text, language, holds, own: true }))
  })
}

function readWords(file: string, row: Row, problems: ProblemList): readonly SignalWord[] {
  const [words = '', effect = ''] = row.cells
  const read = readEffect(effect)
  if (read === undefined) {
    const message = `${JSON.stringify(effect)} is no effect. Write fires, fires alone, vetoes, or a weight above 0 and up to 1.`
    problems.add({ file, line: row.line, message })
    return []
  }
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => ({ word, effect: read }))
}

function readEffect(text: string): SignalWord['effect'] | undefined {
  if (text === 'fires' || text === 'fires alone' || text === 'vetoes') return text
  const weight = Number(text)
  return weight > 0 && weight <= 1 ? weight : undefined
}
