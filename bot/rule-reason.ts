import type { DeskDeps, Escalation } from '../handoff/index.js'

/** Says in words why a rule hands over. */
export function createRuleReason(escalation: () => Escalation): DeskDeps['ruleReason'] {
  return (id, language) => {
    const rule = escalation().rules.find((candidate) => candidate.id === id)
    if (!rule) return undefined
    return { title: rule.title[language], reason: rule.reason, source: rule.source.join(', ') }
  }
}
