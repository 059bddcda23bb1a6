import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterTeams, type FakeTeams, openFakeTeams } from '../channel/teams/fake-teams.js'
import { startTestService, type TestService } from './start-test-service.js'

let teams: FakeTeams
let service: TestService
beforeAll(async () => {
  teams = await openFakeTeams()
  service = await startTestService({ quiet: 100, teams: teams.config })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await teams[Symbol.asyncDispose]()
})

describe('x', () => {
  test('y', async () => {
    const li = enterTeams(teams, service)
    console.log(await li.install())
    const shown = await li.ask('退款多久到账')
    console.log(JSON.stringify(teams.shown, null, 1))
    expect(shown.activity.text).toBe('')
  })
})
