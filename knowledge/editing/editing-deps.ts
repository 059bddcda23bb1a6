import type { Context, Env } from 'hono'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseTheme, type Theme } from '../../platform/ui/choose-theme.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Knowledge } from '../knowledge.js'
import type { SayFound } from '../site/found-reply.js'
import type { UseOfArticles } from './article-use.js'
import type { Editor } from './draft.js'
import type { Editing } from './editing.js'
import { DRAFT_SCRIPT, EDITING_STYLES } from './editing-files.js'

/** What the editors' pages need. */
export interface EditingPagesDeps<Person extends Env> {
  readonly editing: Editing
  readonly knowledge: Pick<
    Knowledge,
    'article' | 'articles' | 'articlesFolder' | 'files' | 'problems' | 'progress' | 'quoteFrom'
  >
  /** What the chat would say. */
  readonly sayFound: SayFound
  readonly useOf: UseOfArticles
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Pick<Clock, 'now'>
  /** IANA name of the time zone that the people work in. */
  readonly zone: string
  /** Who is signed in. */
  readonly editorOf: (c: Context<Person>) => Editor
  /** Whom an article can belong to. */
  readonly owners: () => Promise<readonly { readonly login: string; readonly name: string }[]>
  /** What stands in the bar on top for the person who is signed in. */
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  /** Told when something was approved for a later day. */
  readonly onScheduled?: () => void
  /** Where it is shown what a change would do to answers; no link without it. */
  readonly effectHref?: (draft: string) => string
}

/** What stands around every page of editors. */
export interface EditorFrame {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly staff: StaffFrame
}

export function editorFrame<Person extends Env>(
  c: Context<Person>,
  deps: Pick<EditingPagesDeps<Person>, 'assets' | 'staffFrame'>,
  language: Language,
): EditorFrame {
  return {
    language,
    theme: chooseTheme(c),
    styles: EDITING_STYLES.map((name) => deps.assets.url(name)),
    scripts: ['keep-times.js', DRAFT_SCRIPT].map((name) => deps.assets.url(name)),
    staff: deps.staffFrame(c, language),
  }
}
