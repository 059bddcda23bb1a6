import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComparedLine, compareTexts } from './compare-texts.js'

const shown = (line: ComparedLine | null) =>
  line?.pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('') ?? null

test('puts a changed line beside what it was, and marks the words that differ', () => {
  const rows = compareTexts('一\n退款 3 天到账。\n三', '一\n退款 5 天到账。\n三\n四')

  expect(
    rows.map((row) =>
      row.kind === 'gap' ? row.count : [row.kind, shown(row.before), shown(row.after)],
    ),
  ).toEqual([
    ['same', '一', '一'],
    ['changed', '退款 [3] 天到账。', '退款 [5] 天到账。'],
    ['same', '三', '三'],
    ['changed', null, '[四]'],
  ])
})

test('leaves out what is far from every difference', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`)

  const rows = compareTexts(lines.join('\n'), lines.with(20, 'other').join('\n'))

  // Three lines on either side stay.
  expect(rows[0]).toEqual({ kind: 'gap', count: 17 })
  expect(rows.at(-1)).toEqual({ kind: 'gap', count: 16 })
  expect(rows).toHaveLength(9)
})

test('holds every line of the later text once', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '退款 3 天', '')).map((all) => all.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = compareTexts(before, after)

      const gaps = rows.reduce((sum, row) => sum + (row.kind === 'gap' ? row.count : 0), 0)
      const lines = rows.filter((row) => row.kind !== 'gap' && row.after !== null).length
      const wanted = after === '' ? 0 : after.replace(/\n$/, '').split('\n').length
      expect(lines + gaps).toBe(wanted)
    }),
  )
})
