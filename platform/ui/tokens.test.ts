import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Mode = 'light' | 'dark'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }] as const,
  ),
)

/** Source: WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function colour(name: string, mode: Mode): string {
  const token = tokens.get(name)
  if (token === undefined) throw new Error(`tokens.css has no colour --${name}`)
  return token[mode]
}

const grounds = ['ground', 'surface', 'hover', 'bot', 'note', 'accent-soft']
const readable: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [
    ['text', ground] as const,
    ['text-soft', ground] as const,
    ['accent-text', ground] as const,
  ]),
  ['on-accent', 'accent'],
  ...['ok', 'warn', 'late'].flatMap((state) => [
    [state, `${state}-soft`] as const,
    [state, 'surface'] as const,
    [state, 'ground'] as const,
  ]),
]

describe.each(['light', 'dark'] as const)('colours in %s mode', (mode) => {
  test.each(readable)('--%s can be read on --%s', (text, ground) => {
    expect(contrast(colour(text, mode), colour(ground, mode))).toBeGreaterThanOrEqual(4.5)
  })

  test('the border of a field can be told from its ground', () => {
    expect(contrast(colour('line-strong', mode), colour('surface', mode))).toBeGreaterThanOrEqual(3)
  })
})

test('black on white is the greatest contrast there is', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
})
