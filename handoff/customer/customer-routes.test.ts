import { describe, expect, test } from 'vitest'
import { CHEN, WANG } from '../tests/open-test-desk.js'
import { openTestFilePages } from './open-test-file-pages.js'

describe('the search', () => {
  test.each([
    ['a part of the name', '晓雯'],
    ['the shop id', 'S-20881'],
    ['the end of the phone', '8000'],
    ['the whole phone as written elsewhere', '+86 138 0013 8000'],
    ['words', '要投诉'],
  ])('finds by %s', async (_, query) => {
    await using pages = await openTestFilePages()
    await pages.openCase()
    await pages.openSecond()
    const chen = await pages.browser(CHEN)

    const response = await chen.get(`/customers?q=${encodeURIComponent(query)}`)

    expect(await response.text()).toContain(`href="/customers/${pages.customer}"`)
  })

  test('finds nobody by three digits or by words of another', async () => {
    await using pages = await openTestFilePages()
    await pages.openSecond()
    const chen = await pages.browser(CHEN)

    const digits = await (await chen.get('/customers?q=000')).text()
    const words = await (await chen.get(`/customers?q=${encodeURIComponent('退款')}`)).text()

    expect(digits).not.toContain(pages.customer)
    expect(words).toContain('No customer has “退款”')
  })

  test('shows the end of a phone number only', async () => {
    await using pages = await openTestFilePages()
    await pages.openCase()
    await pages.openSecond()
    const chen = await pages.browser(CHEN)

    const html = await (await chen.get('/customers')).text()

    expect(html).toContain('…8000')
    expect(html).not.toContain('13800138000')
  })

  test('proposes pairs that are probably one person', async () => {
    await using pages = await openTestFilePages()
    const second = await pages.openSecond()
    const chen = await pages.browser(CHEN)

    const html = await (await chen.get('/customers')).text()

    expect(html).toContain(`/customers/${pages.customer}/merge/${second}`)
  })

  test('escapes what it was asked for', async () => {
    await using pages = await openTestFilePages()
    const chen = await pages.browser(CHEN)

    const html = await (await chen.get('/customers?q=%3Cscript%3E%25_')).text()

    expect(html).not.toContain('<script>%')
  })

  test('keeps out who is not at the desk', async () => {
    await using pages = await openTestFilePages()
    const zhao = await pages.browser('agent_zhao00000000' as typeof CHEN)

    expect((await zhao.get('/customers')).status).toBe(403)
    expect((await pages.app.request('/customers')).status).not.toBe(200)
  })
})

