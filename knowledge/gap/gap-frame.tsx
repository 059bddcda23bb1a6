import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { EditorNav } from '../site/editor-nav.js'

/** What every page about gaps has around it. */
export interface GapFrameProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly staff: StaffFrame
}

export const GapFrame: FC<PropsWithChildren<GapFrameProps & { title: string }>> = (props) => (
  <Page
    language={props.language}
    theme={props.theme}
    styles={props.styles}
    scripts={props.scripts}
    title={`${props.title} · Kefu`}
    density='dense'
    header={<StaffHeader language={props.language} {...props.staff} />}
  >
    <div class='editor gaps'>
      <EditorNav language={props.language} current='gaps' />
      {props.children}
    </div>
  </Page>
)
