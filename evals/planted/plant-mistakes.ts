import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../../platform/fault.js'
import type { Make, Plant } from './plants.js'

/**
 * Copies a content folder and makes the mistakes in the copy.
 *
 * @throws {Fault} `bad-input` when the text that a mistake replaces is not there any more.
 */
export async function plantMistakes(
  content: string,
  copy: string,
  plants: readonly Plant[],
): Promise<void> {
  await cp(content, copy, { recursive: true })
  for (const plant of plants) {
    const { make } = plant
    const from = 'copyOf' in make ? make.copyOf : plant.file
    const source = await readFile(join(content, 'articles', from), 'utf8')
    const text = madeOf(source, make)
    if (text === source) {
      throw new Fault(
        'bad-input',
        `${from} has nothing to plant "${plant.what}" in. Write the plant for the words that stand there.`,
      )
    }
    await writeFile(join(copy, 'articles', plant.file), text)
  }
}

function madeOf(source: string, make: Make): string {
  if ('append' in make) return `${source.trimEnd()}\n\n${make.append}\n`
  if ('field' in make) return source.replace(/^(---\n)/, `$1${make.field}\n`)
  if ('questions' in make) {
    const lines = make.questions.map((question) => `  - ${question}\n`).join('')
    return source.replace(/^questions:\n/m, (field) => field + lines)
  }
  if ('copyOf' in make) {
    const named = source
      .replace(/^id: .*$/m, `id: ${make.id}`)
      .replace(/^title: .*$/m, `title: ${make.title}`)
      .replace(/^translates: .*\n/m, '')
      .replace(/^questions:\n(?: {2}- .*\n)+/m, `questions:\n  - ${make.title}\n`)
    return (make.reworded ?? []).reduce((text, [old, by]) => text.replaceAll(old, by), named)
  }
  return make.everywhere
    ? source.replaceAll(make.replace, make.by)
    : source.replace(make.replace, make.by)
}
