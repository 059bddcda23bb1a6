import type { FC } from 'hono/jsx'
import { SATISFACTION_CLASSES } from '../satisfaction/satisfaction-model.js'
import type { BoardReport } from './board.js'
import type { BoardWords } from './board-words.js'

const BAR = 20
const GAP = 4
const HEIGHT = 120

/** Visits a day by how they were judged, as bars; the table below has the same numbers. */
export const DaysChart: FC<{ words: BoardWords; byDay: BoardReport['byDay'] }> = (props) => {
  const { words, byDay } = props
  const most = Math.max(1, ...byDay.map(({ figures }) => figures.visits))
  const width = byDay.length * (BAR + GAP)
  return (
    <figure>
      <svg
        class='days-chart'
        role='img'
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio='xMinYMax meet'
        aria-label={words('chart-of', { count: most })}
      >
        {byDay.map(({ day, figures }, i) => {
          let top = HEIGHT
          const parts = [
            ...SATISFACTION_CLASSES.map((name) => [name, figures.predicted[name].hits] as const),
            ['unread', figures.visits - figures.read] as const,
          ]
          return (
            <g>
              <title>{`${day}: ${figures.visits}`}</title>
              {parts.map(([name, count]) => {
                const height = (count / most) * HEIGHT
                top -= height
                return count === 0 ? null : (
                  <rect
                    class={name}
                    x={i * (BAR + GAP)}
                    y={top.toFixed(1)}
                    width={BAR}
                    height={height.toFixed(1)}
                  />
                )
              })}
            </g>
          )
        })}
      </svg>
      <figcaption class='legend soft small'>
        <span>
          {byDay[0]?.day} – {byDay.at(-1)?.day}
        </span>
        {[...SATISFACTION_CLASSES, 'unread' as const].map((name) => (
          <span>
            <i class={name} />
            {words(`class-${name}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
