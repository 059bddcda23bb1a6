import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  createSignalReader,
  embedSentences,
  loadSignals,
  measureSignal,
} from '../../handoff/index.js'
import { detectLanguage, openOnnxEmbedder } from '../../knowledge/index.js'
import { SKILLS } from './skill.js'
import { LEAVE } from './skills.js'

const HANDBOOK = new URL('../../content/handbook/', import.meta.url)
const NAMES = [...SKILLS, LEAVE]

/**
 * Prints how well the wish for each skill is told: `npx tsx bot/skill/print-intents.ts`. First by
 * its own sentences, each scored by a model that has not seen it; then which of the questions that
 * articles answer would start a skill instead.
 */
async function printIntents(signal: AbortSignal): Promise<void> {
  const folder = fileURLToPath(new URL('skills', HANDBOOK))
  await using embedder = await openOnnxEmbedder()
  const files = await loadSignals(folder, undefined, NAMES)
  const vectors = await embedSentences(files, [], embedder.embed, signal)
  for (const file of files) {
    const { quality } = await measureSignal(file, vectors, [], signal)
    for (const told of quality) {
      const shares = [told.aurocOwn, told.recallOfWords, told.recall, told.falseAlarms]
      const cells = [told.name, told.language, told.examples, told.counterExamples]
      console.log(`| ${[...cells, ...shares.map((share) => share.toFixed(3))].join(' | ')} |`)
    }
  }
  const reader = await createSignalReader(
    { folder, known: NAMES, embed: embedder.embed, report: ({ cause }) => console.error(cause) },
    signal,
  )
  await reader.ready
  const lines = await readFile(new URL('labelled-questions.jsonl', HANDBOOK), 'utf8')
  const questions = lines.split('\n').flatMap((line) => readQuestion(line))
  const started: string[] = []
  for (const question of questions) {
    const heard = await reader.read(question, detectLanguage(question, 'zh-Hans'), signal)
    const skill = heard.find(({ name }) => name !== LEAVE)
    if (skill) started.push(`${skill.name}: ${question}`)
  }
  console.log(`\n${started.length} of ${questions.length} labelled questions start a skill:`)
  for (const line of started) console.log(`  ${line}`)
}

/** The first line tells of the file, and the last is empty. */
function readQuestion(line: string): readonly string[] {
  if (line === '') return []
  const { text } = JSON.parse(line) as { readonly text?: string }
  return text === undefined ? [] : [text]
}

await printIntents(new AbortController().signal)
