import { type Context, type Env, Hono } from 'hono'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { FormErrors } from '../../platform/ui/field.js'
import { type CaseDraftForm, CaseDraftPage } from './case-draft-page.js'
import { categoriesIn, draftErrors, type GapRoutesDeps, gapFrame } from './gap-deps.js'
import { LONGEST_BODY, languageOf, readFields } from './read-gap-forms.js'

/** An article that begins with what an agent wrote in a solved case. To be mounted behind `gapRoutes`. */
export function caseDraftRoutes<Person extends Env>(deps: GapRoutesDeps<Person>): Hono<Person> {
  const { room, knowledge } = deps
  const app = new Hono<Person>()

  app.get('/:case', async (c) => {
    const caseId = c.req.param('case')
    const begun = await room.fromCase(caseId)
    const language = chooseLanguage(c)
    const form = begun && {
      title: begun.questions[0] ?? '',
      language: begun.language,
      category: categoriesIn(knowledge, language)[0]?.value ?? '',
      questions: begun.questions.join('\n'),
      body: begun.body,
    }
    return caseDraftPage(c, caseId, form, {}, form ? 200 : 404)
  })

  app.post('/:case', async (c) => {
    const caseId = c.req.param('case')
    const begun = await room.fromCase(caseId)
    if (!begun) return caseDraftPage(c, caseId, null, {}, 404)
    const read = await readFields(c)
    const form = {
      title: read('title'),
      language: read('language'),
      category: read('category'),
      questions: read('questions'),
      body: read('body', LONGEST_BODY),
    }
    const errors = draftErrors(c, knowledge, form)
    if (Object.keys(errors).length > 0) return caseDraftPage(c, caseId, form, errors, 400)
    const { title, category, body } = form
    const questions = form.questions.split('\n').map((line) => line.trim())
    const chosen = { title, category, body, questions, language: languageOf(form.language) }
    const { href } = await room.startFromCase({ ...chosen, sources: begun.sources }, deps.writer(c))
    return c.redirect(href, 303)
  })

  function caseDraftPage(
    c: Context<Person>,
    caseId: string,
    form: CaseDraftForm | null,
    errors: FormErrors,
    status: 200 | 400 | 404,
  ) {
    const shown = gapFrame(c, deps)
    const categories = categoriesIn(knowledge, shown.language)
    return c.html(<CaseDraftPage {...shown} {...{ caseId, form, categories, errors }} />, status)
  }

  return app
}
