import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Article } from '../article/article.js'
import { makeArticle } from '../article/make-article.js'
import { parseArticle } from '../article/parse-article.js'
import { measureText } from './measure-text.js'
import { passageMarkdown } from './passage.js'

const CONTENT = fileURLToPath(new URL('../../content/articles/', import.meta.url))

/** What the passages hold of the file, without headers that are repeated. */
function joined({ source, passages }: Article): string {
  return passages.map(({ place, end }) => source.slice(place.offset, end)).join('')
}

const split = (body: string) => makeArticle({}, body).passages
const textsOf = (body: string) => split(body).map(({ text }) => text)

describe('splitting an article', () => {
  test('makes a passage of each section, with the path of its headings', () => {
    const passages = split('Intro.\n\n## A\n\nOne.\n\n### B\n\nTwo.\n\n## C\n\nThree.\n')

    expect(passages.map(({ headings }) => headings.map(({ text }) => text).join(' > '))).toEqual([
      '',
      'A',
      'A > B',
      'C',
    ])
    expect(passages.map(({ place }) => place.line)).toEqual([1, 3, 7, 11])
  })

  test('puts a heading without text of its own with the section below it', () => {
    expect(textsOf('## A\n\n### B\n\nTwo.')).toEqual(['A\nB\nTwo.'])
  })

  test('splits a long section between its blocks', () => {
    const block = 'word '.repeat(90).trim()

    expect(textsOf(`${block}\n\n${block}\n\n${block}`)).toHaveLength(2)
  })

  test('keeps a list whole that is longer than a passage should be', () => {
    const list = Array.from(
      { length: 30 },
      (_, i) => `- item ${i} has ten words in it, more or less`,
    )

    const [passage, ...others] = split(list.join('\n'))

    expect(others).toEqual([])
    expect(measureText(passage?.text ?? '')).toBeGreaterThan(200)
  })

  test('repeats the header of a table that must be split', () => {
    const rows = Array.from({ length: 400 }, (_, i) => `| city ${i} | ${i} days by road |`)
    const article = makeArticle({}, `| place | time |\n|---|---|\n${rows.join('\n')}\n`)

    const parts = article.passages.map((passage) => passageMarkdown(article.source, passage))

    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts) expect(part).toMatch(/^\| place \| time \|\n\|---\|---\|\n\| city/)
    expect(joined(article)).toBe(article.source)
  })

  test.each(['', '\n\n', '---\ntitle: x\n---\n', '<!-- note -->', '[a]: https://a.example'])(
    'makes one passage of %j, which says nothing',
    (body) => {
      expect(split(body)).toHaveLength(1)
    },
  )

  test('loses no character of any article of the shop', () => {
    const files = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    )
    expect(files.length).toBeGreaterThan(50)

    for (const file of files) {
      const parsed = parseArticle(file, readFileSync(join(CONTENT, file)), 'refuse')
      if (!parsed.ok) continue // The check of the content tells of it.
      expect(joined(parsed.article)).toBe(parsed.article.source.slice(parsed.article.bodyStart))
    }
  })

  test('loses no character of anything that could be written', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '# A',
        '## 标题',
        '- item',
        '1. step',
        '> quote',
        '',
        '```',
        '| a | b |',
        '|---|---|',
      ),
      fc.constantFrom(
        '    code',
        '<div>',
        '---',
        '[x]: y',
        '\t',
        'word '.repeat(150),
        '😀 ｆｕｌｌ',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const article = makeArticle({}, lines.join(end))

          expect(joined(article)).toBe(article.source.slice(article.bodyStart))
        },
      ),
      { numRuns: 200 },
    )
  })
})
