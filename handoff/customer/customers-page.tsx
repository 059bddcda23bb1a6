import type { FC } from 'hono/jsx'
import { Icon } from '../../platform/ui/icon.js'
import { Ago } from '../../platform/ui/time.js'
import { type CustomerFrame, hrefOfCustomer, nameOfCustomer } from './customer-frame.js'
import type { Profile } from './customer-table.js'
import { type FoundCustomer, MESSAGES_SEARCHED, MOST_FOUND } from './search-customers.js'

interface CustomersProps {
  readonly frame: CustomerFrame
  readonly query: string
  readonly found: readonly FoundCustomer[]
  readonly pairs: readonly (readonly [Profile, Profile])[]
}

/** The search for customers; without a query, who was here last. */
export const CustomersPart: FC<CustomersProps> = ({ frame, query, found, pairs }) => {
  const { words } = frame
  return (
    <div class='customers'>
      <header>
        <h1>{words('customers')}</h1>
      </header>
      <search>
        <form class='customer-search' action='/customers'>
          <label class='only-read-aloud' for='q'>
            {words('search')}
          </label>
          <input
            id='q'
            name='q'
            type='search'
            value={query}
            placeholder={words('search')}
            autofocus={query === ''}
            aria-describedby='q-hint'
          />
          <button type='submit' class='primary'>
            <Icon name='search' />
            {words('search-go')}
          </button>
        </form>
      </search>
      <p class='soft small' id='q-hint'>
        {words('search-hint', { count: MESSAGES_SEARCHED })}
      </p>
      {query === '' && pairs.length > 0 && <Pairs frame={frame} pairs={pairs} />}
      <div class='part'>
        <h2 id='found-title'>
          {query === ''
            ? words('latest')
            : words('found', { count: Math.min(found.length, MOST_FOUND) })}
        </h2>
        {found.length === 0 ? (
          <NobodyFound frame={frame} query={query} />
        ) : (
          <Found frame={frame} found={found} />
        )}
      </div>
    </div>
  )
}

const NobodyFound: FC<{ frame: CustomerFrame; query: string }> = ({ frame, query }) => {
  const { words } = frame
  return (
    <div class='card'>
      <p>{query === '' ? words('empty') : words('found-none', { query })}</p>
      <p class='soft'>{words(query === '' ? 'empty-next' : 'found-none-next')}</p>
    </div>
  )
}

const Pairs: FC<{ frame: CustomerFrame; pairs: CustomersProps['pairs'] }> = ({ frame, pairs }) => {
  const { words } = frame
  return (
    <section class='card' aria-labelledby='pairs-title'>
      <h2 id='pairs-title'>{words('pairs')}</h2>
      <ul class='plain spaced-list'>
        {pairs.map(([kept, merged]) => (
          <li>
            <a href={hrefOfCustomer(kept.id, `/merge/${merged.id}`)}>
              {nameOfCustomer(words, kept)} · {nameOfCustomer(words, merged)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Found: FC<{ frame: CustomerFrame; found: readonly FoundCustomer[] }> = ({ frame, found }) => {
  const { words, times } = frame
  return (
    <section class='table-scroll' tabindex={0} aria-labelledby='found-title'>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('name')}</th>
            <th scope='col'>{words('shop-id')}</th>
            <th scope='col'>{words('phone')}</th>
            <th scope='col'>{words('last-visit')}</th>
            <th scope='col' class='number'>
              {words('visits-count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((each) => (
            <tr>
              <th scope='row' class='line'>
                <a href={hrefOfCustomer(each.id)}>{nameOfCustomer(words, each)}</a>
                {each.setValue === 'valued' && (
                  <>
                    {' '}
                    <span class='mark accent'>{words('value-valued')}</span>
                  </>
                )}
                {each.words !== null && <p class='soft small plain-text'>{each.words}</p>}
              </th>
              <td data-label={words('shop-id')}>{each.shopId ?? ''}</td>
              <td data-label={words('phone')}>{phoneEnd(each.phone)}</td>
              <td data-label={words('last-visit')}>
                {each.lastVisitAt !== null && <Ago times={times} at={each.lastVisitAt} />}
              </td>
              <td class='number' data-label={words('visits-count')}>
                {each.visits}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** In a list only so much as tells people apart; the whole one stands in the file. */
function phoneEnd(phone: string | null): string {
  return phone === null ? '' : `…${phone.slice(-4)}`
}
