import type { FC } from 'hono/jsx'
import type { TracedWorst } from '../report/worst.js'
import type { SuiteReport, TracedTurn } from '../suite.js'
import { ReliabilityDiagram, RiskDiagram } from './diagrams.js'
import { SUITE_EXPLANATIONS } from './explanations.js'
import { FigureTable } from './figure-table.js'

export function titleOf(suite: string): string {
  return SUITE_EXPLANATIONS[suite]?.title ?? suite
}

/** One suite: what it asks, its figures, its diagrams, and where it went worst. */
export const SuiteSection: FC<{ report: SuiteReport }> = ({ report }) => {
  const { suite, about, datasets, notes, forecasts = [], topics, worst } = report
  return (
    <section id={suite}>
      <h2>{titleOf(suite)}</h2>
      <p>{SUITE_EXPLANATIONS[suite]?.text ?? about}</p>
      <p class='soft'>
        Suite <code>{suite}</code>; questions from{' '}
        {datasets.map(({ name, lines }) => `${name} (${lines})`).join(', ')}.
      </p>
      <FigureTable result={report} of='figure' />
      {notes.map((note) => (
        <p class='soft'>Note: {note}</p>
      ))}
      {forecasts.length > 0 && (
        <>
          <h3>How sure it is, and how often rightly</h3>
          <div class='diagrams'>
            <ReliabilityDiagram forecasts={forecasts} />
            <RiskDiagram forecasts={forecasts} />
          </div>
        </>
      )}
      {topics && Object.keys(topics.groups).length > 0 && (
        <>
          <h3>By topic</h3>
          <FigureTable result={topics} turned of='topic' />
        </>
      )}
      {worst.length > 0 && (
        <>
          <h3>The worst {worst.length}</h3>
          <p class='soft'>
            Those that served the customer least, worst first. Open one to see what went on inside.
          </p>
          {worst.map((each) => (
            <WorstEntry worst={each} />
          ))}
        </>
      )}
    </section>
  )
}

const WorstEntry: FC<{ worst: TracedWorst }> = ({ worst: { id, text, happened, trace } }) => (
  <details>
    <summary>
      <code>{id}</code> {text}
      <span class='soft'>{happened}</span>
    </summary>
    {trace === undefined ? (
      <p class='soft'>Nothing was asked here that could be traced.</p>
    ) : (
      trace.map((turn) => <TurnEntry turn={turn} />)
    )}
  </details>
)

const TurnEntry: FC<{ turn: TracedTurn }> = ({ turn }) => {
  const { text, reply, decision, probability, signals, rules, passages } = turn
  return (
    <div class='turn'>
      <p>
        <b>Customer:</b> {text}
      </p>
      {reply !== null && (
        <p>
          <b>Bot:</b> {reply}
        </p>
      )}
      <p class='soft'>
        Decided: {decision}
        {probability === null ? '' : `, ${Math.round(100 * probability)} % sure`}
        {rules.length > 0 && `; rules that held: ${rules.join(', ')}`}
        {signals.length > 0 &&
          `; heard: ${signals.map(({ name, strength }) => `${name} ${strength.toFixed(2)}`).join(', ')}`}
      </p>
      {passages.length > 0 && (
        <p class='soft'>
          Found:{' '}
          {passages
            .map(
              ({ article, title, probability }) =>
                `${title} (${article}, ${Math.round(100 * probability)} %)`,
            )
            .join(' · ')}
        </p>
      )}
    </div>
  )
}
