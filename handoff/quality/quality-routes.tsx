import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { type ReadField, readForm } from '../../platform/ui/read-form.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { CRITERIA, type SampleId, SCORES } from './quality.js'
import { type QualityFrame, QualityListPage } from './quality-list-page.js'
import type { Quality, QualityOutcome, SampleFile, ScoreForm } from './quality-service.js'
import { SAMPLE_VIEWS } from './quality-table.js'
import { qualityWords } from './quality-words.js'
import { SamplePage } from './sample-page.js'

export interface QualityRoutesDeps {
  readonly quality: Quality
  readonly accounts: Pick<Accounts, 'accountOf' | 'all'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  readonly zone: string
  /** Turns the markdown of the bot or an agent into HTML that is safe to show. */
  readonly renderMarkdown: (markdown: string) => string
}

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'sheet-page.css', 'quality.css'] as const

/** Where supervisors score conversations and agents read of theirs. To be mounted at `/quality`. */
export function qualityRoutes(deps: QualityRoutesDeps): Hono<AccountEnv> {
  const { quality, accounts, assets } = deps
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.quality))

  async function frameOf(c: Context<AccountEnv>): Promise<QualityFrame> {
    const language = chooseLanguage(c)
    const names = new Map((await accounts.all()).map(({ id, name }) => [id, name]))
    return {
      language,
      theme: chooseTheme(c),
      styles: STYLES.map(assets.url),
      frame: staffFrame(c, language, 'quality'),
      times: createTimes(language, deps.clock.now(), deps.zone),
      isSupervisor: c.get('account').role === 'supervisor',
      nameOf: (agent) => names.get(agent) ?? agent,
    }
  }

  async function find(c: Context<AccountEnv>): Promise<SampleFile> {
    const sample = await quality.find(sampleIdOf(c), c.get('account'))
    if (!sample) throw new Fault('not-found', qualityWords(chooseLanguage(c))('refused-not-found'))
    return sample
  }

  async function page(
    c: Context<AccountEnv>,
    more: { readonly draft?: ScoreForm; readonly alert?: string; readonly ok?: string },
  ) {
    const [frame, sample] = await Promise.all([frameOf(c), find(c)])
    const { id } = c.get('account')
    const { score, agent } = sample.line
    const mayAnswer = score !== null && score.answer === null && agent === id
    const mayScore = score === null && frame.isSupervisor && agent !== id
    return c.html(
      <SamplePage
        {...frame}
        sample={sample}
        guidance={quality.rules.guidance}
        may={mayAnswer ? 'answer' : mayScore ? 'score' : 'read'}
        draft={more.draft}
        notice={
          more.alert !== undefined
            ? { state: 'late', text: more.alert }
            : more.ok === undefined
              ? undefined
              : { state: 'ok', text: more.ok }
        }
        renderMarkdown={deps.renderMarkdown}
      />,
      more.alert === undefined ? 200 : 409,
    )
  }

  /** Goes back to the page with what came of it. */
  function after(
    c: Context<AccountEnv>,
    outcome: QualityOutcome,
    said: 'scored' | 'answered',
    draft?: ScoreForm,
  ) {
    if (outcome.ok) return c.redirect(`/quality/${sampleIdOf(c)}?said=${said}`, 303)
    const alert = qualityWords(chooseLanguage(c))(`refused-${outcome.refusal}`)
    return page(c, { alert, ...(draft && { draft }) })
  }

  app.get('/', async (c) => {
    const account = c.get('account')
    const frame = await frameOf(c)
    const asked = SAMPLE_VIEWS.find((each) => each === c.req.query('view')) ?? 'open'
    const view = frame.isSupervisor ? asked : 'scored'
    const [lines, means] = await Promise.all([quality.list(view, account), quality.means(account)])
    const { perAgentWeekly } = quality.rules
    return c.html(<QualityListPage {...frame} {...{ view, lines, means, perAgentWeekly }} />)
  })

  app.get('/:id', (c) => {
    const said = c.req.query('said')
    const isSaid = said === 'scored' || said === 'answered'
    return page(c, isSaid ? { ok: qualityWords(chooseLanguage(c))(`said-${said}`) } : {})
  })

  app.post('/:id/score', async (c) => {
    const draft = readScores(await readForm(c))
    return after(c, await quality.score(sampleIdOf(c), c.get('account'), draft), 'scored', draft)
  })

  app.post('/:id/answer', async (c) => {
    const words = textOf(await readForm(c))
    return after(c, await quality.answer(sampleIdOf(c), c.get('account'), words), 'answered')
  })

  return app
}

function readScores(form: ReadField): ScoreForm {
  const scores = CRITERIA.flatMap((criterion) => {
    const score = SCORES.find((each) => String(each) === form(criterion))
    return score ? [[criterion, score] as const] : []
  })
  return { scores: Object.fromEntries(scores), words: textOf(form) }
}

function textOf(form: ReadField): string {
  return form('words').replace(/\r\n/g, '\n').trim()
}

/** @throws {Fault} `not-found` when the address names no sample. */
function sampleIdOf(c: Context): SampleId {
  const id = c.req.param('id')
  if (isId('sample', id)) return id
  throw new Fault('not-found', `${JSON.stringify(id)} is not the number of a sample.`)
}
