import type { FC } from 'hono/jsx'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import { Ago, Due } from '../../platform/ui/time.js'
import { PersonMenu } from '../account/person-menu.js'
import { staffLinks } from '../account/staff-links.js'
import type { CaseLine } from '../case/case-file.js'
import type { CaseId } from '../conversation/message.js'
import { type Colleague, canServe, isAvailable, isThere } from '../triage/colleague.js'
import { QueueMarks } from './case-head.js'
import { personOption } from './deed-forms.js'
import { STATE_MARKS } from './desk-header.js'
import { Alert } from './desk-page.js'
import { PersonForm } from './person-form.js'
import type { DeskFrame } from './read-desk.js'

interface PeopleProps {
  readonly frame: DeskFrame
  /** The cases that wait, in their order. */
  readonly waiting: readonly CaseLine[]
}

interface PeoplePageProps extends PeopleProps {
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly htmx: string
  readonly scripts: readonly string[]
  readonly alert: string | undefined
}

/** Who is here with what load, and what waits: live, with what a supervisor can do about it. */
export const PeoplePage: FC<PeoplePageProps> = ({ frame, waiting, ...props }) => {
  const { words, language, account } = frame
  return (
    <Page
      language={language}
      title={`${words('people-title')} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      scripts={props.scripts}
      density='dense'
      head={<script src={props.htmx} />}
      header={
        <StaffHeader
          language={language}
          links={staffLinks(account.role, language, 'people')}
          person={<PersonMenu language={language} account={account} />}
        />
      }
    >
      <div class='people'>
        <div role='alert'>{props.alert && <Alert text={props.alert} />}</div>
        <h1>{words('people-title')}</h1>
        <p class='soft'>{words('people-hint')}</p>
        <div id='people'>
          <PeopleTable frame={frame} />
        </div>
        <h2>{words('waiting-title')}</h2>
        <div id='waiting'>
          <WaitingTable frame={frame} waiting={waiting} />
        </div>
      </div>
      <div
        id='stream'
        hx-sse:connect='/desk/people/stream'
        hx-config='{"sse": {"pauseOnBackground": false}}'
        hx-target='this'
        hx-swap='none'
      />
    </Page>
  )
}

/** What is drawn again when somebody comes or goes, or a case moves. */
export const PeopleParts: FC<PeopleProps> = ({ frame, waiting }) => (
  <>
    <hx-partial hx-target='#people' hx-swap='innerMorph'>
      <PeopleTable frame={frame} />
    </hx-partial>
    <hx-partial hx-target='#waiting' hx-swap='innerMorph'>
      <WaitingTable frame={frame} waiting={waiting} />
    </hx-partial>
  </>
)

const PeopleTable: FC<{ frame: DeskFrame }> = ({ frame }) => {
  const { words } = frame
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('people-title')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('person')}</th>
            <th scope='col'>{words('state')}</th>
            <th scope='col'>{words('load')}</th>
            <th scope='col'>{words('teams')}</th>
            <th scope='col'>{words('skills')}</th>
            <th scope='col'>{words('languages')}</th>
            <th scope='col'>
              <span class='only-read-aloud'>{words('edit-person')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {frame.people.map((person) => (
            <PersonRow frame={frame} person={person} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const PersonRow: FC<{ frame: DeskFrame; person: Colleague }> = ({ frame, person }) => {
  const { words, times, teams, language } = frame
  const titles = (ids: readonly string[], known: typeof teams.skills) =>
    known
      .filter(({ id }) => ids.includes(id))
      .map(({ title }) => title[language])
      .join(' · ')
  const { load, capacity } = person
  return (
    <tr id={`person-${person.agent}`}>
      <th scope='row' class='line'>
        {person.name}
      </th>
      <td>
        <span class={`mark ${STATE_MARKS[person.state]}`}>{words(`presence-${person.state}`)}</span>{' '}
        <span class='soft small'>
          {person.since > 0 && <Ago times={times} at={person.since} />}
          {person.reason !== '' && ` · ${person.reason}`}
        </span>
      </td>
      <td class='load'>
        <meter
          min={0}
          max={Math.max(capacity, load)}
          value={load}
          aria-label={words('load-of', { load, capacity })}
        />{' '}
        {words('load-of', { load, capacity })}
        <span class='soft small'>{words('open-cases', { count: person.cases })}</span>
      </td>
      <td data-label={words('teams')}>{titles(person.teams, teams.teams)}</td>
      <td data-label={words('skills')}>
        {titles(person.skills, teams.skills) || <span class='soft'>–</span>}
      </td>
      <td data-label={words('languages')}>
        {person.languages.map((each) => LANGUAGE_NAMES[each]).join(' · ')}
      </td>
      <td>
        <PersonForm frame={frame} person={person} />
      </td>
    </tr>
  )
}

const WaitingTable: FC<PeopleProps> = ({ frame, waiting }) => {
  const { words, times } = frame
  if (waiting.length === 0) return <p class='soft'>{words('waiting-none')}</p>
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('waiting-title')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('subject')}</th>
            <th scope='col'>{words('teams')}</th>
            <th scope='col'>{words('assign')}</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map(({ case: current }) => (
            <tr id={`waiting-${current.id}`}>
              <th scope='row' class='line'>
                <a href={`/desk/cases/${current.id}`}>{current.subject}</a>{' '}
                {current.urgency === 'urgent' && (
                  <span class='mark warn'>{words('urgency-urgent')}</span>
                )}{' '}
                <Due
                  times={times}
                  at={current.promisedAt}
                  words={{ left: words('due-left'), late: words('due-late') }}
                />
              </th>
              <td>
                <QueueMarks frame={frame} current={current} />
              </td>
              <td>
                <AssignForm frame={frame} id={current.id} line={current} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** First those who are free for it and know what it asks; a supervisor may choose anyone who is at work. */
const AssignForm: FC<{ frame: DeskFrame; id: CaseId; line: CaseLine['case'] }> = (props) => {
  const { frame, id, line } = props
  const { words } = frame
  const there = frame.people.filter(isThere)
  const fits = (person: Colleague) => isAvailable(person) && canServe(person, line, 'skilled')
  const people = [...there.filter(fits), ...there.filter((person) => !fits(person))]
  if (people.length === 0) return <span class='soft'>{words('assign-nobody')}</span>
  const label = words('assign-case', { subject: line.subject })
  return (
    // What is being chosen survives an update of the page.
    <form
      id={`assign-${id}`}
      class='assign'
      method='post'
      action={`/desk/people/cases/${id}/assign`}
      hx-morph-skip
    >
      <select name='agent' aria-label={label} required>
        <option value=''>{words('assign-choose')}</option>
        {people.map((person) => {
          const option = personOption(frame, person)
          return <option value={option.value}>{option.label}</option>
        })}
      </select>
      <button type='submit' aria-label={label}>
        {words('assign')}
      </button>
    </form>
  )
}
