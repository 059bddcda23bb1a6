import type { EditingWord, EditingWords } from './editing-words.js'
import type { Notice } from './editor-page.js'
import type { PublishOutcome } from './publishing.js'

const DONE = {
  published: 'done-published',
  scheduled: 'done-scheduled',
  renewed: 'done-renewed',
  withdrawn: 'done-withdrawn',
  undone: 'done-undone',
  discarded: 'done-discarded',
  saved: 'done-saved',
  submitted: 'done-submitted',
  'sent-back': 'done-sent-back',
} as const satisfies Readonly<Record<string, EditingWord>>

export type Done = keyof typeof DONE

/** What the address says was just done; nothing for what nobody can do. */
export function doneNotice(done: string | undefined, words: EditingWords): Notice | undefined {
  if (done === undefined || !Object.hasOwn(DONE, done)) return undefined
  return { state: 'ok', text: words(DONE[done as Done]) }
}

/** Why nothing was published, and what to do. */
export function refusalNotice(
  outcome: Extract<PublishOutcome, { ok: false }>,
  words: EditingWords,
): Notice {
  const late = (text: string, said?: string): Notice => ({
    state: 'late',
    text,
    ...(said !== undefined && { said }),
  })
  switch (outcome.refusal) {
    case 'git-busy':
      return late(words('refused-git-busy', { work: words(`git-${outcome.work}`) }))
    case 'git-refused':
    case 'not-written':
      return late(words(`refused-${outcome.refusal}`), outcome.said)
    default:
      return late(words(`refused-${outcome.refusal}`))
  }
}
