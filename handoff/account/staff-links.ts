import type { Language } from '../../platform/language.js'
import type { StaffLink } from '../../platform/ui/staff-header.js'
import type { Role } from './account.js'
import { accountWords } from './account-words.js'

export type Place = keyof typeof PATHS

const PATHS = {
  desk: '/desk',
  customers: '/customers',
  visits: '/visits',
  quality: '/quality',
  people: '/desk/people',
  handbook: '/handbook',
  emergency: '/emergency',
  knowledge: '/knowledge',
  deliveries: '/deliveries',
  board: '/board',
  evalCases: '/eval-cases',
} as const

/** Where the pages of the staff lie: what is at one of these or below it is not for customers. */
export const STAFF_PATHS: readonly string[] = Object.values(PATHS)

/** Who may open which part. Agents answer and read the rules, editors write, supervisors do both. */
export const ROLES_FOR: Readonly<Record<Place, readonly Role[]>> = {
  desk: ['agent', 'supervisor'],
  customers: ['agent', 'supervisor'],
  people: ['supervisor'],
  handbook: ['agent', 'supervisor'],
  visits: ['agent', 'supervisor'],
  quality: ['agent', 'supervisor'],
  emergency: ['agent', 'supervisor'],
  knowledge: ['editor', 'supervisor'],
  deliveries: ['agent', 'supervisor'],
  board: ['supervisor'],
  evalCases: ['agent', 'editor', 'supervisor'],
}

/** What stands in the bar on top for someone with this role. */
export function staffLinks(
  role: Role,
  language: Language,
  current: Place | null,
): readonly StaffLink[] {
  const words = accountWords(language)
  return (
    [
      'desk',
      'board',
      'customers',
      'visits',
      'quality',
      'people',
      'handbook',
      'emergency',
      'knowledge',
      'deliveries',
      'evalCases',
    ] as const
  )
    .filter((place) => ROLES_FOR[place].includes(role))
    .map((place) => ({ href: PATHS[place], label: words(place), current: place === current }))
}
