import type { Child, FC } from 'hono/jsx'
import type { Language } from '../language.js'
import { uiWords } from './ui-words.js'

export interface StaffLink {
  readonly href: string
  readonly label: string
  readonly current: boolean
}

/** What the bar shows of the person who is signed in. */
export interface StaffFrame {
  readonly links: readonly StaffLink[]
  /** On the right: who it is. */
  readonly person: Child
}

export interface StaffHeaderProps extends StaffFrame {
  readonly language: Language
  /** Between the links and the person, such as a search box. */
  readonly middle?: Child
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
