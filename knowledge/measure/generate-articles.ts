import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CHINESE, ENGLISH, type Phrases } from './phrases.js'
import { SUBJECTS, type Subject } from './subjects.js'

/** A file of the generated folder. */
export interface GeneratedFile {
  /** Below the folder, with `/`. */
  readonly file: string
  readonly text: string
}

/** Two of three are Chinese. */
const CHINESE_SHARE = 2 / 3

/** Sections of an article: five in the middle, as help centres have them. */
const SECTIONS = [3, 4, 4, 5, 5, 5, 5, 6, 6, 7] as const

/** Sentences of a section: with them a passage has 60 to 200 tokens. */
const SENTENCES = [3, 4, 4, 5, 6] as const

/**
 * Makes up plain articles of realistic length about other things than a shop, the same for the
 * same seed. Their sentences are grammatical and their facts are not true.
 */
export function* generateArticles(count: number, seed: number): Generator<GeneratedFile> {
  const random = randomFrom(seed)
  const titles = new Set<string>()
  for (let i = 0; i < count; ) {
    const article = writeArticle(random)
    if (titles.has(article.title)) continue
    titles.add(article.title)
    yield { file: `${article.folder}/article-${i}.md`, text: article.text }
    i++
  }
}

/** Writes them to a folder, which should be empty. */
export async function writeArticles(folder: string, count: number, seed: number): Promise<void> {
  const made = new Set<string>()
  for (const { file, text } of generateArticles(count, seed)) {
    const path = join(folder, file)
    const parent = dirname(path)
    if (!made.has(parent)) await mkdir(parent, { recursive: true })
    made.add(parent)
    await writeFile(path, text)
  }
}

type Random = () => number

function writeArticle(random: Random) {
  const subject = pick(SUBJECTS, random)
  const chinese = random() < CHINESE_SHARE
  const phrases = chinese ? CHINESE : ENGLISH
  const thing = pick(subject.things, random)[chinese ? 0 : 1]
  const fill = filler(subject, thing, phrases, chinese, random)
  const title = fill(pick(phrases.titles, random))
  const headings = shuffled(phrases.headings, random)
  const sections = Array.from({ length: pick(SECTIONS, random) }, (_, i) => {
    const heading = i === 0 ? '' : `## ${fill(headings[i] ?? '')}\n\n`
    return `${heading}${writeSection(phrases, fill, chinese, random)}`
  })
  return {
    title,
    folder: subject.field[1].replaceAll(' ', '-'),
    text: `# ${title}\n\n${sections.join('\n\n')}\n`,
  }
}

function writeSection(
  phrases: Phrases,
  fill: (phrase: string) => string,
  chinese: boolean,
  random: Random,
): string {
  const sentences = shuffled(phrases.sentences, random).slice(0, pick(SENTENCES, random)).map(fill)
  const paragraph = sentences.join(chinese ? '' : ' ')
  const kind = random()
  if (kind < 0.2) {
    const steps = shuffled(phrases.steps, random).slice(0, 4).map(fill)
    return `${paragraph}\n\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}`
  }
  if (kind < 0.3) {
    const [name, first, second] = phrases.columns
    const rows = Array.from(
      { length: 4 },
      () => `| ${fill('{place}')} | ${fill('{amount}')} | ${fill('{time}')} |`,
    )
    return `${paragraph}\n\n| ${name} | ${first} | ${second} |\n| --- | --- | --- |\n${rows.join('\n')}`
  }
  return paragraph
}

/** Puts words in the place of `{thing}`, `{other}`, `{place}` and the phrases' own lists. */
function filler(
  subject: Subject,
  thing: string,
  { words }: Phrases,
  chinese: boolean,
  random: Random,
): (phrase: string) => string {
  const own = (pair: readonly [string, string]) => pair[chinese ? 0 : 1]
  return (phrase) =>
    phrase.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
      if (slot === 'thing') return thing
      if (slot === 'field') return own(subject.field)
      if (slot === 'other') return own(pick(subject.things, random))
      if (slot === 'place') return own(pick(subject.places, random))
      if (slot === 'n') return String(2 + Math.floor(random() * 88))
      return fillNumbers(pick(words[slot] ?? [slot], random), random)
    })
}

function fillNumbers(text: string, random: Random): string {
  return text.replaceAll('{n}', () => String(2 + Math.floor(random() * 88)))
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Numbers from 0 to 1, the same for the same seed (a multiplicative congruential generator). */
function randomFrom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
