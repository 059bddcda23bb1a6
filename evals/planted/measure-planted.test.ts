import { describe, expect, test } from 'vitest'
import type { Finding } from '../../knowledge/index.js'
import { type Checked, compareChecks, drawPlanted } from './measure-planted.js'
import type { Plant } from './plants.js'

const plant = (file: string): Plant => ({
  what: `a mistake in ${file}`,
  foundAs: ['contradiction'],
  file,
  make: { append: 'x' },
})

const finding = (kind: Finding['kind'], file: string, more: Partial<Finding> = {}): Finding => ({
  kind,
  level: 'advice',
  at: { article: file, title: file, file, line: 1, text: 'x' },
  other: null,
  facts: {},
  key: file,
  seen: null,
  ...more,
})

const checked = (...findings: readonly Finding[]): Checked => ({
  articles: 3,
  findings,
  problems: [],
})

describe('what the check found of planted mistakes', () => {
  test('counts a mistake where it is told of its file, as what it is, and was not told before', () => {
    const before = finding('contradiction', 'old.md')
    const told = finding('contradiction', 'a.md')

    const { planted, clean } = compareChecks(
      [plant('a.md'), plant('old.md'), plant('c.md')],
      checked(before),
      checked(before, told, finding('unread', 'c.md')),
    )

    expect(planted.map(({ found }) => found.length)).toEqual([1, 0, 0])
    expect(clean).toHaveLength(1)
  })

  test('counts a pair that is told of its other file first', () => {
    const { at } = finding('contradiction', 'b.md')
    const told = finding('contradiction', 'a.md', { other: at })

    const { planted } = compareChecks([plant('b.md')], checked(), checked(told))

    expect(planted[0]?.found).toHaveLength(1)
  })

  test('tells what was told of files in which nothing was planted, and leaves out what was seen', () => {
    const seen = finding('contradiction', 'seen.md', {
      seen: { by: 'Chen', on: '2026-11-23', reason: 'right' },
    })

    const result = compareChecks(
      [plant('a.md')],
      checked(seen),
      checked(seen, finding('denial', 'elsewhere.md')),
    )

    expect(result.clean).toEqual([])
    expect(result.stand).toBe(1)
    expect(result.extra).toEqual(['denial elsewhere.md:1 {}'])
    expect(drawPlanted(result)).toContain('Planted mistakes: 0 of 1 found')
  })
})
