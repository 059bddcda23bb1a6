import type { FC } from 'hono/jsx'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { agreements } from './customer-deeds.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer, nameOfCustomer } from './customer-frame.js'

interface MergeProps {
  readonly frame: CustomerFrame
  readonly kept: CustomerFile
  readonly merged: CustomerFile
  readonly undoneWithinDays: number
}

/** Two files side by side, what differs in bold, before they become one. */
export const MergePart: FC<MergeProps> = ({ frame, kept, merged, undoneWithinDays }) => {
  const { words } = frame
  const reasons = agreements(kept.profile, merged.profile)
  const shopIds = [kept.profile.shopId, merged.profile.shopId]
  const differ = !shopIds.includes(null) && shopIds[0] !== shopIds[1]
  return (
    <div class='customers'>
      <header>
        <h1>{words('merge-title')}</h1>
        {reasons.map((reason) => (
          <span class='mark ok'>{words(`same-by-${reason}`)}</span>
        ))}
        {differ && <span class='mark warn'>{words('same-shop-ids-differ')}</span>}
      </header>
      <p>{words('merge-intro')}</p>
      <div class='side-by-side'>
        <Side frame={frame} title={words('merge-kept')} file={kept} other={merged} />
        <Side frame={frame} title={words('merge-merged')} file={merged} other={kept} />
      </div>
      <p class='soft'>{words('merge-undo-days', { count: undoneWithinDays })}</p>
      <div class='deeds'>
        <form method='post' action={hrefOfCustomer(kept.profile.id, `/merge/${merged.profile.id}`)}>
          <button type='submit' class='primary'>
            {words('merge-do', { name: nameOfCustomer(words, kept.profile) })}
          </button>
        </form>
        <a class='button' href={hrefOfCustomer(merged.profile.id, `/merge/${kept.profile.id}`)}>
          {words('merge-swap')}
        </a>
        <a class='button bare' href={hrefOfCustomer(kept.profile.id)}>
          {words('cancel')}
        </a>
      </div>
    </div>
  )
}

interface SideProps {
  readonly frame: CustomerFrame
  readonly title: string
  readonly file: CustomerFile
  readonly other: CustomerFile
}

const Side: FC<SideProps> = ({ frame, title, file, other }) => {
  const { words, times } = frame
  const lines = linesOf(frame, file)
  const others = linesOf(frame, other)
  return (
    <section class='card' aria-label={title}>
      <p class='soft small'>{title}</p>
      <h2>
        <a href={hrefOfCustomer(file.profile.id)}>{nameOfCustomer(words, file.profile)}</a>
      </h2>
      <dl class='facts'>
        {lines.map(([name, said], i) => (
          <>
            <dt>{name}</dt>
            <dd class={said === others[i]?.[1] ? '' : 'differs'}>{said === '' ? '–' : said}</dd>
          </>
        ))}
      </dl>
      <h3>{words('history')}</h3>
      {file.visits.length === 0 && <p class='soft'>{words('history-none')}</p>}
      <ul class='plain'>
        {file.visits.slice(0, 5).map((visit) => (
          <li>
            <span class='soft'>
              {times.day(visit.openedAt)} · {words(`channel-${visit.channel}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function linesOf({ words, times, tags, language }: CustomerFrame, file: CustomerFile) {
  const { profile, channels } = file
  const named = file.tags.map((id) => tags.find((tag) => tag.id === id)?.words[language] ?? id)
  return [
    [words('name'), profile.name],
    [words('shop-id'), profile.shopId ?? ''],
    [words('phone'), profile.phone ?? ''],
    [words('email'), profile.email ?? ''],
    [words('language'), LANGUAGE_NAMES[profile.language]],
    [words('since'), times.day(profile.since)],
    [words('channels'), channels.map(({ channel }) => words(`channel-${channel}`)).join(' · ')],
    [words('value'), words(`value-${file.value.value}`)],
    [words('tags'), named.join(' · ')],
    [words('visits-count'), String(file.visits.length)],
  ] as const
}
