import { expect, test } from 'vitest'
import { openTestContent, testSource } from './check/open-test-content.js'

const refund = { title: '退款多久到账', body: '退款 3 个工作日内到账。' }

test('the revision stays while nothing changes, and is another one after a change', async () => {
  await using content = await openTestContent({ refund })
  const { knowledge } = content
  const first = knowledge.revision()
  await knowledge.ask('退款要几天', { language: 'zh-Hans' }, new AbortController().signal)
  const asked = knowledge.revision()

  await content.write(
    'articles/help/refund.md',
    testSource('refund', { ...refund, body: '退款 7 个工作日内到账。' }),
  )
  await knowledge.readAgain()
  await knowledge.complete()
  const changed = knowledge.revision()

  expect(asked).toBe(first)
  expect(changed).not.toBe(first)
  expect(knowledge.revision()).toBe(changed)
})
