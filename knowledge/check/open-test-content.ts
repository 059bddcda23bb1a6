import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import type { KnowledgeOptions } from '../knowledge.js'
import { openKnowledge } from '../open-knowledge.js'

/** An article of a test, as far as it matters there. */
export interface TestArticle {
  readonly title: string
  readonly body: string
  readonly lang?: 'zh-Hans' | 'en'
  readonly questions?: readonly string[]
  /** More lines of front matter. */
  readonly more?: string
}

/** What an article of this name looks like on disk. */
export function testSource(id: string, article: TestArticle): string {
  const { title, body, lang = 'zh-Hans', questions = [`${title}（${id}）`], more = '' } = article
  return `---
id: ${id}
title: ${title}
lang: ${lang}
category: help
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
${questions.map((question) => `  - ${question}`).join('\n')}
${more === '' ? '' : `${more}\n`}---

${body}
`
}

/** A content folder of these articles, and other files, open with an embedder of tests. The day is 2026-11-23. */
export async function openTestContent(
  articles: Readonly<Record<string, TestArticle>>,
  files: Readonly<Record<string, string>> = {},
  options: Partial<KnowledgeOptions> = {},
) {
  const { signal } = new AbortController()
  const folder = await mkdtemp(join(tmpdir(), 'kefu-check-'))
  const contentFolder = join(folder, 'content')
  const write = async (name: string, text: string) => {
    const file = join(contentFolder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const [id, article] of Object.entries(articles)) {
    await write(`articles/help/${id}.md`, testSource(id, article))
  }
  for (const [name, text] of Object.entries(files)) await write(name, text)
  const embedder = fakeEmbedder()
  const knowledge = await openKnowledge(
    {
      contentFolder,
      dataFolder: join(folder, 'data'),
      embedder,
      clock: fixedClock(),
      log: silentLog,
      watch: false,
      ...options,
    },
    signal,
  )
  await knowledge.complete()
  return {
    knowledge,
    contentFolder,
    embedder,
    write,
    findings: () => knowledge.findings(signal),
    async [Symbol.asyncDispose]() {
      await knowledge[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
