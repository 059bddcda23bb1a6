import type { FC } from 'hono/jsx'
import type { Change, SuiteComparison } from '../compare/compare-runs.js'
import type { RunOrigin } from '../compare/read-run.js'
import { pairing, shown, signed, wordsOf } from '../compare/tell-comparison.js'
import { titleOf } from './suite-section.js'

/** What is better, worse and alike since the last run; says so where there is none. */
export const ChangesSection: FC<{
  comparisons: readonly SuiteComparison[]
  since: RunOrigin | null
}> = ({ comparisons, since }) => (
  <section id='changes'>
    <h2>What changed since the last run</h2>
    {since === null ? (
      <p>There is no earlier run of these questions to compare with. The next one will be.</p>
    ) : (
      <>
        <p>
          Compared question by question with the run of {since.at.slice(0, 16).replace('T', ' ')}{' '}
          UTC
          {since.commit === null ? '' : `, commit ${since.commit.slice(0, 7)}`}
          {since.changed ? ' with changes' : ''}. “Better” and “worse” are said only where chance
          would hardly ever do it, all figures taken together: if nothing had changed, at most 5 of
          100 such comparisons would say either word. “No difference” does not prove that there is
          none: it says what so many questions are able to show.
        </p>
        {comparisons.map((comparison) => (
          <SuiteChanges comparison={comparison} />
        ))}
      </>
    )}
  </section>
)

const SuiteChanges: FC<{ comparison: SuiteComparison }> = ({ comparison }) => {
  const moved = comparison.changes.filter(({ word }) => word === 'better' || word === 'worse')
  return (
    <>
      <h3>
        {titleOf(comparison.suite)}:{' '}
        <span class={`word ${comparison.word}`}>{wordsOf(comparison)}</span>
      </h3>
      {pairing(comparison).map((line) => (
        <p class='soft'>{line}</p>
      ))}
      {moved.length > 0 && (
        <div class='wide'>
          <table>
            <thead>
              <tr>
                <th scope='col'>figure</th>
                <th scope='col'>before</th>
                <th scope='col'>after</th>
                <th scope='col'>difference, 95 % interval</th>
                <th scope='col'>questions</th>
                <th scope='col'>word</th>
              </tr>
            </thead>
            <tbody>
              {moved.map((change) => (
                <ChangeRow change={change} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const ChangeRow: FC<{ change: Change }> = ({ change }) => {
  const { measure, group, unit, before, after, difference, questions, word, test } = change
  return (
    <tr>
      <td>
        {measure}
        <small>{group}</small>
      </td>
      <td>{shown(before, unit)}</td>
      <td>{shown(after, unit)}</td>
      <td>
        {signed(difference.value, unit)}
        <small>
          {signed(difference.low, unit)} to {signed(difference.high, unit)}, {test}
        </small>
      </td>
      <td>{questions}</td>
      <td class='words'>
        <span class={`word ${word}`}>{word}</span>
      </td>
    </tr>
  )
}
