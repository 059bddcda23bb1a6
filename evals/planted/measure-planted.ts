import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding, Problem } from '../../knowledge/index.js'
import type { Command } from '../command.js'
import { CONTENT, checkWritable, dataFolder, type Open } from '../evaluate.js'
import type { Progress } from '../progress.js'
import { plantMistakes } from './plant-mistakes.js'
import { PLANTS, type Plant } from './plants.js'

/** All that the check says of a content folder. */
export interface Checked {
  readonly articles: number
  readonly findings: readonly Finding[]
  readonly problems: readonly Problem[]
}

export interface PlantedDeps {
  readonly openCheck: Open<{ check(signal: AbortSignal): Promise<Checked> }>
  readonly progress: Progress
  readonly print: (text: string) => void
}

/** The day of the mistakes: offers of last month are over, and nothing else is. */
const TODAY = Date.parse('2026-11-26T12:00:00+08:00')

/** What became of each mistake, and what was told of folders without it. */
export interface PlantedResult {
  readonly articles: number
  readonly planted: readonly { readonly plant: Plant; readonly found: readonly string[] }[]
  /** Told of the folder as it is, without those that an editor let stand. */
  readonly clean: readonly string[]
  /** How many an editor let stand. */
  readonly stand: number
  /** Told of the copy, of neither a planted file nor the folder as it is. */
  readonly extra: readonly string[]
}

/** Plants the mistakes in a copy of the content, and tells which of them the check finds. */
export async function measurePlanted(
  command: Command,
  deps: PlantedDeps,
  signal: AbortSignal,
): Promise<void> {
  if (command.json !== null) await checkWritable(command.json)
  const content = command.content ?? CONTENT
  await using data = await dataFolder(command.data)
  const copy = await mkdtemp(join(tmpdir(), 'kefu-planted-'))
  try {
    const options = { dataFolder: data.path, now: TODAY }
    const check = async (contentFolder: string) => {
      await using opened = await deps.openCheck(
        { ...options, contentFolder },
        deps.progress,
        signal,
      )
      return await opened.check(signal)
    }
    const clean = await check(content)
    const planted = join(copy, 'content')
    await plantMistakes(content, planted, PLANTS)
    const result = compareChecks(PLANTS, clean, await check(planted))
    deps.print(drawPlanted(result))
    if (command.json !== null) await writeFile(command.json, `${JSON.stringify(result, null, 1)}\n`)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Holds what was told of the copy against what was told of the folder as it is. */
export function compareChecks(
  plants: readonly Plant[],
  clean: Checked,
  planted: Checked,
): PlantedResult {
  const before = linesOf(clean)
  const known = new Set(before.map(({ text }) => text))
  const fresh = linesOf(planted).filter(({ text }) => !known.has(text))
  const results = plants.map((plant) => {
    const told = fresh.filter(
      ({ kind, files }) => files.includes(plant.file) && plant.foundAs.includes(kind),
    )
    return { plant, found: told.map(({ text }) => text) }
  })
  const planned = new Set(plants.map(({ file }) => file))
  const extra = fresh.filter(({ files }) => !files.some((file) => planned.has(file)))
  return {
    articles: clean.articles,
    planted: results,
    clean: before.filter(({ counts }) => counts).map(({ text }) => text),
    stand: before.filter(({ counts }) => !counts).length,
    extra: extra.map(({ text }) => text),
  }
}

interface Line {
  readonly kind: Plant['foundAs'][number]
  readonly files: readonly string[]
  readonly text: string
  /** Whether an editor has still to look at it. */
  readonly counts: boolean
}

function linesOf({ findings, problems }: Checked): readonly Line[] {
  return [
    ...findings.map(({ kind, at, other, facts, seen }): Line => {
      const files = [at.file, ...(other ? [other.file] : [])]
      const there = other ? ` · ${other.file}:${other.line}` : ''
      const text = `${kind} ${at.file}:${at.line}${there} ${JSON.stringify(facts)}`
      return { kind, files, text, counts: seen === null }
    }),
    ...problems.map(({ file, line, message }): Line => {
      return {
        kind: 'format',
        files: [file],
        text: `format ${file}:${line} ${message}`,
        counts: true,
      }
    }),
  ]
}

export function drawPlanted({ articles, planted, clean, stand, extra }: PlantedResult): string {
  const first = planted.filter(({ plant }) => !plant.isSecond)
  const second = planted.filter(({ plant }) => plant.isSecond)
  const kinds = [...new Set(planted.map(({ plant }) => plant.foundAs.join(' or ')))]
  const rows = kinds.map((kind) => {
    const those = planted.filter(({ plant }) => plant.foundAs.join(' or ') === kind)
    const hits = countFound(those)
    return `  ${kind.padEnd(34)}${String(those.length).padStart(8)}${String(hits).padStart(8)}`
  })
  const missed = planted.filter((each) => each.found.length === 0)
  return [
    `Planted mistakes: ${countFound(planted)} of ${planted.length} found`,
    `  ${countFound(first)} of ${first.length} of those by which the check was mended, ${countFound(second)} of ${second.length} of those written afterwards`,
    '',
    `  ${'found as'.padEnd(34)}${'planted'.padStart(8)}${'found'.padStart(8)}`,
    ...rows,
    '',
    `Told of the ${articles} articles as they are: ${clean.length}, and ${stand} that an editor let stand`,
    ...clean.map((text) => `  ${text}`),
    `Told of articles in which nothing was planted: ${extra.length}`,
    ...extra.map((text) => `  ${text}`),
    ...(missed.length > 0 ? ['', 'Missed'] : []),
    ...missed.map(({ plant }) => `  ${plant.file}  ${plant.what}`),
  ].join('\n')
}

function countFound(planted: PlantedResult['planted']): number {
  return planted.filter(({ found }) => found.length > 0).length
}
