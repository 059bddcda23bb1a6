import type { FC } from 'hono/jsx'
import type { Colleague } from '../triage/colleague.js'
import type { DeskFrame } from './read-desk.js'

/** Which work a person gets: teams, skills, and how many points at once. Opens without script. */
export const PersonForm: FC<{ frame: DeskFrame; person: Colleague }> = ({ frame, person }) => {
  const { words, teams } = frame
  const { agent, name, capacity } = person
  return (
    <details class='menu' id={`edit-${agent}`} hx-morph-skip>
      <summary class='button' aria-label={words('edit-person-of', { name })}>
        {words('edit-person')}
      </summary>
      <form class='sheet form' method='post' action={`/desk/people/${agent}`}>
        <Boxes frame={frame} name='teams' all={teams.teams} ticked={person.teams} />
        <Boxes frame={frame} name='skills' all={teams.skills} ticked={person.skills} />
        <label class='field'>
          <span>{words('capacity')}</span>
          <input
            name='capacity'
            type='number'
            min={1}
            max={100}
            value={capacity === teams.capacity ? '' : String(capacity)}
          />
          <span class='soft small'>{words('capacity-hint', { count: teams.capacity })}</span>
        </label>
        <button class='primary' type='submit'>
          {words('save')}
        </button>
      </form>
    </details>
  )
}

interface BoxesProps {
  readonly frame: DeskFrame
  readonly name: 'teams' | 'skills'
  readonly all: DeskFrame['teams']['skills']
  readonly ticked: readonly string[]
}

const Boxes: FC<BoxesProps> = ({ frame, name, all, ticked }) => (
  <fieldset class='boxes'>
    <legend>{frame.words(name)}</legend>
    {all.map(({ id, title }) => (
      <label>
        <input type='checkbox' name={name} value={id} checked={ticked.includes(id)} />
        {title[frame.language]}
      </label>
    ))}
  </fieldset>
)
