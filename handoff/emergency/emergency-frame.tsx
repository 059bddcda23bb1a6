import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'

/** What every page of this folder is drawn with. */
export interface EmergencyFrame {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly staff: StaffFrame
  readonly times: Times
  readonly isSupervisor: boolean
}

interface FrameProps {
  readonly frame: EmergencyFrame
  readonly title: string
  /** Why the last deed was refused. */
  readonly alert: string | undefined
}

export const EmergencyShell: FC<PropsWithChildren<FrameProps>> = (props) => {
  const { frame, title, alert } = props
  return (
    <Page
      language={frame.language}
      theme={frame.theme}
      styles={frame.styles}
      scripts={frame.scripts}
      title={`${title} · Kefu`}
      density='dense'
      header={<StaffHeader language={frame.language} {...frame.staff} />}
    >
      <div class='emergency'>
        {alert !== undefined && (
          <p class='notice late' role='alert'>
            {alert}
          </p>
        )}
        {props.children}
      </div>
    </Page>
  )
}
