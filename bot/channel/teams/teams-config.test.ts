import { describe, expect, test } from 'vitest'
import { spawnRefused } from '../../tests/spawn-service.js'
import { isLoopback, isServiceUrl } from './service-url.js'
import { readTeams } from './teams-config.js'

const ID = '00000000-0000-4000-8000-0000000000b0'
const APP = {
  KEFU_TEAMS_APP_ID: ID,
  KEFU_TEAMS_APP_SECRET: 's',
  KEFU_TEAMS_TENANT: ID,
  KEFU_SITE: 'https://help.example/',
}
const HERE = '127.0.0.1'

describe('the configuration of Teams', () => {
  test('is none with nothing set', () => {
    expect(readTeams({}, HERE)).toBeNull()
  })

  test('takes the bot as Azure shows it, for one tenant', () => {
    expect(readTeams(APP, '0.0.0.0')).toMatchObject({
      account: { appId: ID, secret: 's', tenant: ID },
      authority: { toChannelFromBotLoginUrl: `https://login.microsoftonline.com/${ID}` },
      site: 'https://help.example',
      linkByEmail: false,
    })
  })

  test('lets a developer in without a bot, on this machine alone', () => {
    expect(readTeams({ KEFU_TEAMS: 'local', KEFU_PORT: '3001' }, HERE)).toMatchObject({
      account: null,
      site: 'http://127.0.0.1:3001',
    })
  })

  test.each([
    [{ KEFU_TEAMS: 'on' }, HERE, 'Teams is switched on, but KEFU_TEAMS_APP_ID is not set'],
    [{ ...APP, KEFU_TEAMS_APP_ID: '' }, HERE, 'KEFU_TEAMS_APP_ID is not set'],
    [{ ...APP, KEFU_TEAMS_TENANT: '' }, HERE, 'KEFU_TEAMS_TENANT is not set'],
    [{ ...APP, KEFU_TEAMS_TENANT: 'contoso' }, HERE, 'KEFU_TEAMS_TENANT is "contoso"'],
    [{ ...APP, KEFU_SITE: '' }, HERE, 'KEFU_SITE is not set'],
    [{ ...APP, KEFU_SITE: 'help.example' }, HERE, 'KEFU_SITE is "help.example"'],
    [{ KEFU_TEAMS: 'local', NODE_ENV: 'production' }, HERE, 'NODE_ENV is "production"'],
    [{ KEFU_TEAMS: 'local' }, '0.0.0.0', 'KEFU_HOST is "0.0.0.0"'],
  ])('refuses to start with %j on %s', (env, host, says) => {
    expect(() => readTeams(env, host)).toThrow(says)
  })
})

test('a process that would believe anyone, in production, ends before it listens', async () => {
  const { exitCode, errors } = await spawnRefused({
    KEFU_TEAMS: 'local',
    NODE_ENV: 'production',
  })

  expect(exitCode).toBe(1)
  expect(errors).toContain('Kefu could not run: KEFU_TEAMS is "local", which checks nobody')
})

test.each([
  ['https://smba.trafficmanager.net/emea/', true],
  ['https://emea.ng.msg.teams.microsoft.com/v1', true],
  ['http://smba.trafficmanager.net/emea/', false],
  ['https://smba.trafficmanager.net.evil.example/', false],
  ['https://evilbotframework.com/', false],
  ['https://a:b@smba.trafficmanager.net/', false],
  ['http://127.0.0.1:3978', false],
])('of public addresses %s is one of Teams: %s', (address, isOne) => {
  const hosts = readTeams(APP, HERE)?.serviceHosts ?? []

  expect(isServiceUrl(address, hosts)).toBe(isOne)
})

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['127.0.0.1.evil.example', false],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
])('%s is this machine: %s', (host, isHere) => {
  expect(isLoopback(host)).toBe(isHere)
})
