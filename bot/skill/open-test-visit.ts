import { fileURLToPath } from 'node:url'
import { loadReplies, type Signal, type SkillMemory } from '../../handoff/index.js'
import type { Article, Decision, Found } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { sampleOrders } from './sample-shop/sample-orders.js'
import { createSampleShop } from './sample-shop/sample-shop.js'
import type { Shop } from './shop.js'
import { createShopClient } from './shop-client.js'
import { createSkills, type SkillDone } from './skills.js'

const REPLIES = fileURLToPath(new URL('../../content/replies', import.meta.url))
const never = new AbortController().signal

/** One visit: what is written is heard and done, and what is remembered goes on. */
export async function openTestVisit(
  options: { customer?: string; shop?: Partial<Shop>; articles?: readonly string[] } = {},
) {
  const clock = fixedClock()
  const replies = await loadReplies(REPLIES)
  const sample = createSampleShop({ clock, key: 'k' })
  const orders = sampleOrders(clock.now())
  const toShop = overSample(sample)
  const skills = createSkills({
    shop: { ...toShop, ...options.shop },
    intents: { read: async () => heard },
    replies: () => replies,
    articles: () => (options.articles ?? []).map(articleNamed),
    clock,
    log: silentLog,
    zone: 'Asia/Shanghai',
  })
  let heard: readonly Signal[] = []
  let memory: SkillMemory | undefined
  let seed = 0

  /** @param wishes Names of the skills that the words ask for. */
  async function write(
    text: string,
    wishes: readonly string[] = [],
    more: {
      language?: Language
      decision?: Decision['kind']
      article?: string
      isSmallTalk?: boolean
      asked?: string
      /** How plain those wishes are. */
      strength?: number
    } = {},
  ): Promise<SkillDone | undefined> {
    heard = wishes.map((name) => asSignal(name, more.strength))
    const { language = 'en', decision = 'hand-over', isSmallTalk = false } = more
    const article = articleNamed(more.article ?? 'refund-time')
    const found = { decision: { kind: decision, hit: { article } } } as Pick<Found, 'decision'>
    const customer = options.customer ?? null
    const asked = more.asked ?? text
    const input = { text, asked, language, memory, found, isSmallTalk, customer, seed: seed++ }
    const taken = await skills.hear(input, never)
    const done = await taken?.run(never)
    if (done) memory = done.memory
    return done
  }

  return {
    write,
    clock,
    skills,
    sample,
    remembered: () => memory,
    cited: (done: SkillDone | undefined) =>
      done && !done.needsPerson ? done.said.extras.citations?.[0]?.url : undefined,
    number: (index: number) => orders[index]?.number ?? '',
  }
}

function articleNamed(id: string): Article {
  const passage = { headings: [] } as unknown as Article['passages'][number]
  const article: Partial<Article> = { id, title: id, language: 'zh-Hans', translates: null }
  return { ...article, passages: [passage] } as Article
}

function asSignal(name: string, strength = 1): Signal {
  return { name, strength, cause: name, language: 'en' }
}

/** The client before the sample shop without a server in between. */
function overSample({ app }: ReturnType<typeof createSampleShop>): Shop {
  return createShopClient({
    url: 'http://shop.test',
    key: 'k',
    ask: async (url, init) => app.request(url, init),
  })
}

export const textOf = (done: SkillDone | undefined) =>
  done && !done.needsPerson ? done.said.text : ''
export const buttonsOf = (done: SkillDone | undefined) =>
  done && !done.needsPerson ? (done.said.extras.choices ?? []).map(({ title }) => title) : []
