import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../platform/clock.js'
import { DAYS, DURATION, MONTHS, readDuration, WORKING_DAYS } from './duration.js'

describe('a length of time in the handbook', () => {
  test.each([
    { kind: DURATION, text: '15 min', is: 15 * MINUTE },
    { kind: DURATION, text: '24 h', is: 24 * HOUR },
    { kind: WORKING_DAYS, text: '1 working day', is: 1 },
    { kind: WORKING_DAYS, text: '3 working days', is: 3 },
    { kind: MONTHS, text: '24 months', is: 24 },
    { kind: MONTHS, text: 'never', is: null },
    { kind: DAYS, text: '30 days', is: 30 * DAY },
    { kind: DAYS, text: '0 days', is: 0 },
  ])('is read: $text', ({ kind, text, is }) => {
    expect(kind.parse(text)).toBe(is)
  })

  test.each([
    { kind: DURATION, text: '0 min', example: '15 min or 24 h' },
    { kind: DURATION, text: '1.5 h', example: '15 min or 24 h' },
    { kind: DURATION, text: '2 days', example: '15 min or 24 h' },
    { kind: WORKING_DAYS, text: '0 working days', example: '3 working days' },
    { kind: MONTHS, text: '0 months', example: '24 months, or never' },
    { kind: DAYS, text: 'a month', example: '30 days' },
  ])('is refused with an example: $text', ({ kind, text, example }) => {
    const { error } = kind.safeParse(text)

    expect(error?.issues[0]?.message).toContain(`"${text}" is no `)
    expect(error?.issues[0]?.message).toContain(`Write it like ${example}`)
  })

  test('is none at all for other words', () => {
    expect(readDuration('soon')).toBeUndefined()
  })
})
