import { describe, expect, test } from 'vitest'
import { EMPTY_MEMORY } from '../handoff/index.js'
import { planOnce } from './plan-once.js'

const { signal } = new AbortController()
const turn = { texts: ['hello'], language: 'en', memory: EMPTY_MEMORY, seed: 0 } as const

/** Plans by telling what it was asked. */
function recorded() {
  const asked: string[] = []
  const plan = planOnce(async ({ texts }) => {
    asked.push(texts.join())
    if (texts[0] === 'broken' && asked.length === 1) throw new Error('broken')
    return texts
  })
  return { asked, plan }
}

describe('a turn', () => {
  test('is planned once, however often it is asked for, also while it is planned', async () => {
    const { asked, plan } = recorded()
    const ordinary = { value: 'ordinary', emergencies: [] } as const

    const plans = await Promise.all([plan(turn, signal), plan(turn, signal)])
    const later = await plan({ ...turn, circumstances: ordinary }, signal)

    expect(plans[0]).toBe(plans[1])
    expect(later).toBe(plans[0])
    expect(asked).toEqual(['hello'])
  })

  test.each([
    { texts: ['hello', 'you'] },
    { language: 'zh-Hans' },
    { seed: 1 },
    { memory: { ...EMPTY_MEMORY, failures: 1 } },
    { circumstances: { value: 'valued', emergencies: [] } },
    { circumstances: { value: 'ordinary', emergencies: ['surge'] } },
  ] as const)('that begins with %o is another one', async (other) => {
    const { asked, plan } = recorded()

    await plan(turn, signal)
    await plan({ ...turn, ...other }, signal)

    expect(asked).toHaveLength(2)
  })

  test('that failed is planned again', async () => {
    const { plan } = recorded()
    const broken = { ...turn, texts: ['broken'] }

    await expect(plan(broken, signal)).rejects.toThrow('broken')
    expect(await plan(broken, signal)).toEqual(['broken'])
  })
})
