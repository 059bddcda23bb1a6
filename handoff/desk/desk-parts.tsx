import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Presence } from '../account/presence.js'
import type { CaseId, MessageId } from '../conversation/message.js'
import { CaseHead, Others } from './case-head.js'
import { ComposerBar } from './composer.js'
import { ConversationLines } from './conversation.js'
import { CorrectionOffer, correctionPlace } from './correction-form.js'
import { PresenceMenu } from './desk-header.js'
import { Alert } from './desk-page.js'
import type { DeskFrame, OpenCase } from './read-desk.js'
import { CustomerSections } from './side-pane.js'
import type { Viewer } from './viewers.js'

interface PartProps {
  readonly id: string
  /** `outerMorph` when the part brings its own element. */
  readonly swap?: 'innerMorph' | 'outerMorph' | undefined
}

/** A part of an open page, drawn again. Whole parts are sent, so that one that comes twice is harmless. */
export const Part: FC<PropsWithChildren<PartProps>> = ({ id, swap = 'innerMorph', children }) => (
  <hx-partial hx-target={`#${id}`} hx-swap={swap}>
    {children}
  </hx-partial>
)

interface CasePartsProps {
  readonly frame: DeskFrame
  readonly open: OpenCase
  readonly renderMarkdown: (markdown: string) => string
}

/** A message begins or ends a clock, so the head belongs to it. */
export const ConversationPart: FC<CasePartsProps> = ({ frame, open, renderMarkdown }) => (
  <>
    <Part id='conversation'>
      <ConversationLines frame={frame} {...open} renderMarkdown={renderMarkdown} />
    </Part>
    <Part id='case-head'>
      <CaseHead frame={frame} open={open} />
    </Part>
  </>
)

/** Everything of a case that can change, save the words in the composer. */
export const CaseParts: FC<CasePartsProps> = (props) => (
  <>
    <ConversationPart {...props} />
    <Part id='composer-bar'>
      <ComposerBar frame={props.frame} file={props.open.file} />
    </Part>
    <Part id='customer'>
      <CustomerSections frame={props.frame} file={props.open.file} />
    </Part>
  </>
)

export const OthersPart: FC<{ frame: DeskFrame; others: readonly Viewer[] }> = (props) => (
  <Part id='others'>
    <Others {...props} />
  </Part>
)

/** Takes the form away again once it was saved. */
export const CorrectionPart: FC<{ frame: DeskFrame; id: CaseId; message: MessageId }> = (props) => (
  <Part id={correctionPlace(props.message)}>
    <CorrectionOffer {...props} focused />
  </Part>
)

/** Why a deed was refused; empty when it was not. */
export const AlertPart: FC<{ text: string | undefined }> = ({ text }) => (
  <Part id='alert'>{text === undefined ? <span hidden /> : <Alert text={text} />}</Part>
)

export const PresencePart: FC<{ frame: DeskFrame; presence: Presence | undefined }> = (props) => (
  <Part id='presence'>
    <PresenceMenu {...props} />
  </Part>
)
