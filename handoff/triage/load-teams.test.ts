import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { loadTeams } from './load-teams.js'
import { pointsOf, teamOf } from './teams.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/teams.md', import.meta.url))

describe('the teams of the handbook', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teams-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function problemsWith(from: string, to: string): Promise<string> {
    const source = await readFile(CONTENT, 'utf8')
    expect(source).toContain(from)
    const file = join(folder, 'teams.md')
    await writeFile(file, source.replace(from, to))
    return loadTeams(file).then(() => '', reasonOf)
  }

  test('weigh an urgent complaint more than a question (Y6)', async () => {
    const teams = await loadTeams(CONTENT)

    const question = pointsOf(teams, { category: 'product', urgency: 'normal' })
    const complaint = pointsOf(teams, { category: 'complaint', urgency: 'urgent' })

    expect(complaint).toBeGreaterThan(question)
  })

  test('serve by the first of them what names none, or one that is not there', async () => {
    const teams = await loadTeams(CONTENT)

    expect(teamOf(teams, 'complaints').id).toBe('complaints')
    expect(teamOf(teams, undefined).id).toBe('general')
    expect(teamOf(teams, 'forgotten').id).toBe('general')
  })

  test.each([
    ['a way that there is not', 'assign: push', 'assign: pusch', 'teams.complaints.assign'],
    ['no capacity', 'capacity: 8 ', 'capacity: 0 ', 'capacity'],
    ['steps out of order', 'toEveryone: 0.3 ', 'toEveryone: 0.9 ', 'The steps are out of order'],
    ['an id with a space', '  complaints:\n    title', '  com plaints:\n    title', 'is no id'],
  ])('with %s are refused with the line', async (_what, from, to, reason) => {
    expect(await problemsWith(from, to)).toMatch(new RegExp(`teams\\.md:\\d+ .*${reason}`, 's'))
  })
})
