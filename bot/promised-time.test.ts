import { expect, test } from 'vitest'
import { promisedTime } from './promised-time.js'

/** 23:30 on 26 November in Shanghai. */
const NOW = Date.parse('2026-11-26T15:30:00Z')

test.each([
  ['zh-Hans', '2026-11-26T15:45:00Z', '今天 23:45'],
  ['zh-Hans', '2026-11-27T02:00:00Z', '明天 10:00'],
  ['zh-Hant', '2026-11-26T16:05:00Z', '明天 00:05'],
  ['en', '2026-11-26T15:45:00Z', '23:45 today'],
  ['en', '2026-11-27T02:00:00Z', '10:00 tomorrow'],
  ['zh-Hans', '2026-11-28T01:00:00Z', '11月28日 09:00'],
  ['en', '2026-11-28T01:00:00Z', 'November 28 at 09:00'],
] as const)('in %s, %s is said as "%s"', (language, at, said) => {
  expect(promisedTime(language, Date.parse(at), NOW, 'Asia/Shanghai')).toBe(said)
})
