import { writeFile } from 'node:fs/promises'
import type { Command } from '../command.js'
import { CONTENT, checkWritable } from '../evaluate.js'
import type { Progress } from '../progress.js'
import { SCENARIOS } from './scenario.js'
import { simulate } from './simulate.js'
import { brokenLines, type SimulatedDay, simulationTable } from './simulation-table.js'

const CUSTOMERS = 300
const SEED = 1

/** Lives each scenario twice, with work taken and with work given, and tells what came of it. */
export async function simulateDays(
  command: Command,
  deps: { readonly progress: Progress; readonly print: (text: string) => void },
  signal: AbortSignal,
): Promise<void> {
  if (command.json !== null) await checkWritable(command.json)
  const onProgress = deps.progress('simulate')
  const contentFolder = command.content ?? CONTENT
  const days: SimulatedDay[] = []
  for (const scenario of SCENARIOS) {
    for (const assign of ['pull', 'push'] as const) {
      signal.throwIfAborted()
      const options = { contentFolder, assign, customers: CUSTOMERS, seed: SEED }
      days.push({ scenario: scenario.name, assign, ...(await simulate(scenario, options)) })
      onProgress(days.length, 2 * SCENARIOS.length)
    }
  }
  deps.print(simulationTable(days))
  for (const broken of brokenLines(days)) deps.print(broken)
  if (command.json !== null) await writeFile(command.json, `${JSON.stringify(days, null, 2)}\n`)
}
