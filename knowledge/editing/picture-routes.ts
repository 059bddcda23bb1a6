import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { answerPicture } from '../site/answer-picture.js'
import { draftPictureHref } from './article-links.js'
import { PICTURE_FOLDER, readPicture } from './draft-pictures.js'
import type { EditingPagesDeps } from './editing-deps.js'
import { editingWords } from './editing-words.js'

/** Pictures of changes, and of the content for those who edit it. To be mounted at `/knowledge`. */
export function pictureRoutes<Person extends Env>(
  deps: Pick<EditingPagesDeps<Person>, 'editing' | 'knowledge'>,
): Hono<Person> {
  const { editing, knowledge } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  /** Answers with what to write into the text, or with why not, for `draft-editor.js`. */
  app.post('/drafts/:id/pictures', async (c) => {
    const words = editingWords(chooseLanguage(c))
    const draft = await draftOf(c)
    const part = (await c.req.parseBody())['picture']
    if (!(part instanceof File)) return c.json({ error: words('picture-empty') }, 400)
    const reading = await readPicture(part.name, new Uint8Array(await part.arrayBuffer()))
    if (!reading.ok) return c.json({ error: words(`picture-${reading.refusal}`) }, 415)
    await editing.pictures.keep(draft.id, reading.name, reading.content)
    return c.json({
      path: `${PICTURE_FOLDER}/${reading.name}`,
      href: draftPictureHref(draft.id, reading.name),
    })
  })

  app.get('/drafts/:id/images/:name', async (c) => {
    const draft = await draftOf(c)
    return answerPicture(c, await editing.pictures.read(draft.id, c.req.param('name')))
  })

  app.get('/files/:path{.+}', async (c) => {
    const file = c.req.param('path')
    const isThere = knowledge.files().has(file)
    return answerPicture(
      c,
      isThere ? await readFile(join(knowledge.articlesFolder, file)) : undefined,
    )
  })

  async function draftOf(c: Context) {
    const id = c.req.param('id')
    const draft = isId('draft', id) ? await editing.draft(id) : undefined
    if (draft) return draft
    throw new Fault('not-found', editingWords(chooseLanguage(c))('no-draft'))
  }

  return app
}
