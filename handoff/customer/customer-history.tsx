import type { FC } from 'hono/jsx'
import type { Message, SessionId } from '../conversation/message.js'
import { shownText } from '../conversation/shown-text.js'
import { comesBack } from '../survey/survey.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer } from './customer-frame.js'
import { scoresInWords } from './scores-in-words.js'
import type { PastVisit } from './visit-queries.js'

interface HistoryProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
  readonly hidden: ReadonlySet<SessionId>
}

/** All visits over all channels, newest first, each with its cases, scores and return visits. */
export const History: FC<HistoryProps> = ({ frame, file, hidden }) => {
  const { words } = frame
  return (
    <div class='part'>
      <h2 id='history-title'>{words('history')}</h2>
      {file.visits.length === 0 ? (
        <p class='soft card'>{words('history-none')}</p>
      ) : (
        <section class='table-scroll' tabindex={0} aria-labelledby='history-title'>
          <table class='data stacks visits'>
            <thead>
              <tr>
                <th scope='col'>{words('visit-when')}</th>
                <th scope='col'>{words('visit-channel')}</th>
                <th scope='col'>{words('visit-about')}</th>
                <th scope='col'>{words('visit-outcome')}</th>
                <th scope='col'>{words('visit-scores')}</th>
              </tr>
            </thead>
            <tbody>
              {file.visits.map((visit) => (
                <Visit
                  frame={frame}
                  file={file}
                  visit={visit}
                  isHidden={hidden.has(visit.session)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

interface VisitProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
  readonly visit: PastVisit
  readonly isHidden: boolean
}

const Visit: FC<VisitProps> = ({ frame, file, visit, isHidden }) => {
  const { words, times } = frame
  const cases = file.cases.filter(({ session }) => session === visit.session)
  const ids = new Set<string>(cases.map(({ id }) => id))
  const answers = file.scores.filter(({ session }) => session === visit.session)
  const returns = file.returnVisits.filter(({ caseId }) => ids.has(caseId))
  return (
    <tr>
      <td>
        <time datetime={new Date(visit.openedAt).toISOString()}>{times.exact(visit.openedAt)}</time>
      </td>
      <td>{words(`channel-${visit.channel}`)}</td>
      <td class='line'>
        <About frame={frame} file={file} visit={visit} isHidden={isHidden} />
      </td>
      <td>
        {cases.length === 0
          ? words(visit.closedAt === null ? 'outcome-open' : 'outcome-bot')
          : cases.map((each) => (
              <p>
                {isHidden ? (
                  words(`outcome-${each.status}`)
                ) : (
                  <a href={`/desk/cases/${each.id}?view=all`}>{words(`outcome-${each.status}`)}</a>
                )}
              </p>
            ))}
        {returns.map(({ at }) => (
          <p class='soft small'>{words('visited', { day: times.day(at) })}</p>
        ))}
      </td>
      <td>
        {answers.map((answer) => (
          <>
            <span
              class={`mark ${comesBack(answer) ? 'warn' : 'ok'}`}
              title={scoresInWords(answer, words)}
            >
              {Object.values(answer.scores).join(' · ')}
            </span>
            {answer.words !== '' && !isHidden && (
              <p class='soft small plain-text'>{answer.words}</p>
            )}
          </>
        ))}
      </td>
    </tr>
  )
}

const SHOWN = 80

const About: FC<VisitProps> = ({ frame, file, visit, isHidden }) => {
  const { words } = frame
  if (visit.isErased) return <span class='soft'>{words('visit-erased')}</span>
  if (isHidden) return <span class='soft'>{words('visit-hidden')}</span>
  const text = [...visit.firstWords]
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN).join('')}…` : visit.firstWords
  return (
    <a href={hrefOfCustomer(file.profile.id, `/visits/${visit.session}`)}>
      {shown.trim() === '' ? words('visit-untitled') : shown}
    </a>
  )
}

/** What was said in one visit, to read. */
export const VisitPart: FC<{
  frame: CustomerFrame
  file: CustomerFile
  messages: readonly Message[]
}> = ({ frame, file, messages }) => {
  const { words, times } = frame
  const [first] = messages
  return (
    <div class='customers'>
      <header>
        <h1>{words('visit-title', { day: first ? times.day(first.at) : '' })}</h1>
        <a href={hrefOfCustomer(file.profile.id)}>{words('back-to-file')}</a>
      </header>
      <ol class='plain transcript'>
        {messages.map((message) => (
          <li class='card'>
            <p class='soft small'>
              {whoSaid(message, words)} · {times.exact(message.at)}
            </p>
            <p class='plain-text' lang={message.language}>
              {shownText(message) || words('visit-erased')}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

function whoSaid({ speaker }: Message, words: CustomerFrame['words']): string {
  return speaker.role === 'agent' ? speaker.name : words(`speaker-${speaker.role}`)
}
