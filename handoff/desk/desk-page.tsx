import type { FC } from 'hono/jsx'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Icon } from '../../platform/ui/icon.js'
import { Page } from '../../platform/ui/layout.js'
import type { Presence } from '../account/presence.js'
import { EmergencyStrip } from '../emergency/emergency-strip.js'
import { CaseHead, Others } from './case-head.js'
import { ListPane, titleOf } from './case-list.js'
import { Composer } from './composer.js'
import { ConversationLines } from './conversation.js'
import { DeskAlarms } from './desk-alarms.js'
import { DeskHeader } from './desk-header.js'
import { streamHref } from './desk-place.js'
import { KeysDialog } from './keys-dialog.js'
import type { DeskFrame, DeskLists, OpenCase } from './read-desk.js'
import { SidePane } from './side-pane.js'
import type { Viewer } from './viewers.js'

export interface DeskPageProps {
  readonly frame: DeskFrame
  readonly theme: Theme
  readonly styles: readonly string[]
  /** Address of the library, which is run before the page is read. */
  readonly htmx: string
  readonly scripts: readonly string[]
  readonly lists: DeskLists
  readonly open: OpenCase | undefined
  readonly others: readonly Viewer[]
  readonly presence: Presence | undefined
  /** The number of the newest event that this page knows; the stream goes on from it. */
  readonly since: number
  readonly clientId: string
  /** Why the last deed was refused. */
  readonly alert: string | undefined
  readonly renderMarkdown: (markdown: string) => string
}

export const DeskPage: FC<DeskPageProps> = (props) => {
  const { frame, lists, open } = props
  const { words } = frame
  return (
    <Page
      language={frame.language}
      title={titleOf(frame, lists)}
      theme={props.theme}
      styles={props.styles}
      scripts={props.scripts}
      density='dense'
      frame='fixed'
      head={
        <>
          <meta name='htmx-config' content='{"defaultTimeout": 15000, "history": "reload"}' />
          <script src={props.htmx} />
        </>
      }
      header={<DeskHeader frame={frame} presence={props.presence} />}
    >
      <h1 class='only-read-aloud'>{words('desk')}</h1>
      <div id='alert' role='alert'>
        {props.alert && <Alert text={props.alert} />}
      </div>
      <p id='offline' class='offline' role='status' data-words={words('offline')} />
      <div id='emergencies'>
        <EmergencyStrip {...frame} emergencies={lists.emergencies} />
      </div>
      <div id='alarms'>
        <DeskAlarms frame={frame} lists={lists} />
      </div>
      <div class='desk'>
        <ListPane frame={frame} lists={lists} />
        {open ? <CasePane {...props} open={open} /> : <NoCase frame={frame} />}
        <aside id='side-pane' class='side-pane' aria-label={words('customer')}>
          {open && <SidePane frame={frame} file={open.file} />}
        </aside>
      </div>
      <Stream frame={frame} since={props.since} />
      <KeysDialog words={words} />
    </Page>
  )
}

export const Alert: FC<{ text: string }> = ({ text }) => (
  <p class='notice late'>
    <Icon name='triangle-alert' /> {text}
  </p>
)

const CasePane: FC<DeskPageProps & { open: OpenCase }> = ({ frame, open, others, ...props }) => {
  const { words } = frame
  return (
    <section
      id='case-pane'
      class='case-pane'
      aria-labelledby='case-title'
      data-open={open.file.case.id}
    >
      <div id='case-head' class='case-head'>
        <CaseHead frame={frame} open={open} />
      </div>
      <section class='scroller' tabindex={0} aria-label={words('conversation')}>
        <div class='scrolled'>
          <ol id='conversation' class='plain conversation' aria-live='polite'>
            <ConversationLines frame={frame} {...open} renderMarkdown={props.renderMarkdown} />
          </ol>
          <ol id='sending' class='plain conversation' data-words={words('sending')} />
        </div>
      </section>
      <div class='under-conversation'>
        <p id='typing' class='typing soft small' hidden>
          {words('customer-typing')}
        </p>
        <div id='others'>
          <Others frame={frame} others={others} />
        </div>
      </div>
      <Composer frame={frame} file={open.file} clientId={props.clientId} />
    </section>
  )
}

const NoCase: FC<{ frame: DeskFrame }> = ({ frame }) => (
  <section id='case-pane' class='case-pane no-case' aria-label={frame.words('conversation')}>
    <div class='empty'>
      <Icon name='inbox' />
      <h2>{frame.words('no-case')}</h2>
      <p class='soft'>{frame.words('no-case-next')}</p>
    </div>
  </section>
)

// Without `pauseOnBackground: false` a hidden tab would stop listening, and its agent be absent.
const STREAM_CONFIG =
  '{"sse": {"pauseOnBackground": false, "reconnectDelay": 300, "reconnectMaxDelay": 2000}}'

const Stream: FC<{ frame: DeskFrame; since: number }> = ({ frame, since }) => (
  <div
    id='stream'
    hx-sse:connect={streamHref(frame.place, since)}
    hx-config={STREAM_CONFIG}
    hx-target='this'
    hx-swap='none'
  />
)
