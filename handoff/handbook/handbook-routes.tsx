import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { type Clock, DAY } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import { readForm } from '../../platform/ui/read-form.js'
import { readSorting, sortRows } from '../../platform/ui/table.js'
import { createTimes } from '../../platform/ui/times.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { staffFrame } from '../account/staff-frame.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { casesOfTurns } from '../case/cases-of-turns.js'
import { pastTurns } from '../conversation/past-turns.js'
import type { Escalation } from '../escalation/load-rules.js'
import { replayTurns } from '../escalation/replay-turns.js'
import type { EscalationRule } from '../escalation/rule.js'
import { NO_FIGURES, ruleFigures } from '../escalation/rule-figures.js'
import { tryRule } from '../escalation/try-rule.js'
import type { Replies } from '../reply/load-replies.js'
import type { SignalReader } from '../signal/signal-reader.js'
import { HANDBOOK_STYLES } from './handbook-files.js'
import { HandbookPage, ruleColumns } from './handbook-page.js'
import { handbookWords } from './handbook-words.js'
import { maskPersonal } from './mask-personal.js'
import type { RuleView } from './rule-card.js'
import { TryPage, type TryResult } from './try-page.js'

export interface HandbookDeps {
  readonly accounts: Pick<Accounts, 'accountOf'>
  readonly store: Pick<Store, 'db'>
  /** Asked for at each use: editors change them while it runs. */
  readonly escalation: () => Escalation
  readonly replies: () => Replies
  readonly signals: Pick<SignalReader, 'read' | 'names'>
  /** `content/handbook/escalation`. */
  readonly folder: string
  /** Turns markdown into HTML that is safe to show. */
  readonly renderMarkdown: (markdown: string) => string
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
}

/** As much of a customer's words as a row of a table shows. */
const SHOWN_CHARACTERS = 200

/** The rules for those who serve customers. To be mounted at `/handbook`. */
export function handbookRoutes(deps: HandbookDeps): Hono<AccountEnv> {
  const { accounts, store, escalation, assets, clock } = deps
  const styles = HANDBOOK_STYLES.map((name) => assets.url(name))
  const app = new Hono<AccountEnv>()
  app.use(csrf(), signedIn(accounts, ROLES_FOR.handbook))
  app.use('/rules/*', signedIn(accounts, ['supervisor']))

  app.get('/', async (c) => {
    const language = chooseLanguage(c)
    const { rules, examples } = escalation()
    const figures = await ruleFigures(store.db, clock.now(), c.req.raw.signal)
    const sorting = readSorting(c.req.query('sort'), { key: 'order', direction: 'up' })
    const rows = rules.map((rule) => ({ rule, figures: figures.get(rule.id) ?? NO_FIGURES }))
    const views = rules.map(
      (rule): RuleView => ({
        rule,
        examples: examples.filter((example) => example.rule === rule),
        said: deps.replies().say(rule.reply, language, {}, 0),
        reason: deps.renderMarkdown(rule.reason),
      }),
    )
    return c.html(
      <HandbookPage
        {...frameOf(c, language)}
        rows={sortRows(rows, ruleColumns(language), sorting, language)}
        sorting={sorting}
        rules={views}
        mayTry={c.get('account').role === 'supervisor'}
      />,
    )
  })

  app.get('/rules/:id/try', async (c) => {
    const language = chooseLanguage(c)
    const rule = ruleOf(c.req.param('id'), language)
    const text = await readFile(join(deps.folder, `${rule.id}.md`), 'utf8')
    return c.html(tryPage(c, language, rule, text, null))
  })

  app.post('/rules/:id/try', async (c) => {
    const language = chooseLanguage(c)
    const rule = ruleOf(c.req.param('id'), language)
    const text = (await readForm(c))('text')
    const result = await attempt(rule.id, text, c.req.raw.signal)
    return c.html(tryPage(c, language, rule, text, result), result.ok ? 200 : 422)
  })

  async function attempt(id: string, text: string, signal: AbortSignal): Promise<TryResult> {
    const tried = await tryRule({ folder: deps.folder, id, text }, deps.signals, signal)
    if (!tried.ok) return tried
    const turns = pastTurns(store.db, clock.now() - 7 * DAY, signal)
    const replay = await replayTurns(turns, escalation(), tried.escalation)
    return {
      ok: true,
      wrong: tried.wrong.map(({ file, line, message }) => `${file}:${line} ${message}`),
      replay,
      words: replay.changed.map(({ question }) => shorten(maskPersonal(question))),
      cases: await casesOfTurns(store.db, replay.changed),
    }
  }

  /** @throws {Fault} `not-found` */
  function ruleOf(id: string, language: Language): EscalationRule {
    const rule = escalation().rules.find((each) => each.id === id)
    if (rule) return rule
    throw new Fault('not-found', handbookWords(language)('no-rule', { id }))
  }

  function frameOf(c: Context<AccountEnv>, language: Language) {
    return {
      language,
      theme: chooseTheme(c),
      styles,
      staff: staffFrame(c, language, 'handbook'),
    }
  }

  function tryPage(
    c: Context<AccountEnv>,
    language: Language,
    rule: EscalationRule,
    text: string,
    result: TryResult | null,
  ) {
    return (
      <TryPage
        {...frameOf(c, language)}
        times={createTimes(language, clock.now(), deps.zone)}
        rule={rule}
        text={text}
        result={result}
      />
    )
  }

  return app
}

function shorten(text: string): string {
  const characters = [...text]
  if (characters.length <= SHOWN_CHARACTERS) return text
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`
}
