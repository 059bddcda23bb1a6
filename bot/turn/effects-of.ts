import type { EscalationRule, Handoff } from '../../handoff/index.js'

/** What of a handoff its rule decides. */
export function effectsOf({
  id,
  urgency,
  team,
  skill,
  tell,
}: EscalationRule): Pick<Handoff, 'rule' | 'urgency' | 'team' | 'skill' | 'tell'> {
  return { rule: id, urgency, team, tell, ...(skill !== null && { skill }) }
}
