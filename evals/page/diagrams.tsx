import type { FC } from 'hono/jsx'
import type { Forecast } from '../scorers/calibration.js'

const SIZE = { width: 440, height: 320, left: 58, right: 26, top: 12, bottom: 40 }
const INNER = {
  width: SIZE.width - SIZE.left - SIZE.right,
  height: SIZE.height - SIZE.top - SIZE.bottom,
}
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
const BINS = 10

/** @param share 0 to 1, from the left. */
function x(share: number): number {
  return SIZE.left + share * INNER.width
}

/** @param share 0 to `most`, from below. */
function y(share: number, most = 1): number {
  return SIZE.top + (1 - share / most) * INNER.height
}

const percent = (share: number) => `${Math.round(100 * share)} %`

const Axes: FC<{ across: string; up: string; most: number }> = ({ across, up, most }) => (
  <>
    {TICKS.map((tick) => (
      <>
        <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke='var(--line)' />
        <text x={x(0) - 6} y={y(tick) + 4} text-anchor='end'>
          {percent(tick * most)}
        </text>
        <text x={x(tick)} y={y(0) + 16} text-anchor='middle'>
          {percent(tick)}
        </text>
      </>
    ))}
    <text x={x(0.5)} y={SIZE.height - 4} text-anchor='middle'>
      {across}
    </text>
    <text x={12} y={y(0.5)} text-anchor='middle' transform={`rotate(-90 12 ${y(0.5)})`}>
      {up}
    </text>
  </>
)

/** Ten bins of equal width: what was claimed on average, and how often it came true. */
export const ReliabilityDiagram: FC<{ forecasts: readonly Forecast[] }> = ({ forecasts }) => {
  const bins = reliabilityBins(forecasts)
  const told = bins.map(
    ({ claimed, came, count }) => `${percent(claimed)} claimed, ${percent(came)} true (${count})`,
  )
  return (
    <figure>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role='img'
        aria-label={`Reliability: ${told.join('; ')}`}
      >
        <Axes across='How sure the search was' up='How often it was right' most={1} />
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke='var(--soft)' stroke-dasharray='4 4' />
        {bins.map(({ claimed, came, count, half }) => (
          <>
            <line
              x1={x(claimed)}
              x2={x(claimed)}
              y1={y(Math.min(1, came + half))}
              y2={y(Math.max(0, came - half))}
              stroke='var(--accent)'
            />
            <circle
              cx={x(claimed)}
              cy={y(came)}
              r={radius(count, forecasts.length)}
              fill='var(--accent)'
              fill-opacity='0.75'
            >
              <title>{`${percent(claimed)} claimed, ${percent(came)} true, ${count} questions`}</title>
            </circle>
          </>
        ))}
      </svg>
      <figcaption>
        <b>Can its sureness be believed?</b> Each dot is a tenth of the scale, the larger the more
        questions. On the dashed line, what it claims comes true exactly as often; below it, it is
        too sure of itself. The bars say where chance could have put the dot.
      </figcaption>
    </figure>
  )
}

interface Bin {
  readonly claimed: number
  readonly came: number
  readonly count: number
  /** Half the width of its 95 % interval. */
  readonly half: number
}

export function reliabilityBins(forecasts: readonly Forecast[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, bin) =>
    forecasts.filter(
      ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin,
    ),
  )
    .filter((bin) => bin.length > 0)
    .map((bin) => {
      const count = bin.length
      const claimed = bin.reduce((sum, { probability }) => sum + probability, 0) / count
      const came = bin.filter(({ right }) => right).length / count
      return { claimed, came, count, half: 1.96 * Math.sqrt((came * (1 - came)) / count) }
    })
}

function radius(count: number, all: number): number {
  return 3 + 14 * Math.sqrt(count / all)
}

interface Point {
  /** Share that is answered, the surest first. */
  readonly coverage: number
  /** Share of these that are wrong. */
  readonly risk: number
}

/** Answering more and more, the surest first: how much of it is wrong. */
export const RiskDiagram: FC<{ forecasts: readonly Forecast[] }> = ({ forecasts }) => {
  const points = thin(riskPoints(forecasts))
  const highest = Math.max(0.1, ...points.map(({ risk }) => risk))
  const most = Math.ceil(highest * 10) / 10
  const path = points.map(
    ({ coverage, risk }) => `${x(coverage).toFixed(1)},${y(risk, most).toFixed(1)}`,
  )
  const marks = [0.25, 0.5, 0.75, 1].flatMap(
    (share) => points.find(({ coverage }) => coverage >= share) ?? [],
  )
  const told = marks.map(
    ({ coverage, risk }) => `${percent(coverage)} answered, ${percent(risk)} of it wrong`,
  )
  return (
    <figure>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role='img'
        aria-label={`Risk against coverage: ${told.join('; ')}`}
      >
        <Axes
          across='Share of questions answered, the surest first'
          up='Wrong among them'
          most={most}
        />
        <polyline points={path.join(' ')} fill='none' stroke='var(--accent)' stroke-width='2' />
        {marks.map(({ coverage, risk }) => (
          <circle cx={x(coverage)} cy={y(risk, most)} r={4} fill='var(--accent)'>
            <title>{`${percent(coverage)} answered, ${percent(risk)} wrong`}</title>
          </circle>
        ))}
      </svg>
      <figcaption>
        <b>What would it cost to answer more?</b> If only the surest questions were answered, few
        answers would be wrong; the further to the right, the more are answered and the more are
        wrong. The lower the line, the better.
      </figcaption>
    </figure>
  )
}

export function riskPoints(forecasts: readonly Forecast[]): readonly Point[] {
  const surest = forecasts.toSorted((a, b) => b.probability - a.probability)
  let wrong = 0
  return surest.flatMap(({ right, probability }, i) => {
    if (!right) wrong++
    // No threshold can part equal probabilities.
    if (surest[i + 1]?.probability === probability) return []
    return [{ coverage: (i + 1) / surest.length, risk: wrong / (i + 1) }]
  })
}

/** As many as a screen can show. */
const MOST_POINTS = 200

function thin(points: readonly Point[]): readonly Point[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_POINTS))
  return points.filter((_, i) => i % step === 0 || i === points.length - 1)
}
