import { systemClock } from '../platform/clock.js'
import { Fault } from '../platform/fault.js'
import { measureAblation } from './ablation.js'
import { ABLATION, GATE, PLANTED, readCommand, SIGNALS, SIMULATE, usage } from './command.js'
import { evaluate } from './evaluate.js'
import { findSuites, suiteNames } from './find-suites.js'
import { foreignCommand } from './foreign/foreign-command.js'
import { satisfactionOfDialogues } from './foreign/satisfaction-of-dialogues.js'
import { signalsOfTexts } from './foreign/signals-of-texts.js'
import { runGate } from './gate/run-gate.js'
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
    if (command.suites.includes(ABLATION)) {
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
      await evaluate(command, { ...told, ...opened }, stop.signal)
    }
  }
} catch (cause) {
  process.exitCode = 1
  if (stop.signal.aborted) console.error('Stopped before the end; nothing was written.')
  else console.error(cause instanceof Fault ? cause.message : cause)
}
