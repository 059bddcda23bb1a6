import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { AgentId } from '../conversation/message.js'
import { CRITERIA, type Criterion } from './quality.js'
import { overall } from './quality-service.js'
import type { WeekMean } from './quality-table.js'
import type { QualityWords } from './quality-words.js'

interface MeansTableProps {
  readonly language: Language
  readonly words: QualityWords
  /** Oldest week first. */
  readonly means: readonly WeekMean[]
  readonly nameOf: (agent: AgentId) => string
}

/** For each agent the mean of the whole time with its count, and a small line of the weeks. */
export const MeansTable: FC<MeansTableProps> = ({ language, words, means, nameOf }) => {
  const agents = [...new Set(means.map(({ agent }) => agent))]
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('means')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('agent')}</th>
            {CRITERIA.map((criterion) => (
              <th scope='col' class='number'>
                {words(criterion)}
              </th>
            ))}
            <th scope='col' class='number'>
              {words('count')}
            </th>
            <th scope='col'>{words('trend')}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => {
            const own = means.filter((mean) => mean.agent === agent)
            const count = own.reduce((sum, mean) => sum + mean.count, 0)
            return (
              <tr>
                <th scope='row' class='line'>
                  {nameOf(agent)}
                </th>
                {CRITERIA.map((criterion) => (
                  <td class='number' data-label={words(criterion)}>
                    {number.format(meanOf(own, criterion, count))}
                  </td>
                ))}
                <td class='number' data-label={words('count')}>
                  {count}
                </td>
                <td>
                  <Trend own={own} name={nameOf(agent)} words={words} number={number} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Each conversation counts once, so a week with more of them counts more. */
function meanOf(own: readonly WeekMean[], criterion: Criterion, count: number): number {
  return own.reduce((sum, mean) => sum + mean[criterion] * mean.count, 0) / count
}

const STEP = 16
const HEIGHT = 28
const EDGE = 4
const [LOWEST, HIGHEST] = [1, 5]

interface TrendProps {
  readonly own: readonly WeekMean[]
  readonly name: string
  readonly words: QualityWords
  readonly number: Intl.NumberFormat
}

/** The means of all three, week by week; the same in words for those who do not see it. */
const Trend: FC<TrendProps> = ({ own, name, words, number }) => {
  const points = own.map((mean, index) => ({
    x: EDGE + index * STEP,
    y: EDGE + ((HIGHEST - overall(mean)) / (HIGHEST - LOWEST)) * (HEIGHT - 2 * EDGE),
  }))
  const list = own
    .map((mean) =>
      words('week-of', {
        day: mean.week,
        mean: number.format(overall(mean)),
        count: mean.count,
      }),
    )
    .join('; ')
  const width = 2 * EDGE + Math.max(0, own.length - 1) * STEP
  return (
    <svg
      class='trend'
      role='img'
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      aria-label={words('trend-of', { name, list })}
    >
      <title>{words('trend-of', { name, list })}</title>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ x, y }) => (
        <circle cx={x} cy={y} r='2.5' />
      ))}
    </svg>
  )
}
