import { HOUR, type Instant, MINUTE, SECOND } from '../../platform/clock.js'
import { letWork } from './agents.js'
import { letCustomersCome } from './customers.js'
import { type DayFigures, figuresOf } from './figures.js'
import { type Broken, checkLog, checkNow } from './invariants.js'
import { type CentreOptions, openCentre } from './open-centre.js'
import { ROSTER } from './roster.js'
import type { Scenario } from './scenario.js'

/** Midnight in Beijing before a Tuesday without holidays around it. */
export const MIDNIGHT: Instant = Date.UTC(2026, 10, 23, 16)
/** By then whoever came at night has been served, or will not be. */
const END: Instant = MIDNIGHT + 37 * HOUR

export interface SimulationOptions {
  readonly contentFolder: string
  readonly assign?: 'pull' | 'push'
  /** Of a normal day. */
  readonly customers: number
  readonly seed: number
}

export interface Simulated {
  readonly figures: DayFigures
  readonly broken: Broken
  readonly customers: number
  readonly events: number
}

/** Lives one day of the centre, and looks once a minute whether anything is broken. */
export async function simulate(
  scenario: Scenario,
  { contentFolder, assign, customers: count, seed }: SimulationOptions,
): Promise<Simulated> {
  const options: CentreOptions = {
    contentFolder,
    start: MIDNIGHT - SECOND,
    roster: ROSTER,
    ...(assign && { assign }),
  }
  await using centre = await openCentre(options)
  const customers = letCustomersCome(centre, scenario, {
    count: Math.round(count * scenario.crowd),
    seed,
    midnight: MIDNIGHT,
  })
  const atWork = ROSTER.map((worker, index) =>
    letWork(centre, worker, {
      absences: scenario.absences.filter(({ login }) => login === worker.login),
      customers,
      midnight: MIDNIGHT,
      seed: seed * 1_000_000 + index,
    }),
  )
  const found = {
    stranded: new Set<string>(),
    ownerless: new Set<string>(),
    doubleOwned: new Set<string>(),
  }
  const look = async (at: Instant): Promise<void> => {
    const broken = await checkNow(centre, atWork)
    for (const kind of ['stranded', 'ownerless', 'doubleOwned'] as const) {
      for (const each of broken[kind]) found[kind].add(each)
    }
    const next = at + MINUTE
    if (next <= END) centre.clock.at(next, () => look(next))
  }
  centre.clock.at(MIDNIGHT, () => look(MIDNIGHT))
  await centre.run(END)
  const figures = await figuresOf(centre, atWork, END)
  return {
    figures,
    customers: customers.size,
    broken: {
      stranded: [...found.stranded],
      ownerless: [...found.ownerless],
      doubleOwned: [...found.doubleOwned],
      ...(await checkLog(centre.store, customers)),
    },
    events: await centre.store.lastNumber(),
  }
}
