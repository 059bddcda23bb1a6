import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ORDER = ['platform', 'knowledge', 'handoff', 'bot', 'evals']
const DOORS: Readonly<Record<string, readonly string[]>> = {
  knowledge: ['index.js', 'pages.js'],
  handoff: ['index.js', 'pages.js'],
  bot: ['index.js', 'service.js', 'fakes.js'],
}
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g

interface Import {
  readonly file: string
  readonly target: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
}

const imports: Import[] = ORDER.flatMap(sourceFiles).flatMap((file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map((match) => ({
    file,
    target: relative(ROOT, join(ROOT, dirname(file), match[1] ?? '')),
  })),
)

const folderOf = (path: string) => path.split('/')[0] ?? ''

describe('imports between folders', () => {
  test('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  test('point from right to left only', () => {
    const wrong = imports.filter(
      ({ file, target }) => ORDER.indexOf(folderOf(target)) > ORDER.indexOf(folderOf(file)),
    )

    expect(wrong).toEqual([])
  })

  test('go through the door of the other folder', () => {
    const wrong = imports.filter(({ file, target }) => {
      const folder = folderOf(target)
      const doors = DOORS[folder]?.map((door) => join(folder, door))
      return folder !== folderOf(file) && doors !== undefined && !doors.includes(target)
    })

    expect(wrong).toEqual([])
  })
})
