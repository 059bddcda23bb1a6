import type { Child, FC } from 'hono/jsx'
import type { Language } from '../language.js'
import type { Theme } from './choose-theme.js'
import { Page } from './layout.js'
import { type StaffFrame, StaffHeader } from './staff-header.js'

/** Another part of the list, and how much is in it where that is told. */
export interface ListView {
  readonly href: string
  readonly label: string
  readonly count?: number
}

export interface ListPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts?: readonly string[]
  readonly frame: StaffFrame
  readonly title: string
  readonly intro: string
  /** What came of what was just done. */
  readonly notice?: { readonly state: 'ok' | 'late'; readonly text: string } | undefined
  /** `views` may be empty; `current` is the address of the one that is shown. */
  readonly tabs: {
    readonly label: string
    readonly current: string
    readonly views: readonly ListView[]
  }
  /** Said in the place of the list, with what to do next. `null` when it holds something. */
  readonly empty: readonly [what: string, next: string] | null
  /** The list. */
  readonly list: Child
  /** What stands below it. */
  readonly children?: Child
}

/** A page of staff with one list: what it is, its parts as tabs, the list or why it is empty. */
export const ListPage: FC<ListPageProps> = (props) => {
  const { language, title, notice, tabs, empty } = props
  return (
    <Page
      language={language}
      title={`${title} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      {...(props.scripts && { scripts: props.scripts })}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='sheet-page'>
        <h1>{title}</h1>
        <p class='soft'>{props.intro}</p>
        {notice && (
          <p class={`notice ${notice.state}`} role={notice.state === 'ok' ? 'status' : 'alert'}>
            {notice.text}
          </p>
        )}
        {tabs.views.length > 0 && (
          <nav class='tabs' aria-label={tabs.label}>
            {tabs.views.map(({ href, label, count }) => (
              <a
                href={href}
                {...(href === tabs.current ? { 'aria-current': 'page' as const } : {})}
              >
                {label}
                {count !== undefined && (
                  <>
                    {' '}
                    <span class='count'>{count}</span>
                  </>
                )}
              </a>
            ))}
          </nav>
        )}
        {empty ? (
          <div class='empty'>
            <p>{empty[0]}</p>
            <p class='soft'>{empty[1]}</p>
          </div>
        ) : (
          props.list
        )}
        {props.children}
      </div>
    </Page>
  )
}
