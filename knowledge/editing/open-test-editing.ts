import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHttpApp } from '../../platform/http/app.js'
import type { Assets } from '../../platform/http/assets.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { knowledgeMigrations } from '../migrations/index.js'
import { openKnowledge } from '../open-knowledge.js'
import { siteRoutes } from '../site/site-routes.js'
import type { ArticleUse } from './article-use.js'
import type { BeforePublish } from './before-publish.js'
import type { Editor } from './draft.js'
import { DRAFT_BODY } from './draft-body.js'
import { createEditing } from './editing.js'
import { editingRoutes } from './editing-routes.js'

export const ZHAO: Editor = { id: 'a1', login: 'zhao.ming', name: '赵明', isSupervisor: false }
export const QIAN: Editor = { id: 'a2', login: 'qian.li', name: '钱丽', isSupervisor: false }
export const WANG: Editor = { id: 'a3', login: 'wang.jia', name: '王佳', isSupervisor: true }

const PEOPLE = [ZHAO, QIAN, WANG]

interface TestOptions {
  /** Whether the content folder is a git checkout. */
  readonly git?: boolean
  readonly beforePublish?: BeforePublish
  readonly use?: ReadonlyMap<string, ArticleUse>
  readonly assets?: Pick<Assets, 'url'>
}

/**
 * The editors' room over a copy of the articles in `site/fixtures/`, searched by words. The day is
 * 2026-11-23. Who is signed in stands in the header `x-person`, else in a cookie of that name.
 */
export async function openTestEditing(options: TestOptions = {}) {
  const { git = false, beforePublish, use = new Map(), assets = TEST_ASSETS } = options
  const folder = await mkdtemp(join(tmpdir(), 'kefu-editing-'))
  const contentFolder = join(folder, 'content')
  const dataFolder = join(folder, 'data')
  const fixtures = fileURLToPath(new URL('../site/fixtures', import.meta.url))
  await cp(fixtures, contentFolder, { recursive: true })
  const run = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: contentFolder, encoding: 'utf8', env: GIT_ENV })
  if (git) {
    run('init', '--quiet', '--initial-branch=main')
    run('add', '.')
    run('commit', '--quiet', '-m', 'first')
  }
  const clock = fixedClock()
  const store = await openTestStore([knowledgeMigrations], clock)
  const { signal } = new AbortController()
  const knowledge = await openKnowledge(
    { contentFolder, dataFolder, embedder: null, clock, log: silentLog, watch: false },
    signal,
  )
  const editing = createEditing({
    ...{ store, clock, newId, knowledge, dataFolder },
    ...(beforePublish && { beforePublish }),
  })
  const app = createHttpApp({ log: silentLog, newId, largerBodies: [DRAFT_BODY] })
  app.route('/', siteRoutes({ knowledge, assets, clock }))
  app.route(
    '/knowledge',
    editingRoutes({
      ...{ editing, knowledge, assets, clock },
      zone: 'Asia/Shanghai',
      useOf: async () => use,
      sayFound: ({ decision }) => ({
        text: decision.kind === 'answer' ? decision.hit.extract.markdown : '',
        citations: [],
        choices: [],
      }),
      editorOf: (c) => {
        const cookie = /person=([^;]+)/.exec(c.req.header('cookie') ?? '')?.[1]
        const login = c.req.header('x-person') ?? cookie
        return PEOPLE.find((each) => each.login === login) ?? ZHAO
      },
      owners: async () => PEOPLE,
      staffFrame: () => ({ links: [], person: 'Zhao' }),
      effectHref: (draft) => `/knowledge/effect?draft=${draft}`,
    }),
  )
  const file = (path: string) => join(contentFolder, 'articles', path)

  async function request(path: string, person: Editor, init: RequestInit = {}) {
    const headers = {
      accept: 'text/html',
      host: 'localhost',
      origin: 'http://localhost',
      'x-person': person.login,
      ...(init.headers as Record<string, string> | undefined),
    }
    const response = await app.request(path, { ...init, headers })
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      html: await response.text(),
    }
  }

  const get = (path: string, person: Editor = ZHAO) => request(path, person)
  const post = (path: string, fields: Readonly<Record<string, string>>, person: Editor = ZHAO) =>
    request(path, person, { method: 'POST', body: new URLSearchParams(fields) })

  const room = {
    ...{ app, clock, store, knowledge, editing, contentFolder, dataFolder, folder },
    git: run,
    read: (path: string) => readFile(file(path), 'utf8'),
    /** As another program would, such as an editor on the same machine. */
    async change(path: string, text: string) {
      await writeFile(file(path), text)
      await knowledge.readAgain()
    },
    get,
    post,
    async send(path: string, form: FormData, person: Editor = ZHAO) {
      // As browsers do, with a length: without one, a body is held to the usual limit.
      const whole = new Response(form)
      const body = new Uint8Array(await whole.arrayBuffer())
      const type = whole.headers.get('content-type') ?? ''
      const headers = { 'content-type': type, 'content-length': String(body.byteLength) }
      return request(path, person, { method: 'POST', body, headers })
    },
    /** Opens the change of an article, as the button does. @returns Its address. */
    async open(person: Editor = ZHAO, id = 'refund-time'): Promise<string> {
      const { location } = await post(`/knowledge/articles/${id}/edit`, {}, person)
      return location ?? ''
    },
    /** Types something into the form of a change, and saves it. */
    async write(path: string, typed: Readonly<Record<string, string>>, person: Editor = ZHAO) {
      const { html } = await get(`${path}?lang=en`, person)
      return post(`${path}?lang=en`, formOf(html, typed), person)
    },
    async revisionOf(path: string): Promise<string> {
      return /name="revision" value="(\d+)"/.exec((await get(path)).html)?.[1] ?? ''
    },
    /** Writes a text, sends it to review, and lets somebody publish it. */
    async publish(body: string, by: Editor = QIAN, more = {}) {
      const path = await room.open()
      await room.write(path, { body, step: 'submit' })
      const revision = await room.revisionOf(path)
      return post(`${path}/publish?lang=en`, { revision, ...more }, by)
    },
    async [Symbol.asyncDispose]() {
      await knowledge[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return room
}

const TEST_ASSETS = { url: (name: string) => `/assets/${name}` }

/** What the machine's own settings say of git is not part of a test. */
const GIT_ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.invalid',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.invalid',
}

/** What a browser would post of the form on a page, with what was typed over it. */
export function formOf(html: string, typed: Readonly<Record<string, string>> = {}) {
  const form = /<form id="draft-form".*?<\/form>/s.exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (name !== undefined) fields[name] = decode(/value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', inner = ''] of form.matchAll(
    /<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const chosen =
      /<option value="([^"]*)" selected/.exec(inner) ?? /<option value="([^"]*)"/.exec(inner)
    fields[name] = decode(chosen?.[1] ?? '')
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea [^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs,
  )) {
    // Browsers leave out the first line break of a text area.
    fields[name] = decode(text).replace(/^\n/, '')
  }
  return { ...fields, ...typed }
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
