import type { FC } from 'hono/jsx'
import { ErrorSummary, TextField } from '../../platform/ui/field.js'
import type { CustomerFile } from './customer-file.js'
import { type CustomerFrame, hrefOfCustomer, nameOfCustomer } from './customer-frame.js'

interface EraseProps {
  readonly frame: CustomerFrame
  readonly file: CustomerFile
  /** First what goes and what stays, then the word that does it. */
  readonly step: 'read' | 'confirm'
  /** Whether another word was typed. */
  readonly isWrong?: boolean
}

/** What has to be typed to erase this file. */
export function eraseWord({ profile }: CustomerFile): string {
  return profile.id.slice(-4)
}

/** Asks twice before it erases, since nothing brings it back. */
export const ErasePart: FC<EraseProps> = ({ frame, file, step, isWrong = false }) => {
  const { words, language } = frame
  const { id } = file.profile
  const word = eraseWord(file)
  const error = isWrong ? words('erase-confirm-wrong', { id: word }) : undefined
  return (
    <div class='customers'>
      <header>
        <h1>{words('erase-title', { name: nameOfCustomer(words, file.profile) })}</h1>
      </header>
      <ErrorSummary language={language} errors={error === undefined ? {} : { confirm: error }} />
      <WhatGoes frame={frame} />
      {step === 'read' ? (
        <form class='deeds' action={hrefOfCustomer(id, '/erase')}>
          <input type='hidden' name='step' value='confirm' />
          <button type='submit' class='primary'>
            {words('erase-go-on')}
          </button>
          <a class='button bare' href={hrefOfCustomer(id)}>
            {words('cancel')}
          </a>
        </form>
      ) : (
        <form class='form' method='post' action={hrefOfCustomer(id, '/erase')}>
          <TextField
            name='confirm'
            label={words('erase-confirm', { id: word })}
            error={error}
            autocomplete='off'
            autofocus
            required
          />
          <div class='deeds'>
            <button type='submit' class='primary'>
              {words('erase-do')}
            </button>
            <a class='button bare' href={hrefOfCustomer(id)}>
              {words('cancel')}
            </a>
          </div>
        </form>
      )}
    </div>
  )
}

const WhatGoes: FC<{ frame: CustomerFrame }> = ({ frame }) => {
  const { words } = frame
  return (
    <>
      <div class='side-by-side'>
        <section class='card' aria-labelledby='goes-title'>
          <h2 id='goes-title'>{words('erase-goes')}</h2>
          <ul>
            <li>{words('erase-goes-1')}</li>
            <li>{words('erase-goes-2')}</li>
            <li>{words('erase-goes-3')}</li>
            <li>{words('erase-goes-4')}</li>
          </ul>
        </section>
        <section class='card' aria-labelledby='stays-title'>
          <h2 id='stays-title'>{words('erase-stays')}</h2>
          <ul>
            <li>{words('erase-stays-1')}</li>
            <li>{words('erase-stays-2')}</li>
            <li>{words('erase-stays-3')}</li>
          </ul>
        </section>
      </div>
      <p class='notice'>{words('erase-outside')}</p>
    </>
  )
}
