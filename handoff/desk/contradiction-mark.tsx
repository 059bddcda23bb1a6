import type { FC } from 'hono/jsx'
import type { Standing } from '../../knowledge/index.js'
import type { DeskFrame } from './read-desk.js'

interface ContradictionMarkProps {
  readonly frame: DeskFrame
  readonly standing: Standing
}

/** Beside each of two passages that say different figures of the same, so that nobody quotes one blindly. */
export const ContradictionMark: FC<ContradictionMarkProps> = ({ frame, standing }) => (
  <span class={`mark ${standing === 'newer' ? 'ok' : 'warn'}`}>
    {frame.words(`contradiction-${standing}`)}
  </span>
)
