import { type Context, type Env, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { Fault } from '../../platform/fault.js'
import { isLanguage, type Language } from '../../platform/language.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { readForm } from '../../platform/ui/read-form.js'
import { readSorting, sortRows } from '../../platform/ui/table.js'
import { createTimes } from '../../platform/ui/times.js'
import { type Article, dayOf } from '../article/article.js'
import { articleColumns } from './article-columns.js'
import { filterRows, readFilter } from './article-filter.js'
import { articleEditHref, draftHref } from './article-links.js'
import { ArticlePage } from './article-page.js'
import { articleRows } from './article-rows.js'
import { ArticlesPage } from './articles-page.js'
import { isOwn } from './draft.js'
import { dueReviews } from './due-reviews.js'
import { type EditingPagesDeps, editorFrame } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import { MinePage } from './mine-page.js'
import { type NewArticle, NewArticlePage } from './new-article-page.js'
import { doneNotice, refusalNotice } from './outcome-notice.js'
import type { PublishOutcome } from './publishing.js'
import { isDay } from './read-draft-form.js'
import { monthsAfter } from './start-draft.js'

/** The list of articles, one article, and how one begins. To be mounted at `/knowledge`. */
export function articleRoutes<Person extends Env>(deps: EditingPagesDeps<Person>): Hono<Person> {
  const { editing, knowledge, clock, useOf, editorOf } = deps
  const app = new Hono<Person>()
  app.use(csrf())

  app.get('/', async (c) => {
    const language = chooseLanguage(c)
    const today = dayOf(clock.now())
    const filter = readFilter(c)
    const sorting = readSorting(c.req.query('sort'), { key: 'category', direction: 'up' })
    const all = knowledge.articles()
    const problems = knowledge.problems()
    const drafts = await editing.drafts()
    const use = await useOf(c.req.raw.signal)
    const rows = await filterRows(articleRows(all, { problems, use, drafts }), filter)
    const files = new Set(all.map(({ file }) => file))
    return c.html(
      <ArticlesPage
        frame={editorFrame(c, deps, language)}
        today={today}
        all={all}
        rows={sortRows(rows, articleColumns(language, today), sorting, language)}
        page={Math.max(0, Number.parseInt(c.req.query('page') ?? '1', 10) - 1 || 0)}
        hrefOfPage={(page) => withQuery(c, 'page', String(page + 1))}
        newDrafts={drafts.filter(({ file }) => !files.has(file))}
        problems={problems}
        filter={filter}
        sorting={sorting}
        sortedBy={(sort) => withQuery(c, 'sort', sort)}
        progress={knowledge.progress()}
      />,
    )
  })

  app.get('/mine', async (c) => {
    const language = chooseLanguage(c)
    const person = editorOf(c)
    const everyone = c.req.query('of') === 'all'
    const drafts = await editing.drafts()
    const today = dayOf(clock.now())
    const mine = drafts.filter((draft) =>
      everyone ? draft.writers.length > 0 : isOwn(draft, person),
    )
    const owner = everyone ? null : person.login
    return c.html(
      <MinePage
        frame={editorFrame(c, deps, language)}
        times={createTimes(language, clock.now(), deps.zone)}
        everyone={everyone}
        toReview={drafts.filter((draft) => draft.state === 'in-review' && !isOwn(draft, person))}
        writing={mine.toSorted((one, other) => other.remarks.length - one.remarks.length)}
        due={dueReviews(knowledge.articles(), owner, today)}
      />,
    )
  })

  app.get('/articles/new', (c) => {
    const language = chooseLanguage(c)
    const read = (name: string) => c.req.query(name) ?? ''
    return c.html(newPage(c, language, readStart(read, language), {}))
  })

  app.post('/articles/new', async (c) => {
    const language = chooseLanguage(c)
    const words = editingWords(language)
    const start = readStart(await readForm(c), language)
    const errors = {
      ...(start.title.trim() === '' && { title: words('error-title') }),
      ...(!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(start.category) && { category: words('error-slug') }),
    }
    if (Object.keys(errors).length > 0) return c.html(newPage(c, language, start, errors), 422)
    const service = knowledge
      .articles()
      .find(({ category }) => category === start.category)?.service
    const draft = await editing.startDraft({
      title: start.title,
      language: isLanguage(start.language) ? start.language : language,
      category: start.category,
      questions: linesOf(start.questions),
      body: start.body,
      sources: linesOf(start.sources),
      by: editorOf(c),
      ...(service && { service }),
      ...(start.translates !== '' && { translates: start.translates }),
    })
    return c.redirect(draftHref(draft.id), 303)
  })

  app.get('/articles/:id', async (c) => {
    const language = chooseLanguage(c)
    const notice = doneNotice(c.req.query('done'), editingWords(language))
    return c.html(await articlePage(c, articleOf(c, language), language, notice))
  })

  app.post('/articles/:id/edit', async (c) => {
    const language = chooseLanguage(c)
    const draft = await editing.edit(articleOf(c, language), editorOf(c))
    if (!draft) throw new Fault('not-found', editingWords(language)('no-article'))
    return c.redirect(draftHref(draft.id), 303)
  })

  app.post('/articles/:id/renew', async (c) => {
    const language = chooseLanguage(c)
    const read = await readForm(c)
    const article = articleOf(c, language)
    const day = read('reviewBy')
    if (!isDay(day) || day < dayOf(clock.now())) {
      const notice = { state: 'late', text: editingWords(language)('error-review') } as const
      return c.html(await articlePage(c, article, language, notice), 422)
    }
    const seen = seenAs(article, read('digest'))
    return after(c, article, language, 'renewed', await editing.renew(seen, day, editorOf(c)))
  })

  app.post('/articles/:id/withdraw', async (c) => {
    const language = chooseLanguage(c)
    const article = articleOf(c, language)
    const seen = seenAs(article, (await readForm(c))('digest'))
    return after(c, article, language, 'withdrawn', await editing.withdraw(seen, editorOf(c)))
  })

  app.post('/articles/:id/restore', async (c) => {
    const language = chooseLanguage(c)
    const article = articleOf(c, language)
    const key = (await readForm(c))('version')
    const { texts } = await editing.history(article.file)
    const text = texts.find((each) => each.key === key)
    if (!text) throw new Fault('not-found', editingWords(language)('no-version'))
    return after(c, article, language, 'undone', await editing.restore(article, text, editorOf(c)))
  })

  async function after(
    c: Context<Person>,
    article: Article,
    language: Language,
    done: string,
    outcome: PublishOutcome,
  ) {
    if (outcome.ok) return c.redirect(`${articleEditHref(article.id)}?done=${done}`, 303)
    const notice = refusalNotice(outcome, editingWords(language))
    return c.html(await articlePage(c, article, language, notice), 409)
  }

  async function articlePage(
    c: Context<Person>,
    article: Article,
    language: Language,
    notice: ReturnType<typeof doneNotice>,
  ) {
    const drafts = await editing.drafts()
    const known = { problems: knowledge.problems(), use: await useOf(c.req.raw.signal), drafts }
    const row = articleRows(knowledge.articles(), known).find((each) => each.article === article)
    if (!row) throw new Fault('not-found', editingWords(language)('no-article'))
    const history = await editing.history(article.file)
    const key = c.req.query('version')
    const text = history.texts.find((each) => each.key === key)
    const current = (await editing.fileOf(article.file))?.source ?? ''
    const today = dayOf(clock.now())
    return (
      <ArticlePage
        frame={editorFrame(c, deps, language)}
        times={createTimes(language, clock.now(), deps.zone)}
        today={today}
        row={row}
        history={history}
        past={text ? { text, source: await text.source(), current } : null}
        renewTo={monthsAfter(today, 6)}
        notice={notice}
      />
    )
  }

  /** @throws {Fault} `not-found` */
  function articleOf(c: Context, language: Language): Article {
    const article = knowledge.article(c.req.param('id') ?? '')
    if (article) return article
    throw new Fault('not-found', editingWords(language)('no-article'))
  }

  function newPage(
    c: Context<Person>,
    language: Language,
    start: NewArticle,
    errors: Readonly<Record<string, string>>,
  ) {
    const categories = [...new Set(knowledge.articles().map(({ category }) => category))].sort()
    const frame = editorFrame(c, deps, language)
    return <NewArticlePage frame={frame} start={start} categories={categories} errors={errors} />
  }

  return app
}

function readStart(read: (name: string) => string, language: Language): NewArticle {
  return {
    title: read('title'),
    language: read('language') || language,
    category: read('category').trim(),
    questions: read('questions'),
    body: read('body'),
    sources: read('sources'),
    translates: read('translates').trim(),
  }
}

/** The article as it was on the page that the form stood on. */
function seenAs({ id, file, title }: Article, digest: string) {
  return { id, file, title, digest }
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The address of the page at hand with another value. */
function withQuery(c: Context, name: string, value: string): string {
  const { searchParams } = new URL(c.req.url)
  searchParams.set(name, value)
  if (name !== 'page') searchParams.delete('page')
  return `/knowledge?${searchParams}`
}
