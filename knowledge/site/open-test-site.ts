import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHttpApp } from '../../platform/http/app.js'
import type { Assets } from '../../platform/http/assets.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openKnowledge } from '../open-knowledge.js'
import { editorRoutes } from './editor-routes.js'
import { siteRoutes } from './site-routes.js'

/** The pages over the articles in `fixtures/`, searched by words. The day is 2026-11-23. */
export async function openTestSite(
  assets: Pick<Assets, 'url'> = { url: (name) => `/assets/${name}` },
) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kefu-site-'))
  const clock = fixedClock()
  const knowledge = await openKnowledge(
    {
      contentFolder: fileURLToPath(new URL('./fixtures', import.meta.url)),
      dataFolder,
      embedder: null,
      clock,
      log: silentLog,
      watch: false,
    },
    new AbortController().signal,
  )
  const app = createHttpApp({ log: silentLog, newId })
  app.route('/', siteRoutes({ knowledge, assets, clock }))
  app.route(
    '/knowledge',
    editorRoutes({
      knowledge,
      sayFound: ({ decision }) => ({
        text: decision.kind === 'answer' ? decision.hit.extract.markdown : `(${decision.kind})`,
        citations: [],
        choices: decision.kind === 'ask-back' ? ['None of these'] : [],
      }),
      assets,
      staffFrame: () => ({ links: [], person: 'Zhao' }),
    }),
  )
  return {
    app,
    get: (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { accept: 'text/html', ...headers } }),
    text: async (path: string) => (await app.request(path)).text(),
    async [Symbol.asyncDispose]() {
      await knowledge[Symbol.asyncDispose]()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
