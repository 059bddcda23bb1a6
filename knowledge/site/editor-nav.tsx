import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { siteWords } from './site-words.js'

export type EditorPlace = 'articles' | 'mine' | 'gaps' | 'hit-test' | 'problems' | 'effect'

const PLACES: readonly { readonly place: EditorPlace; readonly href: string }[] = [
  { place: 'articles', href: '/knowledge' },
  { place: 'mine', href: '/knowledge/mine' },
  { place: 'gaps', href: '/knowledge/gaps' },
  { place: 'hit-test', href: '/knowledge/test' },
  { place: 'problems', href: '/knowledge/problems' },
  { place: 'effect', href: '/knowledge/effect' },
]

/** Leads from one page of editors to the others. */
export const EditorNav: FC<{ language: Language; current: EditorPlace | null }> = (props) => {
  const words = siteWords(props.language)
  return (
    <nav class='editor-nav' aria-label={words('editor-menu')}>
      {PLACES.map(({ place, href }) => (
        <a href={href} {...(place === props.current ? { 'aria-current': 'page' } : {})}>
          {words(place)}
        </a>
      ))}
    </nav>
  )
}
