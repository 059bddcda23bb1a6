import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadReplies } from '../../handoff/index.js'
import { type Knowledge, openKnowledge, renderArticle } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { answerReply } from './say.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const { signal } = new AbortController()

const CHINESE = `# 保修规定

商品从签收之日起保修。

## 保修期

### 各类商品

| 商品 | 保修期 |
|---|---|
| 小家电 | 1 年 |
| 鞋 | 90 天 |
| 厨具 | 30 天 |
`
const ENGLISH = '# Gift wrapping\n\nGift wrapping costs 10 yuan for each piece.\n'

let folder = ''
let knowledge: Knowledge
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'say-'))
  await writeFile(join(folder, 'warranty.md'), CHINESE)
  await writeFile(join(folder, 'gift-wrapping.md'), ENGLISH)
  const files = { contentFolder: folder, dataFolder: join(folder, 'data'), plain: 'allow' } as const
  const options = { ...files, clock: fixedClock(), embedder: null, log: silentLog, watch: false }
  knowledge = await openKnowledge(options, signal)
})
afterAll(async () => {
  await knowledge[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** What is said from the article, whatever the probability. */
async function sayFrom(id: string, question: string, language: Language) {
  const { hits } = await knowledge.ask(question, { language }, signal)
  const hit = hits.find(({ article }) => article.id === id)
  if (!hit) throw new Error(`${id} was not found.`)
  const replies = await loadReplies(join(CONTENT, 'replies'))
  const said = answerReply(
    { replies, language, seed: 0, introduced: true },
    [hit],
    knowledge.articles(),
  )
  return { article: hit.article, text: said.text, citation: said.extras.citations?.[0] }
}

describe('an answer', () => {
  test('says the row that fits as a sentence, and from when it counts', async () => {
    const { text } = await sayFrom('warranty', '鞋保修多久', 'zh-Hans')

    expect(text).toBe('**鞋**——保修期：90 天\n\n商品从签收之日起保修。 [1]')
  })

  test('cites the headings that lead to it, and opens there', async () => {
    const { article, citation } = await sayFrom('warranty', '鞋保修多久', 'zh-Hans')
    const anchor = decodeURIComponent(citation?.url.split('#')[1] ?? '')

    expect(citation?.title).toBe('保修规定 › 保修期 › 各类商品')
    expect(renderArticle(article, 'zh-Hans').html).toContain(`id="${anchor}"`)
  })

  test('from the opening cites the article alone', async () => {
    const { citation } = await sayFrom('warranty', '保修从哪天签收起算', 'zh-Hans')

    expect(citation?.title).toBe('保修规定')
  })

  test('is in traditional script with the same numbers', async () => {
    const { text, citation } = await sayFrom('warranty', '鞋保修多長時間', 'zh-Hant')

    expect(text).toContain('90 天')
    expect(citation?.title).toBe('保修規定 › 保修期 › 各類商品')
  })

  test.each([
    { language: 'zh-Hans', question: 'gift wrapping 多少钱', told: /英文/ },
    { language: 'zh-Hant', question: 'gift wrapping 多少錢', told: /英文/ },
  ] as const)(
    'of an English article tells a reader of $language so',
    async ({ language, question, told }) => {
      const { text } = await sayFrom('gift-wrapping', question, language)

      expect(text).toMatch(told)
      expect(text).toContain('Gift wrapping costs 10 yuan for each piece.')
    },
  )

  test('of a Chinese article tells an English customer so, before it', async () => {
    const { text } = await sayFrom('warranty', '鞋 warranty', 'en')

    expect(text.indexOf('Chinese')).toBeGreaterThan(-1)
    expect(text.indexOf('Chinese')).toBeLessThan(text.indexOf('90 天'))
  })
})
