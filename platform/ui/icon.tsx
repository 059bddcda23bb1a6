import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'

/** The icons in use, by their names in Lucide. */
const ICON_NAMES = [
  'arrow-left',
  'arrow-right-left',
  'book-open',
  'bot',
  'check',
  'chevron-down',
  'chevron-up',
  'circle',
  'clock',
  'corner-down-left',
  'frown',
  'gavel',
  'globe',
  'hand',
  'inbox',
  'info',
  'keyboard',
  'languages',
  'list',
  'log-out',
  'meh',
  'message-circle',
  'paperclip',
  'pause',
  'phone',
  'play',
  'refresh-cw',
  'search',
  'settings',
  'smile',
  'sticky-note',
  'triangle-alert',
  'undo-2',
  'user',
  'users',
  'x',
] as const

export type IconName = (typeof ICON_NAMES)[number]

const require = createRequire(import.meta.url)

/** The shapes inside the drawing, without its frame and licence comment. */
const shapes = new Map(
  ICON_NAMES.map((name) => {
    const svg = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8')
    const frame = svg.indexOf('<svg')
    return [name, svg.slice(svg.indexOf('>', frame) + 1, svg.lastIndexOf('</svg>'))] as const
  }),
)

/**
 * A drawing beside a word, silent for those who listen. One that stands alone gives its `label`.
 * `spaced` keeps a gap to text that stands in the same line.
 */
export const Icon: FC<{ name: IconName; label?: string; spaced?: boolean }> = (props) => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: either hidden, or labelled by its attributes
  <svg
    class={props.spaced ? 'icon spaced' : 'icon'}
    viewBox='0 0 24 24'
    fill='none'
    stroke='currentColor'
    stroke-width='2'
    stroke-linecap='round'
    stroke-linejoin='round'
    {...(props.label === undefined
      ? { 'aria-hidden': 'true' }
      : { role: 'img', 'aria-label': props.label })}
  >
    {raw(shapes.get(props.name) ?? '')}
  </svg>
)
