import type { FC } from 'hono/jsx'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import type { SessionId } from '../conversation/message.js'
import { LawDeeds, Merges, RecordOfDeeds, SamePerson } from './customer-deeds.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer, nameOfCustomer } from './customer-frame.js'
import { History } from './customer-history.js'
import { Notes, Tags, Value } from './customer-sections.js'

export interface CustomerPageProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
  /** Visits of which this person may not read more than that they were. */
  readonly hidden: ReadonlySet<SessionId>
  /** Why the last deed was refused. */
  readonly alert?: string | undefined
}

/** Everything about one customer (H6.1): who it is on the left, what happened on the right. */
export const CustomerPart: FC<CustomerPageProps> = ({ frame, file, hidden, alert }) => {
  const { words, times } = frame
  const { profile, value } = file
  return (
    <div class='customers'>
      <header>
        <h1>{nameOfCustomer(words, profile)}</h1>
        <span class={`mark ${value.value === 'valued' ? 'accent' : ''}`}>
          {words(`value-${value.value}`)}
        </span>
        {profile.identifiedAt !== null && <span class='mark ok'>{words('identified')}</span>}
      </header>
      {alert !== undefined && (
        <div class='notice late' role='alert'>
          {alert}
        </div>
      )}
      {profile.erasedAt !== null && (
        <p class='notice'>{words('erased', { day: times.exact(profile.erasedAt) })}</p>
      )}
      <div class='file-columns'>
        <div class='file-column'>
          <Facts frame={frame} file={file} />
          <Value frame={frame} file={file} />
          <Tags frame={frame} file={file} />
          <Notes frame={frame} file={file} />
        </div>
        <div class='file-column'>
          <SamePerson frame={frame} file={file} />
          <History frame={frame} file={file} hidden={hidden} />
          <Merges frame={frame} file={file} />
          <RecordOfDeeds frame={frame} file={file} />
          {frame.account.role === 'supervisor' && <LawDeeds frame={frame} file={file} />}
        </div>
      </div>
    </div>
  )
}

const Facts: FC<{ frame: CustomerFrame; file: CustomerFile }> = ({ frame, file }) => {
  const { words, times } = frame
  const { profile, channels } = file
  return (
    <section class='card' aria-label={words('name')}>
      <dl class='facts'>
        <dt>{words('shop-id')}</dt>
        <dd>{profile.shopId ?? words('none-known')}</dd>
        <dt>{words('phone')}</dt>
        <dd>
          {profile.phone ?? words('none-known')}
          {profile.phone !== null && (
            <>
              {' '}
              <span class={`mark ${profile.isPhoneVerified ? 'ok' : ''}`}>
                {words(profile.isPhoneVerified ? 'phone-verified' : 'phone-unverified')}
              </span>
            </>
          )}
        </dd>
        <dt>{words('email')}</dt>
        <dd>{profile.email ?? words('none-known')}</dd>
        <dt>{words('language')}</dt>
        <dd>{LANGUAGE_NAMES[profile.language]}</dd>
        <dt>{words('since')}</dt>
        <dd>{times.day(profile.since)}</dd>
        <dt>{words('channels')}</dt>
        <dd>
          <ul class='plain'>
            {channels.map(({ channel, user, conversation }) => (
              <li>
                {words(`channel-${channel}`)}
                {channel === 'teams' && user !== `erased:${conversation}` && (
                  <span class='soft'> {user}</span>
                )}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  )
}

/** For a form that posts to this file and comes back to it. */
export function deedAction({ profile }: CustomerFile, deed: string): string {
  return hrefOfCustomer(profile.id, `/${deed}`)
}
