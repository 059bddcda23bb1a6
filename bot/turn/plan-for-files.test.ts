import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { EMPTY_MEMORY, type Facts, type FiredRule, loadReplies } from '../../handoff/index.js'
import { LANGUAGES } from '../../platform/language.js'
import { createPlanForFiles } from './plan-for-files.js'

const REPLIES = fileURLToPath(new URL('../../content/replies', import.meta.url))
const ORDINARY = { value: 'ordinary', emergencies: [] } as const

/** A handbook with the one rule that counts failures, as `failed-twice` does. */
async function planner() {
  const replies = await loadReplies(REPLIES)
  const rule = {
    id: 'failed-twice',
    urgency: 'normal',
    team: 'general',
    reply: 'hand-over-failed',
  } as FiredRule
  return createPlanForFiles({
    escalation: () => ({ evaluate: ({ failures }: Facts) => (failures >= 2 ? [rule] : []) }),
    replies: () => replies,
  })
}

test.each(LANGUAGES)(
  'asks what the files are about, in %s, with a way to a person',
  async (language) => {
    const plan = await planner()

    const { say, handoff, trace, memory } = plan({
      session: { language, memory: EMPTY_MEMORY },
      files: ['photo.jpg'],
      seed: 0,
      circumstances: ORDINARY,
    })

    expect(say.text).toMatch(/文件收到了|檔案收到了|Your file has arrived/)
    expect(say.extras.choices).toHaveLength(1)
    expect(handoff).toBeNull()
    expect(trace).toMatchObject({ decision: 'acknowledge', question: 'photo.jpg' })
    expect(memory).toMatchObject({ failures: 1, introduced: true })
  },
)

test('brings a person to whoever sends files again without a word', async () => {
  const plan = await planner()
  const memory = { ...EMPTY_MEMORY, failures: 1 }

  const { handoff, trace } = plan({
    session: { language: 'zh-Hans', memory },
    files: ['a.jpg', 'b.pdf'],
    seed: 0,
    circumstances: ORDINARY,
  })

  expect(handoff).toMatchObject({ subject: 'a.jpg, b.pdf' })
  expect(trace).toMatchObject({ decision: 'hand-over', rules: ['failed-twice'] })
})
