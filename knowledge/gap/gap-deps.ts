import type { Context, Env } from 'hono'
import type { Clock } from '../../platform/clock.js'
import type { Assets } from '../../platform/http/assets.js'
import type { Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { chooseTheme } from '../../platform/ui/choose-theme.js'
import type { FormErrors, Option } from '../../platform/ui/field.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import type { Writer } from '../editing/draft.js'
import type { Knowledge } from '../knowledge.js'
import { categoryName, categoryOrder, siteWords } from '../site/site-words.js'
import type { UnansweredQuestion } from './gap.js'
import type { GapBoard } from './gap-board.js'
import type { GapFrameProps } from './gap-frame.js'
import type { GapRoom } from './gap-room.js'
import { gapWords } from './gap-words.js'

export interface GapRoutesDeps<Person extends Env> {
  readonly room: GapRoom
  readonly board: Pick<GapBoard, 'isBehind' | 'madeAt' | 'refresh'>
  readonly knowledge: Pick<Knowledge, 'article' | 'articles'>
  readonly assets: Pick<Assets, 'url'>
  readonly clock: Clock
  /** IANA name of the time zone that the service works in. */
  readonly zone: string
  readonly staffFrame: (c: Context<Person>, language: Language) => StaffFrame
  /** Who is signed in. */
  readonly writer: (c: Context<Person>) => Writer
  /** The page that makes a test case of a question and leads back; not given where there is none. */
  readonly evalCaseHref?: (question: UnansweredQuestion, back: string) => string
}

const STYLES = ['tokens.css', 'base.css', 'staff.css', 'site.css', 'sheet-page.css', 'gap.css']

/** What stands around every page about gaps. */
export function gapFrame<Person extends Env>(
  c: Context<Person>,
  { assets, staffFrame }: Pick<GapRoutesDeps<Person>, 'assets' | 'staffFrame'>,
): GapFrameProps {
  const language = chooseLanguage(c)
  return {
    language,
    theme: chooseTheme(c),
    styles: STYLES.map((name) => assets.url(name)),
    scripts: [assets.url('keep-times.js')],
    staff: staffFrame(c, language),
  }
}

/** Where an article can stand, by name. */
export function categoriesIn(
  knowledge: Pick<Knowledge, 'articles'>,
  language: Language,
): readonly Option[] {
  const words = siteWords(language)
  const categories = new Set(knowledge.articles().map(({ category }) => category))
  return [...categories]
    .filter((category) => category !== '')
    .sort(categoryOrder)
    .map((value) => ({ value, label: categoryName(words, value) }))
}

/** What is missing for an article to begin. */
export function draftErrors(
  c: Context,
  knowledge: Pick<Knowledge, 'articles'>,
  form: { readonly title: string; readonly category: string },
): FormErrors {
  const words = gapWords(chooseLanguage(c))
  const isCategory = categoriesIn(knowledge, 'en').some(({ value }) => value === form.category)
  return {
    ...(form.title === '' && { title: words('error-title') }),
    ...(!isCategory && { category: words('error-category') }),
  }
}
