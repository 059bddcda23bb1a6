import { systemClock } from '../platform/clock.js'
import { Fault } from '../platform/fault.js'
import { measureAblation } from './ablation.js'
import { tellAgreement } from './agreement/agreement-command.js'
import { checkDatasets } from './check-datasets.js'
import {
  ABLATION,
  AGREEMENT,
  CHECK,
  COMPARE,
  FALSE_ALARMS,
  GATE,
  JUDGE,
  PLANTED,
  readCommand,
  SIGNALS,
  SIMULATE,
  usage,
} from './command.js'
import { compareFiles } from './compare/compare-command.js'
import { tellSimulatedComparisons } from './compare/simulate-command.js'
import { evaluate } from './evaluate.js'
import { findSuites, suiteNames } from './find-suites.js'
import { finishRun } from './finish-run.js'
import { foreignCommand } from './foreign/foreign-command.js'
import { satisfactionOfDialogues } from './foreign/satisfaction-of-dialogues.js'
import { signalsOfTexts } from './foreign/signals-of-texts.js'
import { runGate } from './gate/run-gate.js'
import { judgeFiles } from './judge/judge-command.js'
import { indexFolder, outFolder } from './keep/out-folder.js'
import { openAblation, openArticles, openBot, openCheck, openGate } from './open-product.js'
import { openSignals } from './open-signals.js'
import { measurePlanted } from './planted/measure-planted.js'
import { progressOn } from './progress.js'
import { simulateDays } from './simulation/simulate-days.js'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))

try {
  const command = readCommand(process.argv.slice(2))
  if (command.help) {
    process.stdout.write(usage(await findSuites(suiteNames())))
  } else {
    const told = {
      progress: progressOn(process.stderr),
      print: (text: string) => process.stdout.write(`${text}\n`),
      today: systemClock.now(),
    }
    const complain = (text: string) => process.stderr.write(`${text}\n`)
    const foreign = { ...told, complain, openSignals }
    const [first] = command.suites
    if (first === COMPARE) {
      await compareFiles(command.files, told.print)
    } else if (first === FALSE_ALARMS) {
      tellSimulatedComparisons(told.print)
    } else if (first === AGREEMENT) {
      await tellAgreement(command.files, told.print)
    } else if (first === JUDGE) {
      await judgeFiles(command, process.env, told, stop.signal)
    } else if (first === CHECK) {
      await checkDatasets(command.files, told.print)
    } else if (command.suites.includes(ABLATION)) {
      await measureAblation(command, { ...told, openAblation }, stop.signal)
    } else if (command.suites.includes(GATE)) {
      if (!(await runGate(command, { ...told, openGate }, stop.signal))) process.exitCode = 1
    } else if (command.suites.includes(PLANTED)) {
      await measurePlanted(command, { ...told, openCheck }, stop.signal)
    } else if (command.suites.includes(SIMULATE)) {
      await simulateDays(command, told, stop.signal)
    } else if (command.dialogues !== null) {
      await satisfactionOfDialogues(foreignCommand(command, process.env), foreign, stop.signal)
    } else if (command.suites.includes(SIGNALS)) {
      await signalsOfTexts(foreignCommand(command, process.env), foreign, stop.signal)
    } else {
      const opened = { openKnowledge: openArticles, openPipeline: openBot, openSignals }
      const out = outFolder(command, process.env)
      const data = indexFolder(command, out)
      const reports = await evaluate({ ...command, data }, { ...told, ...opened }, stop.signal)
      const codeFolder = import.meta.dirname
      await finishRun(reports, command, { ...told, complain, now: told.today, out, codeFolder })
    }
  }
} catch (cause) {
  process.exitCode = 1
  if (stop.signal.aborted) console.error('Stopped before the end; nothing was written.')
  else console.error(cause instanceof Fault ? cause.message : cause)
}