describe('the file', () => {
  test('shows the visit with its case, scores and outcome, and leads to the desk', async () => {
    await using pages = await openTestFilePages()
    const id = await pages.openCase()
    await pages.cases.take(id, CHEN)
    await pages.cases.solve(id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
    const scores = { speed: 4, attitude: 5, solution: 4, words: '谢谢' } as const
    await pages.answerSurvey(pages.conversation.id, { caseId: id, ...scores })
    const chen = await pages.browser(CHEN)

    const html = await (await chen.get(pages.path)).text()

    expect(html).toContain(`/desk/cases/${id}`)
    expect(html).toContain('4 · 5 · 4')
    expect(html).toContain('谢谢')
    expect(html).toContain('我要投诉')
  })

  test('says why the customer is valued, and lets a supervisor say otherwise', async () => {
    await using pages = await openTestFilePages()
    await pages.openSecond()
    const wang = await pages.browser(WANG)
    const before = await (await wang.get(pages.path)).text()

    const without = await wang.post(`${pages.path}/value`, { value: 'ordinary', reason: ' ' })
    const set = await wang.post(`${pages.path}/value`, { value: 'ordinary', reason: '员工账号' })

    expect(before).toContain('6,240 yuan in 12 months')
    expect(before).toContain('The rule says: Valued.')
    expect(without.status).toBe(409)
    expect(await without.text()).toContain('Write the reason.')
    expect(set.status).toBe(303)
    expect((await pages.customers.find(pages.customer))?.value.value).toBe('ordinary')
    expect(await (await wang.get(pages.path)).text()).toContain('员工账号')
  })

  test('takes tags of the list and notes from an agent, and records who', async () => {
    await using pages = await openTestFilePages()
    const chen = await pages.browser(CHEN)

    await chen.post(`${pages.path}/tag`, { tag: 'gift' })
    const unknown = await chen.post(`${pages.path}/tag`, { tag: 'rude' })
    await chen.post(`${pages.path}/note`, { text: ' 请打电话 ' })
    const html = await (await chen.get(pages.path)).text()
    await chen.post(`${pages.path}/untag`, { tag: 'gift' })

    expect(unknown.status).toBe(409)
    expect(html).toContain('Remove the tag Buys gifts')
    expect(html).toContain('请打电话')
    const file = await pages.customers.find(pages.customer)
    expect(file?.tags).toEqual([])
    expect(file?.record.map(({ name, data }) => [name, data['agent']])).toEqual([
      ['customer-untagged', CHEN],
      ['customer-noted', CHEN],
      ['customer-tagged', CHEN],
    ])
  })

  test('of a merged customer leads to the one it went up in', async () => {
    await using pages = await openTestFilePages()
    const second = await pages.openSecond()
    const chen = await pages.browser(CHEN)

    const compare = await (await chen.get(`${pages.path}/merge/${second}`)).text()
    const merged = await chen.post(`${pages.path}/merge/${second}`, {})
    const old = await chen.get(`/customers/${second}`)

    expect(compare).toContain('The shop id agrees')
    expect(merged.status).toBe(303)
    expect(old.headers.get('location')).toBe(pages.path)
    const html = await (await chen.get(pages.path)).text()
    expect(html).toContain('zhang@example.com')
    expect(html).toContain('发票还没收到')
  })

  test('that is not there is not found, whatever the deed', async () => {
    await using pages = await openTestFilePages()
    const chen = await pages.browser(CHEN)
    const nobody = '/customers/customer_zzzzzzzzzzzz'

    expect((await chen.get(nobody)).status).toBe(404)
    expect((await chen.get('/customers/x')).status).toBe(404)
    expect((await chen.post(`${nobody}/note`, { text: 'x' })).status).toBe(404)
    expect((await chen.post(`${nobody}/undo/merge_x`, {})).status).toBe(404)
  })
})

describe('what the law gives a right to', () => {
  test('is for supervisors', async () => {
    await using pages = await openTestFilePages()
    const chen = await pages.browser(CHEN)

    expect((await chen.post(`${pages.path}/export`, { format: 'json' })).status).toBe(403)
    expect((await chen.get(`${pages.path}/erase`)).status).toBe(403)
    expect((await chen.post(`${pages.path}/erase`, { confirm: 'x' })).status).toBe(403)
    expect(await (await chen.get(pages.path)).text()).not.toContain('/export')
  })

  test('a copy as JSON and to read, recorded', async () => {
    await using pages = await openTestFilePages()
    await pages.openCase()
    await pages.openSecond()
    const wang = await pages.browser(WANG)

    const json = await wang.post(`${pages.path}/export`, { format: 'json' })
    const html = await wang.post(`${pages.path}/export`, { format: 'html' })

    expect(json.headers.get('content-disposition')).toContain(`${pages.customer}.json`)
    expect(await json.json()).toMatchObject({
      format: 1,
      profiles: [{ name: '张晓雯', shopId: 'S-20881' }],
      cases: [{ case: { subject: '我要投诉' } }],
    })
    const page = await html.text()
    expect(page).toContain('我要投诉')
    expect(page).toContain('张晓雯')
    const file = await pages.customers.find(pages.customer)
    expect(file?.record.slice(0, 2).map(({ data }) => data['format'])).toEqual(['html', 'json'])
  })

  test('an end, asked for twice', async () => {
    await using pages = await openTestFilePages()
    await pages.openSecond()
    const wang = await pages.browser(WANG)
    const word = pages.customer.slice(-4)

    const first = await (await wang.get(`${pages.path}/erase`)).text()
    const second = await (await wang.get(`${pages.path}/erase?step=confirm`)).text()
    const wrong = await wang.post(`${pages.path}/erase`, { confirm: 'yes' })
    const before = await pages.customers.find(pages.customer)
    const right = await wang.post(`${pages.path}/erase`, { confirm: word })

    expect(first).not.toContain('name="confirm"')
    expect(second).toContain(`Type ${word}`)
    expect(wrong.status).toBe(400)
    expect(before?.profile.name).toBe('张晓雯')
    expect(right.status).toBe(303)
    const html = await (await wang.get(pages.path)).text()
    expect(html).toContain('What is left are figures without a person.')
    expect(html).not.toContain('张晓雯')
  })

  test('says that a case is open, and erases nothing', async () => {
    await using pages = await openTestFilePages()
    await pages.openCase()
    const wang = await pages.browser(WANG)

    const refused = await wang.post(`${pages.path}/erase`, { confirm: pages.customer.slice(-4) })

    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Solve it first; nothing was erased.')
  })
})
