import { describe, expect, test } from 'vitest'
import { isId, newId } from './id.js'

describe('an id', () => {
  test('names its kind, and is never the same twice', () => {
    const ids = Array.from({ length: 1_000 }, () => newId('case'))

    expect(ids.every((id) => isId('case', id))).toBe(true)
    expect(new Set(ids).size).toBe(1_000)
  })

  test.each(['agent_000000000000', 'case_short', 'case_00000000000G', '', 42, null, undefined])(
    'of a case is not %j',
    (value) => {
      expect(isId('case', value)).toBe(false)
    },
  )
})
