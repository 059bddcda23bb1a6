import { describe, expect, test } from 'vitest'
import type { AgentId } from '../conversation/message.js'
import { agreedLabel, agreementOf, type EvalLabel, type GivenLabel } from './eval-case.js'

const article = (...gold: readonly string[]): EvalLabel => ({
  kind: 'article',
  gold,
  facts: [],
  answerKind: null,
})
const none: EvalLabel = { kind: 'none', gold: [], facts: [], answerKind: null }

const labels = (...given: readonly EvalLabel[]): { readonly labels: readonly GivenLabel[] } => ({
  labels: given.map((label, i) => ({
    ...label,
    agent: `agent_${i}` as AgentId,
    agentName: `Agent ${i}`,
    at: i,
  })),
})

describe('the label of a case', () => {
  test('is what most people say, whichever article they name first', () => {
    expect(agreedLabel(labels(article('a', 'b'), none, article('b', 'a')))?.gold).toEqual([
      'b',
      'a',
    ])
  })

  test('is the newest among as many', () => {
    expect(agreedLabel(labels(article('a'), none))?.kind).toBe('none')
  })
})

describe('how far people agree', () => {
  test('counts cases with several labels alone', () => {
    expect(agreementOf([labels(none), labels(article('a'))])).toBeNull()
    expect(agreementOf([labels(none, none), labels(article('a'))])).toEqual({
      cases: 1,
      share: 1,
      kappa: null,
    })
  })

  test('is less by chance: two cases agreed, one not', () => {
    const cases = [
      labels(none, none),
      labels(article('a'), article('a')),
      labels(none, article('a')),
    ]

    // Agreed 2 of 3; by chance (3/6)² + (3/6)² = .5; kappa (2/3 − .5) / .5 = 1/3.
    const agreement = agreementOf(cases)
    expect(agreement?.share).toBeCloseTo(2 / 3)
    expect(agreement?.kappa).toBeCloseTo(1 / 3)
  })

  test('takes pairs where three labelled a case', () => {
    // One pair of three agrees.
    expect(agreementOf([labels(none, none, article('a'))])?.share).toBeCloseTo(1 / 3)
  })
})
