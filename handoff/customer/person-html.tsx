import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { shownText } from '../conversation/shown-text.js'
import { type CustomerFrame, nameOfCustomer } from './customer-frame.js'
import type { Profile } from './customer-table.js'
import type { HeldCase, HeldMessage, HeldVisit, PersonData } from './person-data.js'
import { scoresInWords } from './scores-in-words.js'

const STYLE = `body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif }
.soft { color: #566070 } .said { white-space: pre-wrap; margin: 0 0 1rem }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem } dd { margin: 0 }
section { border-top: 1px solid #dfe3e9; margin-top: 2rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem }`

interface PersonProps {
  readonly frame: CustomerFrame
  readonly data: PersonData
}

/** All that is held about a person, as a page that opens anywhere and needs nothing else. */
export const PersonHtml: FC<PersonProps> = ({ frame, data }) => {
  const { words, times, language } = frame
  const [own, ...others] = data.profiles
  const title = words('export-title', { name: own ? nameOfCustomer(words, own) : '' })
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset='utf-8' />
          <meta name='viewport' content='width=device-width, initial-scale=1' />
          <title>{title}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <h1>{title}</h1>
          <p class='soft'>{words('export-made', { time: times.exact(data.exportedAt) })}</p>
          {own && <ProfileFacts frame={frame} profile={own} data={data} />}
          {others.map((profile) => (
            <section>
              <h2>{words('export-merged-file')}</h2>
              <ProfileFacts frame={frame} profile={profile} data={null} />
            </section>
          ))}
          <section>
            <h2>{words('notes')}</h2>
            {data.notes.length === 0 && <p>{words('notes-none')}</p>}
            {data.notes.map(({ text, agentName, at }) => (
              <Said who={agentName} when={times.exact(at)} text={text} />
            ))}
          </section>
          {data.conversations.map(({ channel, user, openedAt, visits }) => (
            <section>
              <h2>
                {words('export-conversation', {
                  channel: words(`channel-${channel}`),
                  user,
                  day: times.day(openedAt),
                })}
              </h2>
              {visits.map((visit) => (
                <Visit frame={frame} visit={visit} />
              ))}
            </section>
          ))}
          <section>
            <h2>{words('export-cases')}</h2>
            {data.cases.map((held) => (
              <CaseHeld frame={frame} held={held} />
            ))}
          </section>
          <section>
            <h2>{words('export-events')}</h2>
            <pre>
              {data.events
                .map(({ number, at, name, data: facts }) =>
                  [number, times.exact(at), name, JSON.stringify(facts)].join('  '),
                )
                .join('\n')}
            </pre>
          </section>
        </body>
      </html>
    </>
  )
}

interface ProfileProps {
  readonly frame: CustomerFrame
  readonly profile: Profile
  /** For the file itself, what is held beside the profile. */
  readonly data: PersonData | null
}

const ProfileFacts: FC<ProfileProps> = ({ frame, profile, data }) => {
  const { words, times, tags, language } = frame
  const tagName = (id: string) => tags.find((tag) => tag.id === id)?.words[language] ?? id
  const facts: readonly (readonly [string, string | null])[] = [
    [words('name'), profile.name],
    [words('shop-id'), profile.shopId],
    [words('phone'), profile.phone],
    [words('email'), profile.email],
    [words('language'), LANGUAGE_NAMES[profile.language]],
    [words('since'), times.exact(profile.since)],
    [words('identified'), profile.facts && JSON.stringify(profile.facts)],
    [words('value'), data && words(`value-${data.value.value}`)],
    [words('value-reason'), profile.setValue?.reason ?? null],
    [words('tags'), data?.tags.map(tagName).join(' · ') ?? null],
  ]
  return (
    <dl>
      {facts
        .filter(([, said]) => said !== null && said !== '')
        .map(([name, said]) => (
          <>
            <dt class='soft'>{name}</dt>
            <dd>{said}</dd>
          </>
        ))}
    </dl>
  )
}

const Visit: FC<{ frame: CustomerFrame; visit: HeldVisit }> = ({ frame, visit }) => {
  const { words, times } = frame
  return (
    <>
      <h3>{words('visit-title', { day: times.day(visit.openedAt) })}</h3>
      {visit.messages.map((message) => (
        <MessageHeld frame={frame} message={message} />
      ))}
      {visit.answers.map((answer) => (
        <Said
          who={`${words('visit-scores')} · ${scoresInWords(answer, words)}`}
          when={times.exact(answer.at)}
          text={answer.words}
        />
      ))}
      {visit.labels.length > 0 && (
        <>
          <h4>{words('export-labels')}</h4>
          <ul>
            {visit.labels.map(({ text, gold }) => (
              <li>
                {text} → {gold.join(', ') || '–'}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const MessageHeld: FC<{ frame: CustomerFrame; message: HeldMessage }> = ({ frame, message }) => {
  const { words, times } = frame
  const { speaker, at, trace, thumb, correction } = message
  const who = speaker.role === 'agent' ? speaker.name : words(`speaker-${speaker.role}`)
  const kept = {
    ...(trace && { trace }),
    ...(thumb && { thumb }),
    ...(correction && { correction }),
  }
  return (
    <>
      <Said who={who} when={times.exact(at)} text={shownText(message)} />
      {Object.keys(kept).length > 0 && (
        <details>
          <summary class='soft'>{words('export-trace')}</summary>
          <pre>{JSON.stringify(kept, null, 1)}</pre>
        </details>
      )}
    </>
  )
}

const CaseHeld: FC<{ frame: CustomerFrame; held: HeldCase }> = ({ frame, held }) => {
  const { words, times } = frame
  const { case: current, summary, notes } = held
  return (
    <>
      <h3>{current.subject || words('visit-untitled')}</h3>
      <dl>
        <dt class='soft'>{words('visit-when')}</dt>
        <dd>{times.exact(current.openedAt)}</dd>
        <dt class='soft'>{words('visit-outcome')}</dt>
        <dd>{words(`outcome-${current.status}`)}</dd>
        {summary && (
          <>
            <dt class='soft'>{words('export-summary')}</dt>
            <dd>{summary}</dd>
          </>
        )}
      </dl>
      {notes.map(({ agentName, at, text }) => (
        <Said who={`${words('notes')} · ${agentName}`} when={times.exact(at)} text={text} />
      ))}
    </>
  )
}

const Said: FC<{ who: string; when: string; text: string }> = ({ who, when, text }) => (
  <>
    <p class='soft'>
      {who} · {when}
    </p>
    <p class='said'>{text}</p>
  </>
)
