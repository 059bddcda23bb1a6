import type { FC } from 'hono/jsx'
import type { CaseFile } from '../case/case-file.js'
import type { CaseId, MessageId } from '../conversation/message.js'
import type { Correction } from '../label/correction-table.js'
import { deedHref } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

interface OfferProps {
  readonly frame: DeskFrame
  readonly id: CaseId
  readonly message: MessageId
  /** Whether the keyboard goes on from here, as after the form that stood here. */
  readonly focused?: boolean
}

/** Opens the form in place; without script, on a page of its own. */
export const CorrectionOffer: FC<OfferProps> = ({ frame, id, message, focused }) => {
  const href = `${deedHref(id, 'correction', frame.place)}&message=${message}`
  return (
    <a
      href={href}
      hx-get={href}
      hx-target={`#${correctionPlace(message)}`}
      hx-swap='innerHTML'
      {...(focused ? { autofocus: true } : {})}
    >
      {frame.words('correct')}
    </a>
  )
}

/** Id of the element in which the offer stands, and the form once it is opened. */
export function correctionPlace(message: MessageId): string {
  return `correct-${message}`
}

/** Says what an agent corrected, for every colleague who looks at the turn. */
export const CorrectionLine: FC<{ frame: DeskFrame; correction: Correction }> = ({
  frame,
  correction: { gold, agentName },
}) => (
  <p class='soft small'>
    {gold.length === 0
      ? frame.words('corrected-none', { name: agentName })
      : frame.words('corrected', {
          title: gold.map(frame.articleTitle).join(frame.words('and')),
          name: agentName,
        })}
  </p>
)

interface FormProps {
  readonly frame: DeskFrame
  readonly file: CaseFile
  readonly message: MessageId
  /** What was searched for; empty when nothing was. */
  readonly sought: string
  /** Ids of the articles that were found for it, best first. */
  readonly found: readonly string[]
}

/** Asks which article would have been right: one that the bot saw, one that is looked for, or none. */
export const CorrectionForm: FC<FormProps> = (props) => {
  const { frame, file, message, sought, found } = props
  const { words, place } = frame
  const { id } = file.case
  const gold = file.corrections.get(message)?.gold
  const seen = file.traces.get(message)?.passages.map(({ article }) => article) ?? []
  const choices = [...new Set([...found, ...(gold ?? []), ...seen])]
  const action = deedHref(id, 'correct', place)
  const search = deedHref(id, 'correction', place)
  return (
    <div class='correction'>
      <form
        method='get'
        action={search.slice(0, search.indexOf('?'))}
        hx-get={search.slice(0, search.indexOf('?'))}
        hx-target={`#${correctionPlace(message)}`}
        hx-swap='innerHTML'
      >
        <input type='hidden' name='view' value={place.view} />
        {place.search !== '' && <input type='hidden' name='q' value={place.search} />}
        <input type='hidden' name='message' value={message} />
        <label for={`sought-${message}`}>{words('correct-search')}</label>
        <div class='correction-search'>
          <input
            type='search'
            id={`sought-${message}`}
            name='sought'
            value={sought}
            maxlength={SOUGHT_LENGTH}
            autofocus
          />
          <button type='submit'>{words('correct-find')}</button>
        </div>
        {sought !== '' && found.length === 0 && (
          <p class='soft' role='status'>
            {words('correct-not-found')}
          </p>
        )}
      </form>
      <form method='post' action={action} hx-post={action} hx-swap='none' hx-disable='find button'>
        <input type='hidden' name='message' value={message} />
        <fieldset>
          <legend>{words('correct')}</legend>
          {choices.map((article) => (
            <label>
              <input
                type='radio'
                name='right'
                value={`article:${article}`}
                checked={gold?.includes(article) ?? false}
                required
              />
              {frame.articleTitle(article)}
            </label>
          ))}
          <label>
            <input type='radio' name='right' value='none' checked={gold?.length === 0} required />
            {words('correct-none')}
          </label>
        </fieldset>
        <button type='submit'>{words('correct-save')}</button>
      </form>
    </div>
  )
}

/** More than any title needs. */
export const SOUGHT_LENGTH = 200
