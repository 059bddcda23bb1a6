import type { Context } from 'hono'
import { isLanguage, type Language } from '../../platform/language.js'
import type { Knowledge } from '../knowledge.js'
import type { GapForms } from './gap-page.js'
import { wordingsOf } from './gap-questions.js'
import type { KnownGap } from './gap-room.js'

/** More in an article's `questions` at once are not read through. */
const TICKED = 15

const GROWS_BY = 10
const LONGEST = 2_000
export const LONGEST_BODY = 100_000

/** What the forms about a group begin with. */
export function formsOf(
  { gap }: KnownGap,
  knowledge: Pick<Knowledge, 'article' | 'articles'>,
  search?: string,
): GapForms {
  const near = gap.article === null ? undefined : knowledge.article(gap.article)
  const first = knowledge.articles()[0]
  return {
    title: gap.typical.text,
    language: gap.typical.language,
    category: (near ?? first)?.category ?? '',
    ticked: wordingsOf(gap.questions)
      .slice(0, TICKED)
      .map(({ newest }) => newest.text),
    cases: [],
    search: search ?? gap.typical.text,
    article: gap.kind === 'not-found' ? (gap.article ?? '') : '',
    reason: '',
    growsBy: String(GROWS_BY),
  }
}

/** What was chosen for an article. */
export async function readForms(
  c: Context,
  known: KnownGap,
  knowledge: Pick<Knowledge, 'article' | 'articles'>,
): Promise<GapForms> {
  const read = await readFields(c)
  return {
    ...formsOf(known, knowledge),
    title: read('title'),
    language: read('language'),
    category: read('category'),
    // What was offered and no more, so that no form brings in words that nobody asked.
    ticked: (await readList(c, 'question')).filter((text) =>
      known.gap.questions.some((question) => question.text === text),
    ),
    cases: await readList(c, 'case'),
    article: read('article'),
  }
}

/** Reads a posted form; lines end in `\n`, and what is too long is cut. */
export async function readFields(c: Context) {
  const body = await c.req.parseBody({ all: true })
  return (name: string, longest = LONGEST): string => {
    const value = [Object.hasOwn(body, name) ? body[name] : undefined].flat()[0]
    const text = typeof value === 'string' ? value : ''
    return text.replaceAll('\r\n', '\n').trim().slice(0, longest)
  }
}

async function readList(c: Context, name: string): Promise<readonly string[]> {
  const body = await c.req.parseBody({ all: true })
  const values = [Object.hasOwn(body, name) ? body[name] : []].flat()
  return values.filter((value): value is string => typeof value === 'string')
}

/** Simplified Chinese where none was chosen. */
export function languageOf(text: string): Language {
  return isLanguage(text) ? text : 'zh-Hans'
}
