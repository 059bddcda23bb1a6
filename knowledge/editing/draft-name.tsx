import type { FC } from 'hono/jsx'
import { readFields } from './article-fields.js'
import { draftHref } from './article-links.js'
import { splitSource } from './article-source.js'
import type { Draft } from './draft.js'
import type { EditingWords } from './editing-words.js'

/** A change in a list: the title it gives its article, as its writers know it, and its state. */
export const DraftName: FC<{ draft: Draft; words: EditingWords }> = ({ draft, words }) => {
  const { title, lang } = readFields(splitSource(draft.source).head)
  return (
    <>
      <a href={draftHref(draft.id)} {...(title !== '' && lang !== '' && { lang })}>
        {title || draft.article}
      </a>{' '}
      <span class='mark accent'>{words(`draft-${draft.state}`)}</span>
    </>
  )
}
