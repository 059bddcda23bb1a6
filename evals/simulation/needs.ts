import type { Handoff } from '../../handoff/index.js'

/** What a customer comes for when the bot is not enough. */
export type Need = Omit<Handoff, 'subject'>

const NORMAL = { urgency: 'normal', service: 'in-sales' } as const
const URGENT = { urgency: 'urgent', service: 'after-sales' } as const

/** As the rules of the handbook hand over, each with how often it comes in a hundred. */
export const NEEDS: readonly (readonly [number, Need])[] = [
  [22, { ...NORMAL, rule: 'wants-a-person', category: 'order', team: 'general' }],
  [14, { ...NORMAL, rule: 'low-confidence', category: 'product', team: 'general' }],
  [12, { ...NORMAL, rule: 'failed-twice', category: 'after-sales', team: 'general' }],
  [8, { ...NORMAL, rule: 'broken-promise', category: 'order', team: 'general' }],
  [10, { ...URGENT, rule: 'anger', category: 'order', team: 'general' }],
  [5, { ...URGENT, rule: 'distress', category: 'after-sales', team: 'general' }],
  [
    7,
    { ...URGENT, rule: 'large-amount', category: 'after-sales', team: 'general', skill: 'refunds' },
  ],
  [3, { ...URGENT, rule: 'safety', category: 'product', team: 'general', skill: 'safety' }],
  [2, { ...URGENT, rule: 'personal-data', category: 'order', team: 'general', skill: 'privacy' }],
  [
    11,
    {
      ...URGENT,
      rule: 'complaint',
      category: 'complaint',
      team: 'complaints',
      skill: 'complaints',
    },
  ],
  [
    4,
    { ...URGENT, rule: 'threat', category: 'complaint', team: 'complaints', skill: 'complaints' },
  ],
  [2, { ...URGENT, rule: 'legal', category: 'complaint', team: 'complaints', skill: 'legal' }],
]
