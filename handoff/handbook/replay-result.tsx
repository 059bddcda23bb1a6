import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { CaseId } from '../conversation/message.js'
import { CHANGES, type ChangedTurn, type Replay } from '../escalation/replay-turns.js'
import type { EscalationRule } from '../escalation/rule.js'
import { handbookWords } from './handbook-words.js'
import { Urgency } from './rule-card.js'

/** What replaying the last week showed, ready to show. */
export interface ReplayView {
  readonly replay: Replay
  /** What the customer wrote in each changed turn, without personal data; in their order. */
  readonly words: readonly string[]
  /** The case of each changed turn; `null` where there was none. */
  readonly cases: readonly (CaseId | null)[]
}

type ReplayProps = ReplayView & { readonly language: Language; readonly times: Times }

/** How many turns would change, then which, the newest first. */
export const ReplayResult: FC<ReplayProps> = (props) => {
  const { language, replay, times } = props
  const words = handbookWords(language)
  const { turns, unknown, afterwards, counts, changed } = replay
  const all = CHANGES.reduce((sum, change) => sum + counts[change], 0)
  const rows = changed
    .map((turn, index) => ({
      turn,
      said: props.words[index] ?? '',
      case: props.cases[index] ?? null,
    }))
    .reverse()
  return (
    <div class='replay'>
      <h2>{words('changed-turns')}</h2>
      <div class='notice' role='status'>
        <p>
          {words('replayed', { count: turns })} {all === 0 && words('nothing-changes')}{' '}
          {unknown > 0 && words('unknown', { count: unknown })}{' '}
          {afterwards > 0 && words('afterwards', { count: afterwards })}
        </p>
        {all > 0 && (
          <ul class='plain counts'>
            {CHANGES.filter((change) => counts[change] > 0).map((change) => (
              <li>
                {words(`change-${change}`)}{' '}
                <strong>{counts[change].toLocaleString(language)}</strong>
              </li>
            ))}
          </ul>
        )}
        {all > changed.length && <p>{words('newest', { count: changed.length })}</p>}
      </div>
      {rows.length > 0 && (
        <>
          <section class='table-scroll' tabindex={0} aria-label={words('changed-turns')}>
            <table class='data stacks'>
              <thead>
                <tr>
                  <th scope='col'>{words('change')}</th>
                  <th scope='col'>{words('words')}</th>
                  <th scope='col'>{words('before')}</th>
                  <th scope='col'>{words('after')}</th>
                  <th scope='col'>{words('case')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row language={language} times={times} {...row} />
                ))}
              </tbody>
            </table>
          </section>
          <p class='soft small'>{words('masked')}</p>
        </>
      )}
    </div>
  )
}

const Row: FC<{
  language: Language
  times: Times
  turn: ChangedTurn
  said: string
  case: CaseId | null
}> = (props) => {
  const { language, times, turn, said } = props
  const words = handbookWords(language)
  return (
    <tr>
      <td>
        <span class='mark accent'>{words(`change-${turn.change}`)}</span>
        <br />
        <span class='soft small'>
          <Ago times={times} at={turn.at} />
        </span>
      </td>
      <td class='line said'>{said}</td>
      <td class='decided' data-label={words('before')}>
        <Decided language={language} turn={turn} rule={turn.before} />
      </td>
      <td class='decided' data-label={words('after')}>
        <Decided language={language} turn={turn} rule={turn.after} />
      </td>
      <td>
        {props.case === null ? (
          <span class='soft'>{words('no-case')}</span>
        ) : (
          <a href={`/desk/cases/${props.case}`}>{words('open-case')}</a>
        )}
      </td>
    </tr>
  )
}

const Decided: FC<{ language: Language; turn: ChangedTurn; rule: EscalationRule | null }> = ({
  language,
  turn,
  rule,
}) => {
  const words = handbookWords(language)
  if (rule !== null) {
    return (
      <>
        {rule.title[language]} <Urgency language={language} urgency={rule.urgency} />
      </>
    )
  }
  const { decision } = turn
  if (decision === 'answer') return <>{words('bot-answers')}</>
  return <>{words(decision === 'ask-back' ? 'bot-asks-back' : 'bot-replies')}</>
}
