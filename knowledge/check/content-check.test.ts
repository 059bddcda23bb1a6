import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openKnowledge } from '../open-knowledge.js'
import type { Finding } from './finding.js'
import { openTestContent, type TestArticle, testSource } from './open-test-content.js'
import { markSeen, SEEN_FILE } from './seen-advice.js'

const { signal } = new AbortController()

const INVOICE: TestArticle = { title: '怎么开发票', body: '在订单页申请电子发票。' }

const repair = (days: number): TestArticle => ({
  title: '保修维修的步骤',
  body: `商品坏了可以申请维修，保修维修在 ${days} 个工作日内完成。`,
})
const slow: TestArticle = {
  title: '维修太久怎么办',
  body: '保修维修应在 15 个工作日内完成，超过的请联系客服。',
}

const kinds = (findings: readonly Finding[]) => findings.map(({ kind }) => kind)

describe('two articles that contradict each other', () => {
  test('are told with both figures and both places', async () => {
    await using content = await openTestContent({ repair: repair(25), slow, invoice: INVOICE })

    const [found, ...others] = await content.findings()

    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'contradiction',
      level: 'advice',
      at: { file: 'help/repair.md', line: 15 },
      other: { file: 'help/slow.md', line: 15 },
      facts: { unit: 'working day', here: '25', there: '15' },
    })
  })

  test('are told of in yes and no', async () => {
    await using content = await openTestContent({
      methods: { title: '怎么付款', body: '可以用微信支付。我们支持货到付款。' },
      cash: { title: '能货到付款吗', body: '我们不支持货到付款，请先付款。' },
    })

    expect(kinds(await content.findings())).toEqual(['denial'])
  })

  test('are told of in dates', async () => {
    const body = (day: number) => `促销期间，6 月 18 日至 ${day} 日付款的订单最晚 72 小时发出。`
    await using content = await openTestContent({
      one: { title: '促销期间什么时候发货', body: body(20) },
      other: { title: '促销订单多久发货', body: body(22) },
    })

    expect(await content.findings()).toMatchObject([
      { kind: 'contradiction', facts: { unit: 'date', here: '06-18, 06-20' } },
    ])
  })

  test('are left alone where they agree, speak of other things, or one is archived', async () => {
    await using agreeing = await openTestContent({ repair: repair(15), slow })
    await using others = await openTestContent({
      exchange: { title: '换货多久寄出', body: '换货的新商品在 48 小时内寄出。' },
      invoice: { title: '发票多久开出', body: '电子发票在 24 小时内开出。' },
    })
    const archived = testSource('slow', slow).replace('published', 'archived')
    await using old = await openTestContent(
      { repair: repair(25) },
      { 'articles/help/slow.md': archived },
    )

    for (const content of [agreeing, others, old]) expect(await content.findings()).toEqual([])
  })

  test('are told of across the versions of one article', async () => {
    await using content = await openTestContent({
      code: { title: '验证码多久失效', body: '验证码 10 分钟内有效，每天最多获取 10 次。' },
      'code-en': {
        title: 'How long is a code valid?',
        body: 'A code is valid for 5 minutes, and you can ask for 10 a day.',
        lang: 'en',
        more: 'translates: code',
      },
    })

    expect(await content.findings()).toMatchObject([
      { kind: 'versions-differ', facts: { unit: 'minute', here: '5', there: '10' } },
    ])
  })
})

test('an article under two names is a near-duplicate', async () => {
  const body =
    '第一步在订单页申请。\n\n第二步等待审核。\n\n第三步寄回商品。\n\n第四步等待退款到账。'
  await using content = await openTestContent({
    one: { title: '退货怎么操作', body },
    other: { title: '怎样退掉买的东西', body: `${body}\n\n第五步查看退款。` },
    invoice: INVOICE,
  })

  expect(await content.findings()).toMatchObject([
    { kind: 'near-duplicate', at: { article: 'one' }, other: { article: 'other' } },
  ])
})

describe('an article that has another one’s question', () => {
  const tracking: TestArticle = {
    title: '物流在哪里查',
    body: '在订单页点查看物流。',
    questions: ['where is my parcel', 'tracking number'],
    lang: 'en',
  }

  test('is told once, with both questions', async () => {
    await using content = await openTestContent({
      couriers: {
        title: '可以指定快递公司吗',
        body: '不能指定快递公司。',
        questions: ['my parcel is where?', 'do you ship with SF'],
        lang: 'en',
      },
      tracking,
    })

    expect(await content.findings()).toMatchObject([
      {
        kind: 'stolen-question',
        at: { file: 'help/couriers.md', line: 12, text: 'my parcel is where?' },
        other: { file: 'help/tracking.md', line: 12, text: 'where is my parcel' },
      },
    ])
  })

  test('is not told where the question says the opposite', async () => {
    await using content = await openTestContent({
      before: { title: '改地址', body: '可以修改。', questions: ['还没发货的订单想改收货地址'] },
      after: { title: '转寄', body: '只能转寄。', questions: ['已经发货的订单想改收货地址'] },
    })

    expect(await content.findings()).toEqual([])
  })
})

