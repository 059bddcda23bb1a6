import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Share } from './board-figures.js'
import type { BoardWords } from './board-words.js'
import type { Interval } from './intervals.js'

interface ShareProps {
  readonly language: Language
  readonly words: BoardWords
  readonly share: Share
  /** The visits behind it; without one it is no link. */
  readonly href?: string
  /** What it is, for who hears the link alone. */
  readonly name: string
}

/** A percentage with its interval and count; with too few cases the count alone. */
export const ShareCell: FC<ShareProps> = ({ language, words, share, href, name }) => {
  const { hits, all, interval } = share
  if (all === 0) return <span class='soft'>{words('no-case')}</span>
  const counted = words('of', { hits, all })
  const count =
    href === undefined ? (
      counted
    ) : (
      <a href={href} aria-label={words('link-name', { name, count: counted })}>
        {counted}
      </a>
    )
  if (interval === null) {
    return (
      <span class='share'>
        {count} <span class='soft small'>{words('too-few')}</span>
      </span>
    )
  }
  return (
    <span class='share'>
      <b>{percent(interval.value, language)}</b>{' '}
      <span class='soft small'>{rangeOf(interval, (end) => percent(end, language))}</span> {count}
    </span>
  )
}

export function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share)
}

/** The ends of an interval, as people read them. */
export function rangeOf({ low, high }: Interval, inWords: (end: number) => string): string {
  return `[${inWords(low)} – ${inWords(high)}]`
}
