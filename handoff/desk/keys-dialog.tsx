import type { FC } from 'hono/jsx'
import type { DeskWords } from './desk-words.js'

const KEYS = [
  ['j / k', 'key-move'],
  ['Enter', 'key-open'],
  ['r', 'key-reply'],
  ['n', 'key-note'],
  ['a', 'key-take'],
  ['e', 'key-solve'],
  ['/', 'key-search'],
  ['Enter', 'key-send'],
  ['Shift + Enter', 'key-break'],
  ['Esc', 'key-leave'],
  ['?', 'key-help'],
] as const

/** All keys, shown by `?`. */
export const KeysDialog: FC<{ words: DeskWords }> = ({ words }) => (
  <dialog id='keys' aria-labelledby='keys-title'>
    <form method='dialog'>
      <h2 id='keys-title'>{words('keys')}</h2>
      <dl class='keys'>
        {KEYS.map(([key, label]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words(label)}</dd>
          </>
        ))}
      </dl>
      <button class='primary' type='submit'>
        {words('close')}
      </button>
    </form>
  </dialog>
)
