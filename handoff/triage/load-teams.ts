import { z } from 'zod'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import { DURATION } from '../handbook/duration.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import { ASSIGN_WAYS, type Teams } from './teams.js'

const WORDS = z.string().trim().min(1, 'is empty. Write its name')
const TITLE = z.strictObject({ 'zh-Hans': WORDS, 'zh-Hant': WORDS, en: WORDS })
const ID = z.string().regex(/^[a-z][a-z-]{0,39}$/)
const ID_PROBLEM = 'is no id. Use small letters and hyphens'
const POINTS = z.int().min(1).max(100)
const SHARE = z.number().positive().max(1)

const FRONT_MATTER = z.strictObject({
  teams: z
    .record(
      ID,
      z.strictObject({
        title: TITLE,
        assign: z.enum(ASSIGN_WAYS),
        seenBy: z.enum(['everyone', 'members']),
      }),
      { error: keyProblem },
    )
    .refine((teams) => Object.keys(teams).length > 0, {
      error: 'No team is there. Write at least the one that serves what no other does',
    }),
  skills: z.record(ID, TITLE, { error: keyProblem }).default({}),
  capacity: POINTS,
  points: z.strictObject({
    product: POINTS,
    order: POINTS,
    'after-sales': POINTS,
    complaint: POINTS,
    urgent: z.int().min(0).max(100),
  }),
  widening: z
    .strictObject({
      nobodyThere: DURATION,
      toTeam: SHARE,
      toEveryone: SHARE,
      tellSupervisor: SHARE,
    })
    .refine(
      ({ toTeam, toEveryone, tellSupervisor }) =>
        toTeam <= toEveryone && toEveryone <= tellSupervisor,
      { error: 'The steps are out of order. Let each begin no sooner than the one before' },
    ),
})

function keyProblem({ code }: { code?: string | undefined }): string | undefined {
  return code === 'invalid_key' ? ID_PROBLEM : undefined
}

/**
 * Reads `content/handbook/teams.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadTeams(file: string, parse?: ParsePage): Promise<Teams> {
  const problems = createProblemList(file)
  const checked = checkFrontMatter(await readPage(file, parse), FRONT_MATTER, problems)
  problems.throwIfAny()
  if (checked === undefined) throw new Error('A problem of the teams was not reported.')
  const { teams, skills, capacity, points, widening } = checked.value
  const [first, ...others] = Object.entries(teams).map(([id, team]) => ({ id, ...team }))
  if (first === undefined) throw new Error('A list of teams without a team was not reported.')
  const { urgent, ...byCategory } = points
  return {
    teams: [first, ...others],
    skills: Object.entries(skills).map(([id, title]) => ({ id, title })),
    capacity,
    points: byCategory,
    urgentPoints: urgent,
    widening: {
      nobodyThere: widening.nobodyThere,
      after: {
        skilled: widening.toTeam,
        team: widening.toEveryone,
        everyone: widening.tellSupervisor,
      },
    },
  }
}