test('links to headings and help pages that are not there are errors, with those that are', async () => {
  await using content = await openTestContent({
    one: {
      title: '退款',
      body: '见[时间](invoice.md#多久)、[步骤](invoice.md#步骤)、[联系](/help/contact)和[发票](/help/invoice)。',
    },
    invoice: { title: '发票', body: '在订单页。\n\n## 步骤\n\n点申请。' },
  })

  expect(await content.findings()).toMatchObject([
    { kind: 'broken-anchor', level: 'error', facts: { url: 'invoice.md#多久', anchors: '步骤' } },
    { kind: 'broken-link', level: 'error', facts: { target: 'contact' } },
  ])
})

describe('a promise', () => {
  const told = async (body: string) => {
    await using content = await openTestContent({ offer: { title: '首单优惠', body } })
    return kinds(await content.findings())
  }

  test.each([
    '即日起至 2026 年 10 月 31 日，首单送 5 元券。',
    'Until 30 September 2026, delivery is free.',
    '活动 2026-11-01 至 2026-11-22 有效。',
    '2026 年 9 月底前下单免运费。',
  ])('is expired: %s', async (body) => {
    expect(await told(body)).toEqual(['expired-promise'])
  })

  test.each([
    '即日起至 2026 年 11 月 23 日，首单送 5 元券。',
    '每年 6 月 18 日满 300 元减 40 元。',
    '新规则自 2026 年 1 月 1 日起执行。',
    'These rules apply since 1 January 2026.',
    '订单号例如 QW202611230001。',
  ])('is none, or still holds: %s', async (body) => {
    expect(await told(body)).toEqual([])
  })
})

describe('use', () => {
  const shown = (one: number) => ({
    shownArticles: async () => ({ since: '2026-06-01', shown: new Map([['one', one]]) }),
  })
  const articles = { one: { title: '退款', body: '三天。' }, invoice: INVOICE }

  test('tells what nobody read, once enough was read otherwise', async () => {
    await using content = await openTestContent(articles, {}, shown(50))

    expect(await content.findings()).toMatchObject([
      { kind: 'unread', at: { title: '怎么开发票' } },
    ])
  })

  test('tells nothing where it is not known, or too little', async () => {
    await using unknown = await openTestContent(articles)
    await using little = await openTestContent(articles, {}, shown(5))

    expect(await unknown.findings()).toEqual([])
    expect(await little.findings()).toEqual([])
  })
})

describe('an advice that an editor let stand', () => {
  test('is kept beside the content with the reason, and comes back when the words change', async () => {
    await using content = await openTestContent({ repair: repair(25), slow })
    const [found] = await content.findings()
    if (!found) throw new Error('Nothing was found.')

    await markSeen(content.contentFolder, found, 'Chen', '大家电另算', '2026-11-23')
    const [seen] = await content.findings()
    await content.write('articles/help/repair.md', testSource('repair', repair(30)))
    await using again = await openKnowledge(
      {
        contentFolder: content.contentFolder,
        dataFolder: join(content.contentFolder, '..', 'data2'),
        embedder: null,
        clock: fixedClock(),
        log: silentLog,
        watch: false,
      },
      signal,
    )
    const [changed] = await again.findings(signal)

    expect(seen?.seen).toEqual({ by: 'Chen', on: '2026-11-23', reason: '大家电另算' })
    expect(changed).toMatchObject({ kind: 'contradiction', seen: null })
    expect(await readFile(join(content.contentFolder, SEEN_FILE), 'utf8')).toContain(found.key)
  })
})

test('a change is compared with what did not change', async () => {
  await using content = await openTestContent(
    { repair: repair(15), slow },
    {},
    {
      watch: true,
      clock: { ...systemClock, now: fixedClock().now },
    },
  )
  expect(await content.findings()).toEqual([])

  const changed = new Promise((resolve) => content.knowledge.onChange(resolve))
  await content.write('articles/help/repair.md', testSource('repair', repair(25)))
  await changed
  const found = await content.findings()

  expect(kinds(found)).toEqual(['contradiction'])
})

test('a link breaks, and is mended, by a change of the article that it leads to', async () => {
  const invoice = (heading: string): TestArticle => ({
    title: '发票',
    body: `在订单页。\n\n## ${heading}\n\n点申请。`,
  })
  await using content = await openTestContent({
    one: { title: '退款', body: '见[步骤](invoice.md#步骤)。' },
    invoice: invoice('步骤'),
  })
  const told: (readonly string[])[] = [kinds(await content.findings())]

  for (const heading of ['怎么做', '步骤']) {
    await content.write('articles/help/invoice.md', testSource('invoice', invoice(heading)))
    await content.knowledge.readAgain()
    told.push(kinds(await content.findings()))
  }

  expect(told).toEqual([[], ['broken-anchor'], []])
})

test('an article that goes takes with it what it was told of', async () => {
  await using content = await openTestContent({ repair: repair(25), slow })
  const before = kinds(await content.findings())

  await content.write(
    'articles/help/slow.md',
    testSource('slow', slow).replace('published', 'archived'),
  )
  await content.knowledge.readAgain()

  expect([before, kinds(await content.findings())]).toEqual([['contradiction'], []])
})
