import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import { EditorNav, type EditorPlace } from '../site/editor-nav.js'
import type { EditorFrame } from './editing-deps.js'

/** What came of what was just done. */
export interface Notice {
  readonly state: 'ok' | 'late'
  readonly text: string
  /** What git or a hook said, word for word. */
  readonly said?: string
}

interface EditorPageProps {
  readonly frame: EditorFrame
  readonly place: EditorPlace | null
  readonly title: string
  readonly notice?: Notice | undefined
  /** Beside the title. */
  readonly beside?: Child
}

/** A page of the editors' room. */
export const EditorPage: FC<PropsWithChildren<EditorPageProps>> = (props) => {
  const { frame, place, title, notice } = props
  const { language, theme, styles, scripts, staff } = frame
  return (
    <Page
      language={language}
      theme={theme}
      styles={styles}
      scripts={scripts}
      title={`${title} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...staff} />}
    >
      <div class='editor'>
        <EditorNav language={language} current={place} />
        <div class='page-head'>
          <h1>{title}</h1>
          {props.beside}
        </div>
        {notice && (
          <div class={`notice ${notice.state}`} role={notice.state === 'ok' ? 'status' : 'alert'}>
            <p>{notice.text}</p>
            {notice.said && <pre class='said'>{notice.said}</pre>}
          </div>
        )}
        {props.children}
      </div>
    </Page>
  )
}
