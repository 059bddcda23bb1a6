import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import { PersonMenu } from '../account/person-menu.js'
import { PRESENCE_STATES, type Presence, type PresenceState } from '../account/presence.js'
import { staffLinks } from '../account/staff-links.js'
import { pathOf } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

interface DeskHeaderProps {
  readonly frame: DeskFrame
  readonly presence: Presence | undefined
}

export const DeskHeader: FC<DeskHeaderProps> = ({ frame, presence }) => (
  <StaffHeader
    language={frame.language}
    links={staffLinks(frame.account.role, frame.language, 'desk')}
    middle={<SearchBox frame={frame} />}
    person={
      <div class='person'>
        <div id='presence'>
          <PresenceMenu frame={frame} presence={presence} />
        </div>
        <PersonMenu language={frame.language} account={frame.account}>
          <button type='button' class='bare' data-show='keys'>
            <Icon name='keyboard' />
            {frame.words('keys')} <kbd>?</kbd>
          </button>
        </PersonMenu>
      </div>
    }
  />
)

const SearchBox: FC<{ frame: DeskFrame }> = ({ frame }) => {
  const { words, place } = frame
  return (
    <search>
      <form class='search' action={pathOf(place)} method='get'>
        <input type='hidden' name='view' value={place.view} />
        <label class='only-read-aloud' for='search'>
          {words('search')}
        </label>
        <Icon name='search' />
        <input
          id='search'
          name='q'
          type='search'
          value={place.search}
          placeholder={words('search')}
          data-key='/'
        />
      </form>
    </search>
  )
}

export const STATE_MARKS = {
  available: 'ok',
  break: 'warn',
  meeting: 'warn',
  training: 'warn',
  away: 'warn',
  offline: '',
} as const satisfies Record<PresenceState, string>

/** What the agent says of themselves; only those who are online are promised to customers. */
export const PresenceMenu: FC<DeskHeaderProps> = ({ frame, presence }) => {
  const { words } = frame
  const state = presence?.state ?? 'offline'
  return (
    <details class='menu' id='presence-menu'>
      <summary>
        <span class={`mark ${STATE_MARKS[state]}`}>
          <Icon name='circle' />
          {words(`presence-${state}`)}
        </span>
        {frame.me && (
          <span class='load small soft' title={words('load-title')}>
            {words('load-short', { load: frame.me.load, capacity: frame.me.capacity })}
          </span>
        )}
        <Icon name='chevron-down' label={words('presence')} />
      </summary>
      <form
        class='sheet form'
        method='post'
        action='/desk/presence'
        hx-post='/desk/presence'
        hx-swap='none'
      >
        <label class='field'>
          <span>{words('presence-reason')}</span>
          <input name='reason' maxlength={80} value={presence?.reason ?? ''} />
        </label>
        <div class='states'>
          {PRESENCE_STATES.map((each) => (
            <button type='submit' name='state' value={each} aria-pressed={each === state}>
              {words(`presence-${each}`)}
            </button>
          ))}
        </div>
        <p class='soft small'>{words('presence-hint')}</p>
      </form>
    </details>
  )
}
