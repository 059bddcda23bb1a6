import type { FC } from 'hono/jsx'
import type { Instant } from '../../platform/clock.js'
import type { CaseFile } from '../case/case-file.js'
import type { Note } from '../case/note-table.js'
import type { Message } from '../conversation/message.js'
import { MessageLine, NoteLine } from './message-line.js'
import type { DeskFrame, OpenCase } from './read-desk.js'

interface ConversationProps {
  readonly frame: DeskFrame
  readonly file: CaseFile
  /** What did not arrive, on channels that are pushed. */
  readonly undelivered: OpenCase['undelivered']
  readonly renderMarkdown: (markdown: string) => string
}

/** Of a longer conversation the newest are shown, which is what an answer needs. */
const SHOWN = 200

type Line =
  | { readonly kind: 'day'; readonly at: Instant }
  | { readonly kind: 'session'; readonly id: string; readonly at: Instant }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'note'; readonly note: Note }

/** The whole conversation across sessions, with colleagues' notes where they were made. */
export const ConversationLines: FC<ConversationProps> = (props) => {
  const { frame, file, undelivered, renderMarkdown } = props
  const hidden = Math.max(0, file.messages.length - SHOWN)
  return (
    <>
      {hidden > 0 && (
        <li class='message system'>{frame.words('messages-hidden', { count: hidden })}</li>
      )}
      {linesOf(file, file.messages.slice(hidden), frame).map((line) => {
        switch (line.kind) {
          case 'day':
            return <li class='message system day'>{frame.times.day(line.at)}</li>
          case 'session':
            return (
              <li class='message system session' id={line.id}>
                {frame.words('session-began')}
              </li>
            )
          case 'note':
            return <NoteLine frame={frame} note={line.note} />
          case 'message':
            return (
              <MessageLine
                frame={frame}
                message={line.message}
                trace={file.traces.get(line.message.id)}
                caseId={file.case.id}
                correction={file.corrections.get(line.message.id)}
                undelivered={undelivered.get(line.message.id)}
                renderMarkdown={renderMarkdown}
              />
            )
          default:
            return line satisfies never
        }
      })}
    </>
  )
}

function linesOf(file: CaseFile, messages: readonly Message[], frame: DeskFrame): readonly Line[] {
  const lines: Line[] = []
  const notes = [...file.notes]
  let day = ''
  let session: Message['session'] | undefined
  for (const message of messages) {
    // A note stands before the first message that is younger.
    while (notes[0] && notes[0].at < message.at)
      lines.push({ kind: 'note', note: notes[0] }) && notes.shift()
    const today = frame.times.day(message.at)
    if (today !== day) lines.push({ kind: 'day', at: message.at })
    if (session !== undefined && message.session !== session) {
      lines.push({ kind: 'session', id: message.session, at: message.at })
    }
    day = today
    session = message.session
    lines.push({ kind: 'message', message })
  }
  return [...lines, ...notes.map((note) => ({ kind: 'note', note }) as const)]
}
