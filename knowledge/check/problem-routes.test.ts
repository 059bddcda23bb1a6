import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHttpApp } from '../../platform/http/app.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestContent } from './open-test-content.js'
import { problemRoutes } from './problem-routes.js'
import { SEEN_FILE } from './seen-advice.js'

const ARTICLES = {
  repair: { title: '保修维修的步骤', body: '商品坏了可以申请维修，保修维修在 25 个工作日内完成。' },
  slow: { title: '维修太久怎么办', body: '保修维修应在 15 个工作日内完成，超过的请联系客服。' },
  link: { title: '怎么联系', body: '见[联系我们](/help/contact)。<script>alert(1)</script>' },
}

async function openProblems() {
  const content = await openTestContent(ARTICLES)
  const app = createHttpApp({ log: silentLog, newId })
  app.route(
    '/knowledge/problems',
    problemRoutes({
      knowledge: content.knowledge,
      contentFolder: content.contentFolder,
      assets: { url: (name) => `/assets/${name}` },
      clock: fixedClock(),
      staffFrame: () => ({ links: [], person: 'Zhao' }),
      nameOf: () => 'Zhao',
    }),
  )
  const get = async (query: string) => (await app.request(`/knowledge/problems${query}`)).text()
  const mark = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request('/knowledge/problems/seen', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: 'http://localhost', ...headers },
    })
  const [advice] = (await content.findings()).filter(({ kind }) => kind === 'contradiction')
  const [error] = (await content.findings()).filter(({ kind }) => kind === 'broken-link')
  return {
    ...content,
    get,
    mark,
    advice: advice?.key ?? '',
    error: error?.key ?? '',
    [Symbol.asyncDispose]: content[Symbol.asyncDispose],
  }
}

describe('the page of problems', () => {
  test.each([
    {
      lang: 'en',
      says: ['It says 25 (working days), and help/slow.md, line 15 says 15 of the same.', 'Error'],
    },
    { lang: 'zh-Hans', says: ['这里写的是 25（工作日）', '请写一篇现有文章的 id'] },
    { lang: 'zh-Hant', says: ['這裡寫的是 25（工作日）', '錯誤'] },
  ])('says in $lang what is wrong and what to write', async ({ lang, says }) => {
    await using problems = await openProblems()

    const html = await problems.get(`?lang=${lang}`)

    for (const each of says) expect(html).toContain(each)
    expect(html).not.toContain('<script>alert')
  })

  test('tells errors and advice apart, errors first', async () => {
    await using problems = await openProblems()

    const [all, errors, advice] = await Promise.all(
      ['?lang=en', '?lang=en&view=error', '?lang=en&view=advice'].map(problems.get),
    )

    expect(all?.indexOf('/help/contact')).toBeLessThan(all?.indexOf('working days') ?? -1)
    expect(errors).not.toContain('working days')
    expect(advice).not.toContain('names an article that is not there')
  })
})

describe('an advice', () => {
  test('is let stand with a reason, by name, and then listed as seen', async () => {
    await using problems = await openProblems()

    const answer = await problems.mark({ finding: problems.advice, reason: ' 大家电另算 ' })

    expect(answer.status).toBe(303)
    expect(await problems.get('?lang=en')).not.toContain('working days')
    expect(await problems.get('?lang=en&view=seen')).toContain('Zhao, 2026-11-23: 大家电另算')
    const kept = await readFile(join(problems.contentFolder, SEEN_FILE), 'utf8')
    expect(JSON.parse(kept)).toMatchObject({ by: 'Zhao', reason: '大家电另算' })
  })

  test('is not let stand without one, nor when it has gone, nor is an error', async () => {
    await using problems = await openProblems()

    const refused = await Promise.all([
      problems.mark({ finding: problems.advice, reason: '  ' }),
      problems.mark({ finding: 'gone', reason: 'x' }),
      problems.mark({ finding: problems.error, reason: 'x' }),
      problems.mark({ finding: problems.advice, reason: 'x' }, { origin: 'https://evil.example' }),
    ])

    expect(refused.map(({ status }) => status)).toEqual([400, 409, 409, 403])
    expect(await problems.get('?lang=en')).toContain('working days')
  })
})
