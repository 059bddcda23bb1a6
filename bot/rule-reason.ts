import type { DeskDeps, EmergencyPlan, Escalation } from '../handoff/index.js'
import { planOfRule } from './turn/speak-in-emergency.js'

/** Says in words why a rule hands over. */
export function createRuleReason(
  escalation: () => Escalation,
  plans: () => readonly EmergencyPlan[],
): DeskDeps['ruleReason'] {
  return (id, language) => {
    const plan = plans().find((candidate) => candidate.id === planOfRule(id))
    if (plan) {
      const source = plan.source.join(', ')
      return { title: plan.title[language], reason: plan.reason, source }
    }
    const rule = escalation().rules.find((candidate) => candidate.id === id)
    if (!rule) return undefined
    return { title: rule.title[language], reason: rule.reason, source: rule.source.join(', ') }
  }
}
