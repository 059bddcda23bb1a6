import { describe, expect, test } from 'vitest'
import { DAY } from '../../platform/clock.js'
import type { Objections } from './before-publish.js'
import { formOf, openTestEditing, QIAN, WANG } from './open-test-editing.js'

const FILE = 'refunds/refund-time.md'

describe('an article that is changed', () => {
  test('keeps its published text until a second person publishes the change', async () => {
    await using room = await openTestEditing()
    const before = await room.read(FILE)
    const path = await room.open()

    await room.write(path, { body: '退款 9 天到账。', step: 'submit' })
    const meanwhile = await room.read(FILE)
    const own = await room.post(`${path}/publish?lang=en`, {
      revision: await room.revisionOf(path),
    })
    const live = await room.post(`${path}/publish`, { revision: await room.revisionOf(path) }, QIAN)
    const page = await room.get('/help/refund-time?lang=zh-Hans')

    expect(meanwhile).toBe(before)
    expect(own.status).toBe(409)
    expect(own.html).toContain('another person has to publish it')
    expect(live.location).toBe('/knowledge/articles/refund-time?done=published')
    expect(page.html).toContain('退款 9 天到账。')
    expect(await room.editing.drafts()).toEqual([])
  })

  test('is sent back with a remark, and written on', async () => {
    await using room = await openTestEditing()
    const path = await room.open()
    await room.write(path, { body: '退款 9 天到账。', step: 'submit' })

    await room.post(
      `${path}/send-back`,
      { revision: await room.revisionOf(path), remark: '9 天不对' },
      QIAN,
    )
    const page = await room.get(path)
    const mine = await room.get('/knowledge/mine?lang=en')
    const saved = await room.write(path, { body: '退款 7 天到账。' })

    expect(page.html).toContain('9 天不对')
    expect(mine.html).toContain('Sent back')
    expect(mine.html).toContain(`<a href="${path}" lang="zh-Hans">退款多久到账</a>`)
    expect(saved.location).toContain('done=saved')
  })

  test('is headed as what is done with it, and a review leads to what it changes', async () => {
    await using room = await openTestEditing()
    const path = await room.open()
    await room.write(path, { body: '退款 9 天到账。' })

    const writing = await room.get(`${path}?lang=en`)
    await room.write(path, { step: 'submit' })
    const review = await room.get(`${path}?lang=en`, QIAN)

    const { location } = await room.post('/knowledge/articles/new', {
      ...{ title: '积分会过期吗', category: 'points', questions: '积分多久过期' },
      body: '积分一年后过期。',
    })
    await room.write(location ?? '', { step: 'submit' })
    const fresh = await room.get(`${location}?lang=en`, QIAN)

    expect(fresh.html).toContain('<td>积分一年后过期。</td>')
    expect(fresh.html).not.toContain('class="ins"')
    expect(writing.html).toContain('<h1>Edit: 退款多久到账</h1>')
    expect(review.html).toContain('<h1>Review: 退款多久到账</h1>')
    expect(review.html).toMatch(/<a class="button" href="\/knowledge\/effect\?draft=\w+">/)
  })

  test('cannot be sent to review with an error, or when nothing changed', async () => {
    await using room = await openTestEditing()
    const path = await room.open()

    const same = await room.write(path, { step: 'submit' })
    const broken = await room.write(path, { body: '见[这里](gone.md)。', step: 'submit' })

    expect(same.html).toContain('there is nothing to publish')
    expect(broken.status).toBe(409)
    expect(broken.html).toContain('leads to refunds/gone.md, which does not exist')
  })
})

