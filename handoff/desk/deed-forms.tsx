import type { FC, PropsWithChildren } from 'hono/jsx'
import { AreaField, SelectField } from '../../platform/ui/field.js'
import { Icon, type IconName } from '../../platform/ui/icon.js'
import type { Presence } from '../account/presence.js'
import { CATEGORIES, CAUSES, type Case } from '../case/case.js'
import type { CaseId } from '../conversation/message.js'
import { deedHref } from './desk-place.js'
import type { DeskFrame } from './read-desk.js'

interface DeedProps {
  readonly frame: DeskFrame
  readonly id: CaseId
}

/** A deed posts its form; with script, only what it changed is drawn again. */
export const DeedForm: FC<PropsWithChildren<DeedProps & { deed: string; class?: string }>> = (
  props,
) => {
  const action = deedHref(props.id, props.deed, props.frame.place)
  return (
    <form
      method='post'
      action={action}
      hx-post={action}
      hx-swap='none'
      hx-disable='find button'
      class={props.class ?? ''}
    >
      {props.children}
    </form>
  )
}

export const TakeForm: FC<DeedProps> = ({ frame, id }) => (
  <DeedForm frame={frame} id={id} deed='take'>
    <button class='primary' type='submit' data-key='a'>
      <Icon name='hand' />
      {frame.words('take')}
    </button>
  </DeedForm>
)

export const GiveBackForm: FC<DeedProps> = ({ frame, id }) => (
  <DeedForm frame={frame} id={id} deed='give-back'>
    <button type='submit'>
      <Icon name='undo-2' />
      {frame.words('give-back')}
    </button>
  </DeedForm>
)

export const Sheet: FC<
  PropsWithChildren<{ id: string; icon: IconName; label: string; key_?: string }>
> = (props) => (
  // What is being filled in survives an update of the page.
  <details class='menu' id={props.id} hx-morph-skip>
    <summary class='button' {...(props.key_ ? { 'data-key': props.key_ } : {})}>
      <Icon name={props.icon} />
      {props.label}
    </summary>
    <div class='sheet'>{props.children}</div>
  </details>
)

export const SolveForm: FC<{ frame: DeskFrame; current: Case }> = ({ frame, current }) => {
  const { words } = frame
  return (
    <Sheet id={`solve-${current.id}`} icon='check' label={words('solve')} key_='e'>
      <DeedForm frame={frame} id={current.id} deed='solve' class='form'>
        <SelectField
          name='category'
          label={words('category')}
          value={current.category}
          options={CATEGORIES.map((value) => ({ value, label: words(`category-${value}`) }))}
          required
        />
        <SelectField
          name='cause'
          label={words('cause')}
          placeholder={words('cause-choose')}
          options={CAUSES.map((value) => ({ value, label: words(`cause-${value}`) }))}
          required
        />
        <AreaField name='summary' label={words('summary')} hint={words('summary-hint')} rows={2} />
        <p class='soft small'>{words('solve-next')}</p>
        <button class='primary' type='submit'>
          {words('solve')}
        </button>
      </DeedForm>
    </Sheet>
  )
}

interface TransferProps extends DeedProps {
  readonly colleagues: readonly Presence[]
}

export const TransferForm: FC<TransferProps> = ({ frame, id, colleagues }) => {
  const { words } = frame
  return (
    <Sheet id={`transfer-${id}`} icon='arrow-right-left' label={words('transfer')}>
      <DeedForm frame={frame} id={id} deed='transfer' class='form'>
        <SelectField
          name='to'
          label={words('transfer-to')}
          options={[
            { value: '', label: words('transfer-queue') },
            ...colleagues.map(({ agent, name }) => ({ value: agent, label: name })),
          ]}
        />
        <AreaField name='note' label={words('note')} hint={words('transfer-note-hint')} rows={2} />
        <button class='primary' type='submit'>
          {words('transfer')}
        </button>
      </DeedForm>
    </Sheet>
  )
}
