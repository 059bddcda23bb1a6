import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import type { CaseFile } from '../case/case-file.js'
import { isMine } from './case-head.js'
import { deedHref } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

interface ComposerProps {
  readonly frame: DeskFrame
  readonly file: CaseFile
  /** Names the first message that is sent from this page; the script makes those after it. */
  readonly clientId: string
}

/**
 * Where replies and notes are written. Drawn once and never swapped, so that what is being typed
 * stays; who may send stands in `ComposerBar`, which is swapped alone.
 */
export const Composer: FC<ComposerProps> = ({ frame, file, clientId }) => {
  const { words, account, place } = frame
  const { id } = file.case
  return (
    <form
      id='composer'
      class='composer'
      method='post'
      action={deedHref(id, 'say', place)}
      data-case={id}
      data-agent={account.id}
      data-typing={deedHref(id, 'typing', place)}
      data-failed={words('send-failed')}
    >
      <fieldset class='kinds'>
        <legend class='only-read-aloud'>{words('write')}</legend>
        <label>
          <input type='radio' name='kind' value='reply' checked />
          {words('reply')} <kbd>r</kbd>
        </label>
        <label>
          <input type='radio' name='kind' value='note' />
          <Icon name='sticky-note' />
          {words('note')} <kbd>n</kbd>
        </label>
        <label class='asks for-reply small' title={words('wait-hint')}>
          <input type='checkbox' name='asks' value='1' />
          {words('asks')}
        </label>
      </fieldset>
      <input type='hidden' name='clientId' value={clientId} />
      <label class='only-read-aloud' for='text'>
        {words('write')}
      </label>
      <textarea id='text' name='text' rows={3} required maxlength={TEXT_LENGTH} />
      <div id='composer-bar' class='composer-bar'>
        <ComposerBar frame={frame} file={file} />
      </div>
    </form>
  )
}

/** As much as one message of a channel holds. */
export const TEXT_LENGTH = 4_000

/** Who may speak now, and the button that sends. `turn` is the owner's counter it was drawn with. */
export const ComposerBar: FC<Omit<ComposerProps, 'clientId'>> = ({ frame, file }) => {
  const { words } = frame
  const mine = isMine(frame, file.case)
  return (
    <>
      <input type='hidden' name='turn' value={String(file.owner.turn)} />
      <span class='hint soft small for-reply'>
        {mine
          ? words('send-hint')
          : words(`reply-not-${notMine(file)}`, { name: ownerName(frame, file) })}
      </span>
      <span class='hint soft small for-note'>{words('note-hint')}</span>
      {mine && (
        <button class='primary for-reply' type='submit' id='send-reply'>
          <Icon name='corner-down-left' />
          {words('send')}
        </button>
      )}
      <button class='for-note' type='submit' id='send-note'>
        <Icon name='sticky-note' />
        {words('save-note')}
      </button>
    </>
  )
}

function notMine({ case: { status } }: CaseFile): 'waiting' | 'assigned' | 'over' {
  return status === 'waiting' || status === 'assigned' ? status : 'over'
}

function ownerName(frame: DeskFrame, { case: current }: CaseFile): string {
  return current.status === 'assigned' ? frame.nameOf(current.agent) : ''
}
