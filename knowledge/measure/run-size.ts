import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeArticles } from './generate-articles.js'
import type { SizeFigure, SizeStep } from './size-step.js'

/*
 * Tells what a folder of many articles costs, as the table of `knowledge/README.md`:
 *
 *   npm run bench:size -- --count 10000 --data DIR
 *
 * Each step is a process of its own, since starts and memory are those of whole processes. The
 * vectors of ten thousand articles take a quarter of an hour; DIR keeps them for the next time.
 * `--step check` runs one step alone.
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    data: { type: 'string', default: '.kefu/size' },
    step: { type: 'string' },
  },
})

const SEED = 4
const ALL: readonly SizeStep[] = [
  'first-start',
  'embed',
  'restart',
  'search',
  'change',
  'check',
  'recall',
]
const STEPS = values.step === undefined ? ALL : ALL.filter((step) => step === values.step)

const folder = join(resolve(values.data), `articles-${values.count}`)
const data = join(resolve(values.data), `data-${values.count}`)
if (!existsSync(folder)) {
  await mkdir(folder, { recursive: true })
  await writeArticles(folder, Number(values.count), SEED)
}
process.stdout.write(`| ${values.count} articles | value |\n| --- | --- |\n`)
for (const step of STEPS) {
  for (const { what, value } of await run(step)) process.stdout.write(`| ${what} | ${value} |\n`)
}

async function run(step: SizeStep): Promise<readonly SizeFigure[]> {
  // The first start is by words and from nothing; the vectors stay for the other steps.
  const own = step === 'first-start' ? `${data}-words` : data
  if (step === 'first-start') await rm(own, { recursive: true, force: true })
  const file = fileURLToPath(new URL('size-step.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, step, folder, own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The step ${step} ended with ${code}.`)
  return JSON.parse(text) as readonly SizeFigure[]
}
