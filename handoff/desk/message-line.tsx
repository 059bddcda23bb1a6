import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { Note } from '../case/note-table.js'
import type { CaseId, Citation, Message, MessageId } from '../conversation/message.js'
import { type TurnTrace, WORTH_TELLING } from '../conversation/turn-trace.js'
import { evalCaseHref } from '../eval-case/eval-case-href.js'
import { nameOf } from '../handbook/condition-words.js'
import type { Correction } from '../label/correction-table.js'
import { ContradictionMark } from './contradiction-mark.js'
import { CorrectionLine, CorrectionOffer, correctionPlace } from './correction-form.js'
import { hrefOf } from './desk-place.js'
import { MessageFiles } from './message-files.js'
import { MessageMarks, type Undelivered } from './message-marks.js'
import type { DeskFrame } from './read-desk.js'

interface MessageLineProps {
  readonly frame: DeskFrame
  readonly message: Message
  /** Why the bot said it. */
  readonly trace: TurnTrace | undefined
  readonly caseId: CaseId
  /** What an agent said would have been right. */
  readonly correction: Correction | undefined
  readonly undelivered: Undelivered | undefined
  /** Makes HTML of markdown that we or an agent wrote. */
  readonly renderMarkdown: (markdown: string) => string
}

/** One message. The customer's words are text; only ours and an agent's are markdown. */
export const MessageLine: FC<MessageLineProps> = (props) => {
  const { frame, message, trace, correction, undelivered, renderMarkdown } = props
  const { words, times, account } = frame
  const { speaker, text, at } = message
  if (speaker.role === 'system') {
    return (
      <li class='message system' id={message.id}>
        {text} · <Clock times={times} at={at} />
        <MessageMarks frame={frame} message={message} undelivered={undelivered} />
      </li>
    )
  }
  const who =
    speaker.role === 'agent'
      ? speaker.agent === account.id
        ? words('me')
        : speaker.name
      : words(`speaker-${speaker.role}`)
  return (
    <li class={`message ${speaker.role}`} id={message.id}>
      <p class='who soft small'>
        {speaker.role === 'bot' && <Icon name='bot' spaced />}
        {who} · <Clock times={times} at={at} />
      </p>
      {speaker.role === 'customer' ? (
        <div class='bubble' lang={message.language}>
          {text !== '' && <p class='plain-text'>{text}</p>}
          <MessageFiles frame={frame} files={message.extras.files ?? []} />
        </div>
      ) : (
        <div class='bubble' lang={message.language}>
          {raw(renderMarkdown(text))}
          <Citations frame={frame} citations={message.extras.citations ?? []} />
          {message.extras.choices && (
            <p class='choices small'>
              {message.extras.choices.map((choice) => (
                <span class='mark'>{choice.title}</span>
              ))}
            </p>
          )}
        </div>
      )}
      <MessageMarks frame={frame} message={message} undelivered={undelivered} />
      {trace && <Trace frame={frame} id={message.id} caseId={props.caseId} trace={trace} />}
      {correction && <CorrectionLine frame={frame} correction={correction} />}
    </li>
  )
}

const Clock: FC<{ times: DeskFrame['times']; at: number }> = ({ times, at }) => (
  <time datetime={new Date(at).toISOString()} title={times.exact(at)}>
    {times.clock(at)}
  </time>
)

const Citations: FC<{ frame: DeskFrame; citations: readonly Citation[] }> = ({
  frame,
  citations,
}) => {
  if (citations.length === 0) return null
  return (
    <ul class='citations plain small' aria-label={frame.words('sources')}>
      {citations.map(({ mark, title, url }) => (
        <li>
          <a href={url} target='_blank' rel='noopener'>
            [{mark}] {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

interface TraceProps {
  readonly frame: DeskFrame
  readonly id: MessageId
  readonly caseId: CaseId
  readonly trace: TurnTrace
}

/** What the bot saw and decided; closed until someone asks. */
const Trace: FC<TraceProps> = ({ frame, id, caseId, trace }) => {
  const { words } = frame
  const passages = trace.passages.filter(
    ({ probability, contradiction }) => probability >= WORTH_TELLING || contradiction,
  )
  return (
    // Nothing in it changes but by itself, so an update of the page does not close what was opened.
    <details class='trace small' id={`trace-${id}`} hx-morph-skip>
      <summary>
        {words(`decision-${trace.decision}`)}
        {trace.probability !== null && ` · ${percent(frame, trace.probability)}`}
      </summary>
      <dl>
        {trace.readings && trace.readings.length > 0 && (
          <>
            <dt>{words('trace-readings')}</dt>
            {trace.readings.map(({ said, meant }) => (
              <dd>
                {said} → {meant || '—'}
              </dd>
            ))}
          </>
        )}
        {trace.signals.length > 0 && (
          <>
            <dt>{words('trace-signals')}</dt>
            {trace.signals.map(({ name, strength, cause }) => (
              <dd>
                {nameOf(frame.language, 'signal', name)} {percent(frame, strength)}{' '}
                <span class='soft'>{cause}</span>
              </dd>
            ))}
          </>
        )}
        {trace.rules.length > 0 && (
          <>
            <dt>{words('trace-rules')}</dt>
            {trace.rules.map((rule) => (
              <dd>{frame.ruleTitle(rule)}</dd>
            ))}
          </>
        )}
        {passages.length > 0 && (
          <>
            <dt>{words('trace-passages')}</dt>
            {passages.map(({ title, url, probability, contradiction }) => (
              <dd>
                <a href={url} target='_blank' rel='noopener'>
                  {title}
                </a>{' '}
                {percent(frame, probability)}{' '}
                {contradiction && <ContradictionMark frame={frame} standing={contradiction} />}
              </dd>
            ))}
          </>
        )}
      </dl>
      <div id={correctionPlace(id)} class='correct'>
        <CorrectionOffer frame={frame} id={caseId} message={id} />
      </div>
      <a href={evalCaseHref({ from: 'desk', message: id }, hrefOf(frame.place))}>
        {words('eval-case')}
      </a>
    </details>
  )
}

export function percent({ language }: Pick<DeskFrame, 'language'>, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share)
}

/** What a colleague noted; the customer never sees it. */
export const NoteLine: FC<{ frame: DeskFrame; note: Note }> = ({ frame, note }) => (
  <li class='message note' id={note.id}>
    <p class='who soft small'>
      <Icon name='sticky-note' spaced />
      {frame.words(note.kind === 'written' ? 'note-by' : `note-${note.kind}`, {
        name: note.agentName,
      })}{' '}
      · <Clock times={frame.times} at={note.at} />
    </p>
    {note.text !== '' && (
      <div class='bubble'>
        <p class='plain-text'>{note.text}</p>
      </div>
    )}
  </li>
)
