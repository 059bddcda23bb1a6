import type { Category, Service } from '../../handoff/index.js'
import type { Found } from '../../knowledge/index.js'

/** What the best passage must reach for its article to say what the case is about. */
const BELIEVED = 0.3

const CATEGORY_OF: Readonly<Record<Service, Category>> = {
  'pre-sales': 'product',
  'in-sales': 'order',
  'after-sales': 'after-sales',
}

/**
 * A first guess at category (Y1) and kind of service (T2), which the agent settles when solving:
 * a complaint is one by its rule, else the nearest article's kind of service decides.
 */
export function classifyCase(
  rule: string,
  found: Pick<Found, 'hits' | 'probability'>,
): { readonly category: Category; readonly service: Service } {
  const nearest = found.probability >= BELIEVED ? found.hits[0]?.article.service : undefined
  const service = nearest ?? 'after-sales'
  return { category: rule === 'complaint' ? 'complaint' : CATEGORY_OF[service], service }
}
