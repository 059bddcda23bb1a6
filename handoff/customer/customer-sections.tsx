import type { FC } from 'hono/jsx'
import { AreaField, SelectField } from '../../platform/ui/field.js'
import { Icon } from '../../platform/ui/icon.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer } from './customer-frame.js'
import type { ShopFacts } from './customer-value.js'

interface SectionProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
}

const ASPECTS = ['contribution', 'loyalty', 'potential'] as const

/** What the customer counts as, and why; a supervisor may say otherwise, with a reason. */
export const Value: FC<SectionProps> = ({ frame, file }) => {
  const { words, times } = frame
  const { profile, value } = file
  const { assessment } = value
  const set = profile.setValue
  return (
    <section class='card' aria-labelledby='value-title'>
      <h2 id='value-title'>{words('value')}</h2>
      {set && (
        <p class='plain-text'>
          {words('value-set-by', {
            name: frame.nameOf(set.by),
            day: times.day(set.at),
            reason: set.reason,
          })}
        </p>
      )}
      <p>{words('value-rule-says', { value: words(`value-${assessment.value}`) })}</p>
      <p class='soft'>{factsInWords(frame, profile.facts)}</p>
      {profile.facts && (
        <dl class='facts'>
          {ASPECTS.map((aspect) => {
            const holds = assessment[aspect]
            const said =
              holds === null ? 'none-known' : holds ? ('aspect-yes' as const) : 'aspect-no'
            return (
              <>
                <dt>{words(`aspect-${aspect}`)}</dt>
                <dd>
                  <span class={`mark ${holds ? 'ok' : ''}`}>{words(said)}</span>
                </dd>
              </>
            )
          })}
          <dt>{words('aspect-lifecycle')}</dt>
          <dd>
            <span class={`mark ${assessment.lifecycle === 'quiet' ? 'warn' : ''}`}>
              {words(`stage-${assessment.lifecycle}`)}
            </span>
          </dd>
        </dl>
      )}
      {frame.account.role === 'supervisor' && (
        <details>
          <summary>{words('value-set')}</summary>
          <form method='post' action={hrefOfCustomer(profile.id, '/value')} class='form'>
            <SelectField
              name='value'
              label={words('value')}
              value={set?.value ?? ''}
              options={[
                { value: '', label: words('value-by-rule') },
                { value: 'valued', label: words('value-valued') },
                { value: 'ordinary', label: words('value-ordinary') },
              ]}
            />
            <AreaField
              name='reason'
              label={words('value-reason')}
              hint={words('value-reason-hint')}
              value={set?.reason ?? ''}
              rows={2}
            />
            <button type='submit'>{words('save')}</button>
          </form>
        </details>
      )}
    </section>
  )
}

function factsInWords({ words, times }: CustomerFrame, facts: ShopFacts | null): string {
  const { value, spentInYear, ordersInYear, level, firstOrderAt, lastOrderAt } = facts ?? {}
  const parts = [
    value !== undefined && words('fact-value', { value: words(`value-${value}`) }),
    spentInYear !== undefined && words('fact-spent', { amount: spentInYear }),
    ordersInYear !== undefined && words('fact-orders', { count: ordersInYear }),
    level !== undefined && words('fact-level', { level }),
    firstOrderAt !== undefined && words('fact-first', { day: times.day(firstOrderAt) }),
    lastOrderAt !== undefined && words('fact-last', { day: times.day(lastOrderAt) }),
  ].filter((part) => part !== false)
  return parts.length === 0 ? words('facts-none') : parts.join(' · ')
}

/** The tags of T11; one that the list has no more stands with its id until it is taken off. */
export const Tags: FC<SectionProps> = ({ frame, file }) => {
  const { words, language } = frame
  const { profile } = file
  const free = frame.tags.filter(({ id }) => !file.tags.includes(id))
  return (
    <section class='card' aria-labelledby='tags-title'>
      <h2 id='tags-title'>{words('tags')}</h2>
      {file.tags.length === 0 ? (
        <p class='soft'>{words('tags-none')}</p>
      ) : (
        <ul class='plain tag-list'>
          {file.tags.map((id) => {
            const tag = frame.tags.find((each) => each.id === id)
            const name = tag?.words[language] ?? id
            return (
              <li>
                <form
                  method='post'
                  action={hrefOfCustomer(profile.id, '/untag')}
                  class={`tag ${tag?.colour ?? 'grey'}`}
                >
                  {name}
                  <input type='hidden' name='tag' value={id} />
                  <button type='submit' aria-label={words('tag-remove', { tag: name })}>
                    <Icon name='x' />
                  </button>
                </form>
              </li>
            )
          })}
        </ul>
      )}
      {free.length > 0 && (
        <form method='post' action={hrefOfCustomer(profile.id, '/tag')} class='line-form'>
          <SelectField
            name='tag'
            label={words('tag-add')}
            placeholder={words('tag-choose')}
            required
            options={free.map((tag) => ({ value: tag.id, label: tag.words[language] }))}
          />
          <button type='submit'>{words('add')}</button>
        </form>
      )}
    </section>
  )
}

export const Notes: FC<SectionProps> = ({ frame, file }) => {
  const { words, times } = frame
  return (
    <section class='card' aria-labelledby='notes-title'>
      <h2 id='notes-title'>{words('notes')}</h2>
      {file.notes.length === 0 && <p class='soft'>{words('notes-none')}</p>}
      <ul class='plain spaced-list'>
        {file.notes.map((note) => (
          <li>
            <p class='plain-text'>{note.text}</p>
            <p class='soft small'>
              {note.agentName} · {times.exact(note.at)}
            </p>
          </li>
        ))}
      </ul>
      <form method='post' action={hrefOfCustomer(file.profile.id, '/note')} class='form'>
        <AreaField
          name='text'
          label={words('note-add')}
          hint={words('note-hint')}
          rows={2}
          required
        />
        <button type='submit'>{words('add')}</button>
      </form>
    </section>
  )
}
