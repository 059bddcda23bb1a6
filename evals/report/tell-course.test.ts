import { expect, test } from 'vitest'
import { tellCourse } from './tell-course.js'

test('the course of a chat names the rules that called a person', () => {
  const turns = [
    { decision: 'answer', rule: null },
    { decision: 'hand-over', rule: 'anger' },
  ] as const

  expect(tellCourse(turns)).toBe('answer → hand-over (anger)')
})
