import { expect, test } from 'vitest'
import { createClosing } from './closing.js'

test('closes the newest first, once, and all although one fails', async () => {
  const closed: string[] = []
  const closing = createClosing()
  closing.defer(() => closed.push('first'))
  closing.defer(() => {
    throw new Error('stuck')
  })
  closing.use({ [Symbol.asyncDispose]: async () => void closed.push('last') })

  await expect(closing[Symbol.asyncDispose]()).rejects.toThrow('stuck')
  await closing[Symbol.asyncDispose]()

  expect(closed).toEqual(['last', 'first'])
})
