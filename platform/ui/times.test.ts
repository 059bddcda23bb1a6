import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../clock.js'
import { createTimes, daysOf } from './times.js'

// 23 November 2026, noon in Shanghai.
const now = Date.UTC(2026, 10, 23, 4)
const zh = createTimes('zh-Hans', now, 'Asia/Shanghai')
const en = createTimes('en', now, 'Asia/Shanghai')

describe('times as people say them', () => {
  test.each([
    { past: 5 * SECOND, chinese: '刚刚', english: 'just now' },
    { past: 12 * MINUTE + 59 * SECOND, chinese: '12分钟前', english: '12 min. ago' },
    { past: 2 * HOUR, chinese: '2小时前', english: '2 hr. ago' },
    { past: DAY, chinese: '昨天', english: 'yesterday' },
    { past: 7 * DAY, chinese: '2026年11月16日', english: 'Nov 16, 2026' },
  ])('$past ms ago is "$chinese" and "$english"', ({ past, chinese, english }) => {
    expect(zh.ago(now - past)).toBe(chinese)
    expect(en.ago(now - past)).toBe(english)
  })

  test('a clock that runs ahead of ours is still "just now"', () => {
    expect(en.ago(now + 3 * SECOND)).toBe('just now')
  })

  test.each([
    { left: 40 * SECOND, text: '40 sec' },
    { left: 12 * MINUTE + 30 * SECOND, text: '12 min' },
    { left: -90 * MINUTE, text: '1 hr' },
    { left: 3 * DAY, text: '3 days' },
  ])('a span of $left ms is $text', ({ left, text }) => {
    expect(en.span(now + left)).toBe(text)
  })

  test('the exact time is told in the zone of the service, not of the server', () => {
    expect(en.exact(now)).toContain('12:00')
    expect(en.clock(Date.UTC(2026, 10, 23, 16))).toBe('00:00')
  })
})

test('a day of the calendar is the same day everywhere, and what is none stays', () => {
  expect(daysOf('en')('2026-11-23')).toBe('Nov 23, 2026')
  expect(daysOf('zh-Hans')('2026-01-01')).toBe('2026年1月1日')
  expect(daysOf('en')('soon')).toBe('soon')
})
