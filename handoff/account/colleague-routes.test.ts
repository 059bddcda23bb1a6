import { describe, expect, test } from 'vitest'
import { openTestAccounts, post } from './open-test-accounts.js'

describe('letting colleagues in', () => {
  async function enterAs(test: Awaited<ReturnType<typeof openTestAccounts>>, login: string) {
    return { cookie: `kefu-desk=${await test.enter(login)}`, 'accept-language': 'en' }
  }

  test('a supervisor makes a link by which the colleague comes in, once', async () => {
    await using test = await openTestAccounts()
    const { id } = await test.account('lin.xiaoyu')
    const headers = await enterAs(test, 'wang.jia')

    const made = await test.app.request('/desk/colleagues', post({ account: id }, headers))

    const html = await made.text()
    const url = /value="(http:\/\/localhost\/desk\/sign-in\/[^"]+)"/.exec(html)?.[1] ?? ''
    expect(html).toContain('Sign-in link for 林小雨')
    expect(made.headers.get('cache-control')).toBe('no-store')
    expect((await test.app.request(url)).headers.get('location')).toBe('/desk')
    expect((await test.app.request(url)).status).toBe(403)
  })

  test('lists everyone to a supervisor, with no link until one is asked for', async () => {
    await using test = await openTestAccounts()

    const page = await test.app.request('/desk/colleagues', {
      headers: await enterAs(test, 'wang.jia'),
    })

    const html = await page.text()
    for (const name of ['陈晨', '林小雨', '王佳', '赵明']) expect(html).toContain(name)
    expect(html).not.toContain('/desk/sign-in/')
  })

  test.each(['chen.chen', 'zhao.ming'])('is refused to %s', async (login) => {
    await using test = await openTestAccounts()
    const { id } = await test.account('wang.jia')

    const made = await test.app.request(
      '/desk/colleagues',
      post({ account: id }, await enterAs(test, login)),
    )

    expect(made.status).toBe(403)
    expect(await made.text()).not.toContain('/desk/sign-in/')
  })

  test('for someone who is not there says so', async () => {
    await using test = await openTestAccounts()

    const made = await test.app.request(
      '/desk/colleagues',
      post({ account: 'agent_nobody000000' }, await enterAs(test, 'wang.jia')),
    )

    expect(made.status).toBe(404)
  })
})
