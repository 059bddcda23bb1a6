import type { Instant } from '../../platform/clock.js'
import type { Emergency } from './emergency.js'
import { writeLocalTime } from './local-time.js'
import type { EmergencyPlan, PlanDay } from './plan.js'
import type { PlanView } from './plan-card.js'

/** The plans as a page shows them, with what the record knows of their rehearsals. */
export function planViews(
  plans: readonly EmergencyPlan[],
  emergencies: readonly Emergency[],
  now: Instant,
  zone: string,
  renderMarkdown: (markdown: string) => string,
): readonly PlanView[] {
  const dayOf = (at: Instant): PlanDay => writeLocalTime(at, zone).slice(0, 10)
  return plans.map((plan) => {
    const rehearsals = emergencies.filter(
      (each) => each.mode === 'rehearsal' && each.plan.id === plan.id && each.end !== null,
    )
    const days = [plan.rehearsed, ...rehearsals.map(({ declaredAt }) => dayOf(declaredAt))]
    const rehearsed =
      days
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null
    return {
      plan,
      reason: renderMarkdown(plan.reason),
      rehearsed,
      reviewIsLate: plan.reviewBy < dayOf(now),
    }
  })
}
