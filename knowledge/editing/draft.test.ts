import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Id } from '../../platform/id.js'
import { type Draft, type DraftCommand, decideDraft, type Editor } from './draft.js'

const person = (id: string, isSupervisor = false): Editor => ({
  ...{ id, login: id, name: id, isSupervisor },
})
const [ann, ben, sue] = [person('ann'), person('ben'), person('sue', true)]

const BASE = {
  id: 'draft_000000000000' as Id<'draft'>,
  article: 'a',
  file: 'b/a.md',
  base: { digest: '1', source: 'old' },
  source: 'new',
  writers: [ann],
  remarks: [],
  sources: [],
  revision: 3,
  openedAt: 1,
  changedAt: 1,
}
const inReview: Draft = { ...BASE, state: 'in-review', submittedBy: ann, submittedAt: 1 }
const passes = { kind: 'passes', reasons: [] } as const
const blocks = { kind: 'blocks', reasons: ['no'] } as const

describe('approving a change', () => {
  test.each([
    { by: ben, verdict: passes, override: null, refusal: undefined },
    { by: ann, verdict: passes, override: null, refusal: 'own-words' },
    { by: ben, verdict: blocks, override: null, refusal: 'blocked' },
    { by: ben, verdict: blocks, override: 'because', refusal: 'only-supervisors' },
    { by: sue, verdict: blocks, override: null, refusal: 'blocked' },
    { by: sue, verdict: blocks, override: '', refusal: 'no-reason' },
    { by: sue, verdict: blocks, override: 'because', refusal: undefined },
  ] as const)('by $by.id, where it $verdict.kind, is $refusal', (row) => {
    const { by, verdict, override, refusal } = row

    const decision = decideDraft(inReview, { type: 'approve', verdict, override }, by, 2)

    expect(decision.ok ? undefined : decision.refusal).toBe(refusal)
  })

  test('is refused to a supervisor of their own words, too', () => {
    const own = { ...inReview, writers: [ann, sue] }

    const decision = decideDraft(own, { type: 'approve', verdict: passes, override: null }, sue, 2)

    expect(decision).toEqual({ ok: false, refusal: 'own-words' })
  })
})

test('whatever happens to a change, nobody who wrote in it ever publishes it', () => {
  const people = fc.constantFrom(ann, ben, sue)
  const write = fc.string().map((source) => {
    return { type: 'write', article: 'a', file: 'b/a.md', source } as const
  })
  const command: fc.Arbitrary<DraftCommand> = fc.oneof(
    write,
    fc.constant({ type: 'submit' } as const),
    fc.constant({ type: 'take-back' } as const),
    fc.constant({ type: 'send-back', remark: 'x' } as const),
    fc.constant({ type: 'rebase', base: null } as const),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(command, people)), people, (steps, publisher) => {
      let draft: Draft = { ...BASE, writers: [], state: 'draft' }
      const wrote = new Set<string>()
      for (const [step, by] of steps) {
        const decision = decideDraft(draft, step, by, 2)
        if (!decision.ok) continue
        if (step.type === 'write' && step.source !== draft.source) wrote.add(by.id)
        expect(decision.next.revision).toBe(draft.revision + 1)
        draft = decision.next
      }

      const approve = { type: 'approve', verdict: passes, override: null } as const
      const decision = decideDraft(draft, approve, publisher, 3)

      if (wrote.has(publisher.id)) expect(decision.ok).toBe(false)
    }),
  )
})
