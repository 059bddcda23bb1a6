import { expect, test } from 'vitest'
import { createHttpApp } from '../../platform/http/app.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { openTestContent, testSource } from '../check/open-test-content.js'
import { effectRoutes } from './effect-routes.js'
import { createMeasureEffect } from './measure-effect.js'

const refund = { title: '退款多久到账', body: '退款 3 个工作日内到账。', questions: ['退款要几天'] }
const FILE = 'help/refund.md'

async function openEffect() {
  const content = await openTestContent(
    { refund },
    {
      'answer-tests/shop.jsonl':
        '{"question": "退款要几天", "lang": "zh-Hans", "articles": ["refund"], "facts": [["3 个工作日"]]}',
    },
  )
  const { knowledge } = content
  const app = createHttpApp({ log: silentLog, newId })
  app.route(
    '/knowledge/effect',
    effectRoutes({
      knowledge,
      measureEffect: createMeasureEffect({
        knowledge,
        realQuestions: async () => [
          { text: '退款要几天', language: 'zh-Hans', count: 4, gold: null },
        ],
      }),
      assets: { url: (name) => `/assets/${name}` },
      staffFrame: () => ({ links: [], person: 'Zhao' }),
    }),
  )
  return {
    get: async (query: string) => (await app.request(`/knowledge/effect${query}`)).text(),
    async post(file: string, source: string) {
      const answer = await app.request('/knowledge/effect?lang=en', {
        method: 'POST',
        body: new URLSearchParams({ file, source: source.replaceAll('\n', '\r\n') }),
        headers: { origin: 'http://localhost' },
      })
      return { status: answer.status, html: await answer.text() }
    },
    [Symbol.asyncDispose]: content[Symbol.asyncDispose],
  }
}

test('begins with the article as it is', async () => {
  await using effect = await openEffect()

  const html = await effect.get('?lang=en&article=refund')

  expect(html).toContain('value="help/refund.md"')
  expect(html).toContain('退款 3 个工作日内到账。')
})

test('shows both answers, and that a failing test blocks', async () => {
  await using effect = await openEffect()

  const { status, html } = await effect.post(
    FILE,
    testSource('refund', { ...refund, body: '退款 7 个工作日内到账。' }),
  )

  expect(status).toBe(200)
  expect(html).toContain('1 answer test fails with this edit, so it must not be published.')
  expect(html).toContain('It does not say “3 个工作日”.')
  expect(html).toMatch(/退款 3 个工作日内到账。[\s\S]*退款 7 个工作日内到账。/)
  expect(html).toContain('Different 4')
})

test('says that nothing changes, where nothing does', async () => {
  await using effect = await openEffect()

  const { html } = await effect.post(FILE, testSource('refund', refund))

  expect(html).toContain('The 1 answer test that touches the article passes.')
  expect(html).toContain('None of 4 questions is answered otherwise.')
})

test('keeps what was typed when it cannot be read, and says what to write', async () => {
  await using effect = await openEffect()

  const broken = await effect.post(FILE, 'no <b>front</b> matter')
  const nameless = await effect.post(' ', 'x')

  expect([broken.status, nameless.status]).toEqual([400, 400])
  expect(broken.html).toContain('The file has no front matter.')
  expect(broken.html).toContain('no &lt;b&gt;front&lt;/b&gt; matter')
  expect(nameless.html).toContain('Write the file’s path')
})
