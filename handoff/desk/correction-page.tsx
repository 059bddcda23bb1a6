import type { FC } from 'hono/jsx'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import type { CaseFile } from '../case/case-file.js'
import type { MessageId } from '../conversation/message.js'
import { CorrectionForm } from './correction-form.js'
import { hrefOf } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

interface CorrectionPageProps {
  readonly frame: DeskFrame
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly file: CaseFile
  readonly message: MessageId
  readonly sought: string
  readonly found: readonly string[]
}

/** The form on a page of its own, for browsers without script. */
export const CorrectionPage: FC<CorrectionPageProps> = ({ frame, theme, styles, ...form }) => {
  const title = frame.words('correct')
  return (
    <Page language={frame.language} title={title} theme={theme} styles={styles} density='dense'>
      <div class='narrow'>
        <h1>{title}</h1>
        <p>
          <q>{form.file.traces.get(form.message)?.question}</q>
        </p>
        <CorrectionForm frame={frame} {...form} />
        <p>
          <a href={hrefOf(frame.place)}>{frame.words('correct-back')}</a>
        </p>
      </div>
    </Page>
  )
}
