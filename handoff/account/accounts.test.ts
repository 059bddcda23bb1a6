import { describe, expect, test } from 'vitest'
import { DAY, HOUR, SECOND } from '../../platform/clock.js'
import { openTestAccounts } from './open-test-accounts.js'

const PASSWORD = 'correct horse battery'

async function withPassword() {
  const test = await openTestAccounts()
  const token = await test.enter('chen.chen')
  await test.accounts.setPassword(await test.account('chen.chen'), token, '', PASSWORD)
  return { ...test, token }
}

describe('sample accounts', () => {
  test('are made once, with a link for one person of each role', async () => {
    await using test = await openTestAccounts()

    expect(test.links.map(({ name, role }) => `${name} ${role}`)).toEqual([
      '陈晨 agent',
      '王佳 supervisor',
      '赵明 editor',
    ])
    expect((await test.accounts.all()).map(({ login }) => login)).toEqual([
      'chen.chen',
      'lin.xiaoyu',
      'wang.jia',
      'zhao.ming',
    ])
  })

  test('get fresh links at the next start while nobody has come in', async () => {
    await using test = await openTestAccounts()

    const again = await test.ensureSamples()

    expect(again).toHaveLength(3)
    expect(again[0]?.path).not.toBe(test.links[0]?.path)
  })

  test('get no links once somebody is signed in or has a password', async () => {
    await using test = await openTestAccounts()
    await test.enter('lin.xiaoyu')

    expect(await test.ensureSamples()).toEqual([])
  })
})

describe('a sign-in link', () => {
  test('lets in once', async () => {
    await using test = await openTestAccounts()
    const token = await test.accounts.issueLink((await test.account('wang.jia')).id)

    const outcomes = await Promise.all([
      test.accounts.signInByLink(token),
      test.accounts.signInByLink(token),
    ])

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('is good for 24 hours and no longer', async () => {
    await using test = await openTestAccounts()
    const token = await test.accounts.issueLink((await test.account('wang.jia')).id)
    test.clock.advance(24 * HOUR)

    expect(await test.accounts.signInByLink(token)).toEqual({ ok: false, refusal: 'wrong' })
  })

  test('is not kept in the database in a form that opens the door', async () => {
    await using test = await openTestAccounts()
    const token = await test.accounts.issueLink((await test.account('wang.jia')).id)

    const rows = await test.store.db.selectFrom('sign_in_link').selectAll().execute()

    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('a password', () => {
  test('lets in, with the login in any case', async () => {
    await using test = await withPassword()

    expect(await test.accounts.signIn(' Chen.Chen ', PASSWORD)).toMatchObject({
      ok: true,
      account: { name: '陈晨', hasPassword: true },
    })
  })

  test('that is wrong five times makes the login wait 30 seconds, also with the right one', async () => {
    await using test = await withPassword()
    for (let i = 0; i < 5; i++) await test.accounts.signIn('chen.chen', 'wrong')

    const early = await test.accounts.signIn('chen.chen', PASSWORD)
    test.clock.advance(30 * SECOND)
    const later = await test.accounts.signIn('chen.chen', PASSWORD)

    expect(early).toEqual({ ok: false, refusal: 'wait', wait: 30 * SECOND })
    expect(later.ok).toBe(true)
  })

  test('is tried at most five times, also when many tries come at once', async () => {
    await using test = await withPassword()

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => test.accounts.signIn('chen.chen', 'wrong')),
    )

    const refusals = outcomes.map((outcome) => (outcome.ok ? 'in' : outcome.refusal))
    expect(refusals.filter((refusal) => refusal === 'wrong')).toHaveLength(5)
    expect(refusals.filter((refusal) => refusal === 'wait')).toHaveLength(15)
  })

  test.each([
    { login: 'nobody', password: PASSWORD },
    { login: 'lin.xiaoyu', password: '' },
    { login: 'chen.chen', password: 'x'.repeat(100_000) },
  ])('does not let $login in with another', async ({ login, password }) => {
    await using test = await withPassword()

    expect(await test.accounts.signIn(login, password)).toEqual({ ok: false, refusal: 'wrong' })
  })

  test('is changed only by who knows the old one, and signs out other devices', async () => {
    await using test = await withPassword()
    const other = await test.enter('chen.chen')
    const account = await test.account('chen.chen')

    const refused = await test.accounts.setPassword(account, test.token, 'guess', 'another one')
    const changed = await test.accounts.setPassword(account, test.token, PASSWORD, 'another one')

    expect(refused).toEqual({ ok: false, refusal: 'current-wrong' })
    expect(changed).toEqual({ ok: true })
    expect(await test.accounts.accountOf(other)).toBeUndefined()
    expect(await test.accounts.accountOf(test.token)).toMatchObject({ login: 'chen.chen' })
  })

  test('ends the sign-in links that were not used', async () => {
    await using test = await withPassword()
    const account = await test.account('chen.chen')
    const link = await test.accounts.issueLink(account.id)

    await test.accounts.setPassword(account, test.token, PASSWORD, 'another one')

    expect(await test.accounts.signInByLink(link)).toEqual({ ok: false, refusal: 'wrong' })
  })

  test('is not looked up for a name longer than any, which would be remembered', async () => {
    await using test = await withPassword()
    const name = 'x'.repeat(201)

    const tries = Array.from({ length: 6 }, () => test.accounts.signIn(name, PASSWORD))

    for (const outcome of await Promise.all(tries)) {
      expect(outcome).toEqual({ ok: false, refusal: 'wrong' })
    }
  })

  test.each([
    { password: '1234567', refusal: 'too-short' },
    { password: 'x'.repeat(201), refusal: 'too-long' },
  ])('of a wrong length is refused as $refusal', async ({ password, refusal }) => {
    await using test = await openTestAccounts()
    const token = await test.enter('chen.chen')
    const account = await test.account('chen.chen')

    expect(await test.accounts.setPassword(account, token, '', password)).toEqual({
      ok: false,
      refusal,
    })
  })
})

describe('a session', () => {
  test('ends when signing out', async () => {
    await using test = await openTestAccounts()
    const token = await test.enter('chen.chen')

    await test.accounts.signOut(token)

    expect(await test.accounts.accountOf(token)).toBeUndefined()
  })

  test('ends after 30 days', async () => {
    await using test = await openTestAccounts()
    const token = await test.enter('chen.chen')
    test.clock.advance(30 * DAY)

    expect(await test.accounts.accountOf(token)).toBeUndefined()
  })
})
