import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../../platform/clock.js'
import { createClientToken } from './client-token.js'
import { openFakeTeams } from './fake-teams.js'

test('a token is kept until shortly before its end, and not when the clock was set back', async () => {
  await using teams = await openFakeTeams()
  const { account, authority } = teams.config
  if (!account) throw new Error('The fake has an account.')
  let now = 10 * DAY
  const token = createClientToken(account, authority, { now: () => now })

  await token()
  await token()
  expect(teams.state.tokensGiven).toBe(1)
  now += HOUR
  await token()
  expect(teams.state.tokensGiven).toBe(2)
  now -= DAY
  await token()
  expect(teams.state.tokensGiven).toBe(3)
})