describe('two people', () => {
  test('who save the same change see both texts, and nothing is lost', async () => {
    await using room = await openTestEditing()
    const path = await room.open()
    const loaded = (await room.get(path, QIAN)).html
    await room.write(path, { body: '赵明写的。' })

    const late = await room.post(`${path}?lang=en`, formOf(loaded, { body: '钱丽写的。' }), QIAN)
    const kept = (await room.editing.drafts())[0]?.source
    const again = await room.post(path, formOf(late.html, { body: '两人写的。' }), QIAN)

    expect(late.status).toBe(409)
    expect(late.html).toContain('Two people changed this')
    expect(late.html).toMatch(/<td class="del">.*赵明/)
    expect(late.html).toMatch(/<td class="ins">.*钱丽/)
    expect(formOf(late.html)).toMatchObject({ body: '钱丽写的。' })
    expect(kept).toContain('赵明写的。')
    expect(again.location).toContain('done=saved')
  })

  test('do not lose what one writes while the other publishes or throws it away', async () => {
    await using room = await openTestEditing()
    const path = await room.open()
    const loaded = (await room.get(path, QIAN)).html
    await room.post(`${path}/discard`, { revision: await room.revisionOf(path) })

    const late = await room.post(`${path}?lang=en`, formOf(loaded, { body: '钱丽写的。' }), QIAN)
    const next = /<form id="draft-form"[^>]* action="([^"]+)"/.exec(late.html)?.[1] ?? ''
    const saved = await room.post(next, formOf(late.html), QIAN)

    expect(late.html).toContain('The change that you wrote in is gone')
    expect(saved.location).toContain('done=saved')
    expect((await room.editing.drafts())[0]?.source).toContain('钱丽写的。')
  })

  test('of which one changed the file on disk are shown both, before anything is published', async () => {
    await using room = await openTestEditing()
    const path = await room.open()
    await room.write(path, { body: '编辑写的。', step: 'submit' })
    const outside = (await room.read(FILE)).replace('owner:', '# by hand\nowner:')
    await room.change(FILE, outside)

    const refused = await room.post(
      `${path}/publish?lang=en`,
      { revision: await room.revisionOf(path) },
      QIAN,
    )
    const digest = /name="digest" value="(\w+)"/.exec(refused.html)?.[1] ?? ''
    await room.post(`${path}/rebase`, { revision: await room.revisionOf(path), digest })
    await room.write(path, { step: 'submit' })
    const live = await room.post(`${path}/publish`, { revision: await room.revisionOf(path) }, QIAN)

    expect(refused.status).toBe(409)
    expect(refused.html).toContain('The file has changed since this change was begun')
    expect(refused.html).toContain('# by hand')
    expect(live.location).toContain('done=published')
    expect(await room.read(FILE)).toContain('编辑写的。')
  })
})

describe('what speaks against publishing', () => {
  const blocks: Objections = { kind: 'blocks', reasons: ['“退款多久” would be answered wrongly.'] }

  test('stops an editor, and a supervisor with a reason may go on, which is kept', async () => {
    await using room = await openTestEditing({ beforePublish: async () => blocks })

    const editor = await room.publish('退款 9 天到账。', QIAN, { override: '我知道' })
    const path = `/knowledge/drafts/${(await room.editing.drafts())[0]?.id}`
    const revision = await room.revisionOf(path)
    const asked = await room.post(`${path}/publish?lang=en`, { revision }, WANG)
    const live = await room.post(`${path}/publish`, { revision, override: '法务已确认' }, WANG)
    const page = await room.get('/knowledge/articles/refund-time?lang=en')

    expect(editor.status).toBe(409)
    expect(editor.html).toContain('Only a supervisor may publish it')
    expect(asked.html).toContain('would be answered wrongly')
    expect(asked.html).toContain('name="override"')
    expect(live.location).toContain('done=published')
    expect(page.html).toContain('法务已确认')
  })

  test('is also a check that broke', async () => {
    const beforePublish = async () => {
      throw new Error('The tests could not run.')
    }
    await using room = await openTestEditing({ beforePublish })

    const refused = await room.publish('退款 9 天到账。')

    expect(refused.status).toBe(409)
    expect(refused.html).toContain('The tests could not run.')
  })
})

