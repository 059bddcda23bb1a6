import type { FC } from 'hono/jsx'
import type { Estimate } from '../report/bootstrap.js'
import type { SuiteResult, Unit } from '../suite.js'
import { explainFigure } from './explanations.js'

export interface FigureTableProps {
  readonly result: Pick<SuiteResult, 'groups' | 'figures'>
  /** Whether figures are the columns, for tables with many groups. */
  readonly turned?: boolean
  readonly of: string
}

/** Figures by group, each with its interval. */
export const FigureTable: FC<FigureTableProps> = ({ result, turned = false, of }) => {
  const groups = Object.entries(result.groups)
  if (turned) {
    return (
      <div class='wide'>
        <table>
          <thead>
            <tr>
              <th scope='col'>{of}</th>
              <th scope='col'>questions</th>
              {result.figures.map(({ name }) => (
                <th scope='col'>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(([group, questions]) => (
              <tr>
                <td>{group}</td>
                <td>{questions}</td>
                {result.figures.map(({ values, unit }) => (
                  <EstimateCell estimate={values[group] ?? null} unit={unit} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
  return (
    <div class='wide'>
      <table>
        <thead>
          <tr>
            <th scope='col'>{of}</th>
            {groups.map(([group, questions]) => (
              <th scope='col'>
                {group}
                <small>{questions}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.figures.map(({ name, unit, values }) => (
            <tr>
              <td>
                {name}
                <small>{explainFigure(name)}</small>
              </td>
              {groups.map(([group]) => (
                <EstimateCell estimate={values[group] ?? null} unit={unit} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const EstimateCell: FC<{ estimate: Estimate | null; unit: Unit }> = ({ estimate, unit }) => (
  <td>
    {estimate === null ? (
      '–'
    ) : (
      <>
        {inUnit(estimate.value, unit)}
        <small>{intervalOf(estimate, unit)}</small>
      </>
    )}
  </td>
)

export function inUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${(100 * value).toFixed(1)} %`
    case 'number':
      return value.toFixed(3)
    case 'characters':
      return `${value.toFixed(0)} characters`
    case 'milliseconds':
      return `${value.toFixed(1)} ms`
    default:
      return unit satisfies never
  }
}

export function intervalOf({ low, high }: Estimate, unit: Unit): string {
  if (unit === 'percent') return `${(100 * low).toFixed(0)} – ${(100 * high).toFixed(0)} %`
  const digits = unit === 'number' ? 2 : unit === 'characters' ? 0 : 1
  return `${low.toFixed(digits)} – ${high.toFixed(digits)}`
}
