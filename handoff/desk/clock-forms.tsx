import type { FC } from 'hono/jsx'
import { TextField } from '../../platform/ui/field.js'
import { Icon } from '../../platform/ui/icon.js'
import type { Case } from '../case/case.js'
import type { OpenClock } from '../clock/clock-board.js'
import { DeedForm, Sheet } from './deed-forms.js'
import type { DeskFrame } from './read-desk.js'

interface ClockFormsProps {
  readonly frame: DeskFrame
  readonly current: Case
  readonly clocks: readonly OpenClock[]
}

/** What an agent does that only clocks see: wait for the customer, promise a call, have visited. */
export const ClockForms: FC<ClockFormsProps> = ({ frame, current, clocks }) => {
  const { words, account } = frame
  const { id } = current
  const find = (name: OpenClock['clock']) => clocks.find(({ clock }) => clock === name)
  const isMine = current.status === 'assigned' && current.agent === account.id
  const maysVisit = find('second-visit') ? account.role === 'supervisor' : find('return-visit')
  return (
    <>
      {isMine && <WaitForm frame={frame} current={current} waits={isPaused(find('solution'))} />}
      {isMine && !find('call-back') && (
        <Sheet id={`promise-${id}`} icon='phone' label={words('promise')}>
          <DeedForm frame={frame} id={id} deed='promise' class='form'>
            <TextField
              name='due'
              type='datetime-local'
              label={words('promise-due')}
              hint={words('promise-hint')}
              required
            />
            <button class='primary' type='submit'>
              {words('promise')}
            </button>
          </DeedForm>
        </Sheet>
      )}
      {find('call-back') && (
        <DeedForm frame={frame} id={id} deed='called-back'>
          <button type='submit'>
            <Icon name='phone' />
            {words('called-back')}
          </button>
        </DeedForm>
      )}
      {maysVisit && (
        <a class='button' href={`/visits?case=${id}`}>
          <Icon name='check' />
          {words(find('second-visit') ? 'visited-second' : 'visited')}
        </a>
      )}
    </>
  )
}

const WaitForm: FC<Omit<ClockFormsProps, 'clocks'> & { waits: boolean }> = (props) => {
  const { frame, current, waits } = props
  const { words } = frame
  return (
    <DeedForm frame={frame} id={current.id} deed={waits ? 'go-on' : 'wait'}>
      <button type='submit' title={words(waits ? 'go-on-hint' : 'wait-hint')}>
        <Icon name={waits ? 'play' : 'pause'} />
        {words(waits ? 'go-on' : 'wait')}
      </button>
    </DeedForm>
  )
}

function isPaused(clock: OpenClock | undefined): boolean {
  return clock !== undefined && clock.paused !== null
}
