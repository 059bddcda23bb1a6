import type { FC } from 'hono/jsx'
import type { AgentId } from '../conversation/message.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer, nameOfCustomer } from './customer-frame.js'
import type { Profile } from './customer-table.js'

interface SectionProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
}

/** Other files that are probably of this person, to be looked at side by side. */
export const SamePerson: FC<SectionProps> = ({ frame, file }) => {
  const { words } = frame
  const { profile, same } = file
  if (same.length === 0) return null
  return (
    <section class='card' aria-labelledby='same-title'>
      <h2 id='same-title'>{words('same')}</h2>
      <ul class='plain spaced-list'>
        {same.map((other) => (
          <li class='line-form'>
            <span>
              {nameOfCustomer(words, other)}{' '}
              {agreements(profile, other).map((agreement) => (
                <span class='mark ok'>{words(`same-by-${agreement}`)}</span>
              ))}
            </span>
            <a class='button' href={hrefOfCustomer(profile.id, `/merge/${other.id}`)}>
              {words('compare')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why two files are probably of one person. */
export function agreements(a: Profile, b: Profile): readonly ('shop-id' | 'phone')[] {
  return [
    ...(a.shopId !== null && a.shopId === b.shopId ? (['shop-id'] as const) : []),
    ...(a.phone !== null && a.phone === b.phone && a.isPhoneVerified && b.isPhoneVerified
      ? (['phone'] as const)
      : []),
  ]
}

export const Merges: FC<SectionProps> = ({ frame, file }) => {
  const { words, times } = frame
  if (file.merges.length === 0) return null
  return (
    <section class='card' aria-labelledby='merges-title'>
      <h2 id='merges-title'>{words('merged')}</h2>
      <ul class='plain spaced-list'>
        {file.merges.map(({ id, merged, agentName, at, undoneAt, undoableUntil }) => (
          <li class='line-form'>
            <span>
              {words('merged-by', {
                name: agentName,
                other: words('anonymous', { id: merged.slice(-4) }),
                day: times.day(at),
              })}
              {undoneAt !== null && (
                <>
                  {' '}
                  <span class='mark'>{words('merge-undone')}</span>
                </>
              )}
              {undoableUntil !== null && (
                <span class='soft small'>
                  {' '}
                  {words('undo-until', { day: times.day(undoableUntil) })}
                </span>
              )}
            </span>
            {undoableUntil !== null && frame.account.role === 'supervisor' && (
              <form method='post' action={hrefOfCustomer(file.profile.id, `/undo/${id}`)}>
                <button type='submit'>{words('undo')}</button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const RECORDED = [
  'customer-identified',
  'customer-tagged',
  'customer-untagged',
  'customer-noted',
  'customer-value-set',
  'customer-merged',
  'customer-merge-undone',
  'customer-exported',
  'customer-erased',
] as const

/** Who did what with the file, from the event log. */
export const RecordOfDeeds: FC<SectionProps> = ({ frame, file }) => {
  const { words, times } = frame
  const lines = file.record.flatMap(({ name, at, data }) => {
    const known = RECORDED.find((each) => each === name)
    const { agent, tag } = data
    return known ? [{ known, at, agent, tag }] : []
  })
  return (
    <details class='card'>
      <summary>{words('record')}</summary>
      {lines.length === 0 ? (
        <p class='soft'>{words('record-none')}</p>
      ) : (
        <ul class='plain'>
          {lines.map(({ known, at, agent, tag }) => (
            <li>
              <span class='soft'>{times.exact(at)}</span> {words(`record-${known}`)}
              {typeof tag === 'string' && ` · ${tagName(frame, tag)}`}
              {typeof agent === 'string' && ` · ${frame.nameOf(agent as AgentId)}`}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

function tagName({ tags, language }: CustomerFrame, id: string): string {
  return tags.find((tag) => tag.id === id)?.words[language] ?? id
}

/** What the law gives a right to: a copy, and an end. */
export const LawDeeds: FC<SectionProps> = ({ frame, file }) => {
  const { words } = frame
  const { id } = file.profile
  return (
    <section class='card' aria-labelledby='law-title'>
      <h2 id='law-title'>{words('law')}</h2>
      <p class='soft small'>{words('law-hint')}</p>
      <div class='deeds'>
        {(['html', 'json'] as const).map((format) => (
          <form method='post' action={hrefOfCustomer(id, '/export')}>
            <input type='hidden' name='format' value={format} />
            <button type='submit'>{words(`export-${format}`)}</button>
          </form>
        ))}
        <a class='button' href={hrefOfCustomer(id, '/erase')}>
          {words('erase')}
        </a>
      </div>
    </section>
  )
}