describe('upkeep', () => {
  test('renews a review in its place, and nothing else of the file', async () => {
    await using room = await openTestEditing()
    const before = await room.read(FILE)
    const { html } = await room.get('/knowledge/articles/refund-time')
    const digest = /name="digest" value="(\w+)"/.exec(html)?.[1] ?? ''

    const past = await room.post('/knowledge/articles/refund-time/renew?lang=en', {
      digest,
      reviewBy: '2020-01-01',
    })
    await room.post('/knowledge/articles/refund-time/renew', { digest, reviewBy: '2028-02-29' })

    expect(past.status).toBe(422)
    expect(await room.read(FILE)).toBe(before.replace(/reviewBy: .*/, 'reviewBy: 2028-02-29'))
  })

  test('withdraws an article at once, unless it changed since it was looked at', async () => {
    await using room = await openTestEditing()
    const { html } = await room.get('/knowledge/articles/refund-time')
    const digest = /name="digest" value="(\w+)"/.exec(html)?.[1] ?? ''

    const stale = await room.post('/knowledge/articles/refund-time/withdraw', { digest: 'x' })
    await room.post('/knowledge/articles/refund-time/withdraw', { digest })
    const page = await room.get('/help/refund-time')

    expect(stale.status).toBe(409)
    expect(page.status).toBe(404)
  })

  test('reminds owners of what is due, the most urgent first', async () => {
    await using room = await openTestEditing()
    const source = await room.read('contact/reach-person.md')
    const due = source
      .replace(/owner: .*/, 'owner: qian.li')
      .replace(/reviewBy: .*/, 'reviewBy: 2026-12-01')
    await room.change('contact/reach-person.md', due)

    const mine = await room.get('/knowledge/mine?lang=en', QIAN)
    const others = await room.get('/knowledge/mine?lang=en', WANG)

    // From 2026-11-23.
    expect(mine.html).toContain('联系人工客服')
    expect(mine.html).toContain('8 days')
    expect(others.html).not.toContain('联系人工客服')
  })
})

test('a change that is valid from a later day waits for it, while the text before it answers', async () => {
  await using room = await openTestEditing()
  const path = await room.open()
  await room.write(path, { body: '退款 9 天到账。', validFrom: '2026-11-25', step: 'submit' })

  const approved = await room.post(
    `${path}/publish`,
    { revision: await room.revisionOf(path) },
    QIAN,
  )
  const page = await room.get(`${path}?lang=en`)
  await room.editing.publishDue(room.clock.now())
  const meanwhile = await room.get('/help/refund-time')
  room.clock.advance(2 * DAY)
  await room.editing.publishDue(room.clock.now())
  const then = await room.get('/help/refund-time')

  expect(approved.location).toContain('done=scheduled')
  expect(page.html).toContain('It goes live on Nov 25, 2026')
  expect(meanwhile.html).not.toContain('9 天')
  expect(then.html).toContain('退款 9 天到账。')
  expect(await room.editing.nextScheduled()).toBeUndefined()
})

describe('a new article', () => {
  test('begins prefilled, gets a name by its title, and its file when it is published', async () => {
    await using room = await openTestEditing()
    const start = await room.get(
      '/knowledge/articles/new?lang=en&title=Do%20points%20expire%3F&language=en&category=points&questions=when%20do%20points%20expire',
    )
    const { location } = await room.post('/knowledge/articles/new', {
      title: 'Do points expire?',
      language: 'en',
      category: 'points',
      questions: 'when do points expire\n\nwhen do points expire',
      sources: '/desk/cases/case_1',
    })
    const path = location ?? ''
    await room.write(path, { body: 'Points expire after a year.', step: 'submit' })
    await room.post(`${path}/publish`, { revision: await room.revisionOf(path) }, QIAN)

    expect(start.html).toContain('value="Do points expire?"')
    expect(await room.read('points/do-points-expire.md')).toMatch(
      /^---\nid: do-points-expire\ntitle: Do points expire\?\nlang: en\ncategory: points\n/,
    )
    expect((await room.get('/help/do-points-expire?lang=en')).html).toContain('after a year')
  })

  test('cannot take the id of another', async () => {
    await using room = await openTestEditing()
    const { location } = await room.post('/knowledge/articles/new', {
      title: 'x',
      category: 'points',
    })

    const taken = await room.write(location ?? '', { id: 'refund-time', body: '我写的。' })

    expect(taken.status).toBe(409)
    expect(taken.html).toContain('Another article has this id')
    expect(taken.html).toContain('我写的。')
  })
})

test('a form on another site does nothing here', async () => {
  await using room = await openTestEditing()
  const headers = { origin: 'https://elsewhere.example', host: 'localhost' }

  const answer = await room.app.request('/knowledge/articles/refund-time/edit', {
    ...{ method: 'POST', headers, body: new URLSearchParams() },
  })

  expect(answer.status).toBe(403)
  expect(await room.editing.drafts()).toEqual([])
})

test('hostile words stay words', async () => {
  await using room = await openTestEditing()
  const path = await room.open()

  await room.write(path, {
    title: '"><script>alert(1)</script>',
    body: '</textarea><script>alert(2)</script><img src=x onerror=alert(3)>',
  })
  const { html } = await room.get(path)
  const missing = await room.get('/knowledge/drafts/draft_nothing00000')

  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img src=x')
  expect(missing.status).toBe(404)
})
