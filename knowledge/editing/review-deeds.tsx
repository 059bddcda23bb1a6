import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { AreaField } from '../../platform/ui/field.js'
import { Ago } from '../../platform/ui/time.js'
import { daysOf, type Times } from '../../platform/ui/times.js'
import { draftHref } from './article-links.js'
import type { Draft, Editor } from './draft.js'
import { editingWords } from './editing-words.js'

interface ReviewDeedsProps {
  readonly language: Language
  readonly times: Times
  readonly draft: Draft
  readonly person: Editor
  readonly isOwn: boolean
  readonly blocking: readonly string[] | undefined
  /** Where it is shown what the change does to answers; not given where that is not known. */
  readonly effectHref: string | undefined
}

/** What can be done with a change that is in review: by who wrote it, and by a second person. */
export const ReviewDeeds: FC<ReviewDeedsProps> = (props) => {
  const { language, times, draft, person, isOwn, blocking } = props
  const words = editingWords(language)
  const href = draftHref(draft.id)
  const day = draft.state === 'scheduled' ? daysOf(language)(draft.day) : ''
  const effect = draft.state === 'in-review' && props.effectHref !== undefined && (
    <a class='button' href={props.effectHref}>
      {words('effect')}
    </a>
  )
  const revision = <input type='hidden' name='revision' value={String(draft.revision)} />
  return (
    <>
      {draft.state === 'in-review' && (
        <p>
          {words('submitted-by', { name: draft.submittedBy.name })}{' '}
          <Ago times={times} at={draft.submittedAt} />
        </p>
      )}
      {draft.state === 'scheduled' && (
        <p class={draft.failed === null ? 'notice ok' : 'notice late'}>
          {draft.failed === null
            ? words('scheduled-for', { day, name: draft.approval.by.name })
            : words('scheduled-failed', { day })}
        </p>
      )}
      {blocking && (
        <div class='notice late' role='alert'>
          <p>{words('blocked')}</p>
          <ul>
            {blocking.map((reason) => (
              <li>{reason}</li>
            ))}
          </ul>
          {!person.isSupervisor && <p>{words('ask-supervisor')}</p>}
        </div>
      )}
      {draft.state === 'in-review' && isOwn && <p class='notice'>{words('needs-second')}</p>}
      {draft.state === 'in-review' && !isOwn && (
        <form class='form' method='post' action={`${href}/publish`}>
          {revision}
          {blocking && person.isSupervisor && (
            <AreaField
              name='override'
              label={words('override')}
              hint={words('override-hint')}
              required
            />
          )}
          <div class='deeds'>
            <button class='primary' type='submit'>
              {words(blocking ? 'publish-anyway' : 'publish')}
            </button>
            {effect}
          </div>
        </form>
      )}
      {!isOwn && (
        <details>
          <summary>{words('send-back')}</summary>
          <form class='form' method='post' action={`${href}/send-back`}>
            {revision}
            <AreaField name='remark' label={words('remark')} required />
            <div class='deeds'>
              <button type='submit'>{words('send-back')}</button>
            </div>
          </form>
        </details>
      )}
      {isOwn && (
        <form method='post' action={`${href}/take-back`}>
          {revision}
          <div class='deeds'>
            <button type='submit'>{words('take-back')}</button>
            {effect}
          </div>
        </form>
      )}
    </>
  )
}
