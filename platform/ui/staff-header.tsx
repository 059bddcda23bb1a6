import type { Child, FC } from 'hono/jsx'
import type { Language } from '../language.js'
import { uiWords } from './ui-words.js'

export interface StaffLink {
  readonly href: string
  readonly label: string
  readonly current: boolean
}

export interface StaffHeaderProps {
  readonly language: Language
  readonly links: readonly StaffLink[]
  /** Between the links and the person, such as a search box. */
  readonly middle?: Child
  /** On the right: who is signed in. */
  readonly person: Child
}

/** The bar on top of the pages for staff. */
export const StaffHeader: FC<StaffHeaderProps> = ({ language, links, middle, person }) => (
  <header class='topbar'>
    <a class='brand' href={links[0]?.href ?? '/'}>
      Kefu
    </a>
    <nav aria-label={uiWords(language)('main-menu')}>
      {links.map(({ href, label, current }) => (
        <a class='place' href={href} {...(current ? { 'aria-current': 'page' } : {})}>
          {label}
        </a>
      ))}
    </nav>
    {middle}
    <div class='push'>{person}</div>
  </header>
)
