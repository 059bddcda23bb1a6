import { parseArgs } from 'node:util'
import { Fault, reasonOf } from '../platform/fault.js'

/** Named like a suite, and no suite: it takes the product apart, and is asked for alone. */
export const ABLATION = 'ablation'

/** No suite either: whole days of the centre, without any question of the datasets. */
export const SIMULATE = 'simulate'

/** No suite: the product's own reading of somebody else's texts. */
export const SIGNALS = 'signals'

/** No suite: mistakes planted in a copy of the content, for the check of articles to find. */
export const PLANTED = 'planted'

/** No suite: what a change of the content does to answers, for pull requests. */
export const GATE = 'gate'

/** A suite on our own dialogues, and with --dialogues a reading of somebody else's. */
export const SATISFACTION = 'satisfaction'

/** Two runs, question by question. */
export const COMPARE = 'compare'

/** How often comparing speaks of runs that are alike. */
export const FALSE_ALARMS = 'false-alarms'

/** How far people who labelled the same lines agree. */
export const AGREEMENT = 'agreement'

/** A model's opinion of free text, beside people's. */
export const JUDGE = 'judge'

/** Checks datasets and asks nothing. */
export const CHECK = 'check'

/** Commands whose further words are files. */
const WITH_FILES: readonly string[] = [COMPARE, AGREEMENT, JUDGE, CHECK]

const ALONE: readonly string[] = [
  ABLATION,
  SIMULATE,
  SIGNALS,
  PLANTED,
  GATE,
  FALSE_ALARMS,
  ...WITH_FILES,
]

/** What the command line asks for. */
export interface Command {
  /** In the order given; empty for all. */
  readonly suites: readonly string[]
  /** Files of a command that works on files, such as the two runs of `compare`. */
  readonly files: readonly string[]
  /** Replaces the datasets of the suite. */
  readonly dataset: string | null
  /** Folder of articles; `null` for the project's own. */
  readonly content: string | null
  /** Folder that keeps the index for the next run; `null` for one that is thrown away. */
  readonly data: string | null
  /** File to write the report to. */
  readonly json: string | null
  /** For the gate: the git ref that the content is compared with. */
  readonly base: string | null
  /** File to write the report to for CI. */
  readonly junit: string | null
  /** Folder that keeps runs and the page; `null` for the usual one. */
  readonly out: string | null
  /** File of texts whose signals are read. */
  readonly texts: string | null
  /** File of dialogues whose satisfaction is read. */
  readonly dialogues: string | null
  readonly help: boolean
}

const OPTIONS = {
  dataset: { type: 'string' },
  content: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'string' },
  base: { type: 'string' },
  junit: { type: 'string' },
  out: { type: 'string' },
  texts: { type: 'string' },
  dialogues: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const PATHS = ['dataset', 'content', 'data', 'json', 'junit', 'out', 'texts', 'dialogues'] as const

/**
 * Reads the arguments.
 *
 * @throws {Fault} `bad-input` for an option that there is not, one without its value, or a dataset
 *   that could belong to several suites.
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [first = '', ...others] = positionals
  const takesFiles = WITH_FILES.includes(first)
  const command: Command = {
    suites: takesFiles ? [first] : positionals,
    files: takesFiles ? others : [],
    dataset: values.dataset ?? null,
    content: values.content ?? null,
    data: values.data ?? null,
    json: values.json ?? null,
    base: values.base ?? null,
    junit: values.junit ?? null,
    out: values.out ?? null,
    texts: values.texts ?? null,
    dialogues: values.dialogues ?? null,
    help: values.help,
  }
  for (const option of PATHS) {
    if (command[option] === '') throw new Fault('bad-input', `--${option} is empty. Name a path.`)
  }
  const alone = ALONE.find((name) => command.suites.includes(name))
  if (alone !== undefined && command.suites.length > 1) {
    throw new Fault(
      'bad-input',
      `${alone} is no suite, and is asked for alone: npm run evals -- ${alone}`,
    )
  }
  refuseElsewhere(command, 'base', GATE)
  refuseElsewhere(command, 'texts', SIGNALS)
  refuseElsewhere(command, 'dialogues', SATISFACTION)
  if (command.dataset !== null && command.suites.length !== 1) {
    throw new Fault(
      'bad-input',
      `--dataset belongs to one suite, and ${command.suites.length} are named. Name one, such as: npm run evals -- retrieval --dataset ${command.dataset}`,
    )
  }
  return command
}

/** A file of texts or dialogues belongs to the one command that reads it. */
function refuseElsewhere(
  command: Command,
  option: 'base' | 'texts' | 'dialogues',
  name: string,
): void {
  const { suites, [option]: file } = command
  if (file === null || (suites.length === 1 && suites[0] === name)) return
  throw new Fault(
    'bad-input',
    `--${option} belongs to ${name} alone: npm run evals -- ${name} --${option} ${file}`,
  )
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    const [what] = reasonOf(cause).split(/\. |\n/)
    const names = Object.keys(OPTIONS).map((name) => `--${name}`)
    throw new Fault('bad-input', `${what}. The options are ${names.join(', ')}.`, { cause })
  }
}

/** The help text. */
export function usage(
  suites: readonly { readonly name: string; readonly about: string }[],
): string {
  return `npm run evals -- [suite …] [options]

Asks the real pipeline the questions of evals/datasets and tells how good it was, with 95 %
intervals and the worst ten. Without a suite, all of them run. A run is kept, compared with the last
one of the same questions, and shown as a page in .kefu/evals/report.html.

Suites
${suites.map(({ name, about }) => `  ${name.padEnd(16)}${about}`).join('\n')}

Alone
  ${ABLATION.padEnd(16)}retrieval again without each part of search and probability: what each is worth
  ${SIMULATE.padEnd(16)}days with 300 customers and 8 agents on a clock of their own: waits, load, what breaks
  ${PLANTED.padEnd(16)}mistakes planted in a copy of the content: which of them the check of articles finds
  ${GATE.padEnd(16)}what a change of the content does to answers, against a git ref: --base REF
  ${SIGNALS.padEnd(16)}each signal's strength in texts of your own: --texts FILE

  ${COMPARE} A B     what is better and what is worse in run B than in run A: kept runs, or files of --json
  ${FALSE_ALARMS.padEnd(16)}how often comparing speaks of runs that are alike: 200 simulated comparisons
  ${AGREEMENT} FILE…  how far people who labelled the same lines agree: kappa
  ${JUDGE} FILE…      a model's opinion of free text, shown beside its agreement with people; KEFU_JUDGE
  ${CHECK} [FILE…]    checks datasets, all mistakes at once, and asks nothing

Options
  --dataset FILE  questions of your own, one JSON object a line; for one suite
  --content DIR   articles of your own; for retrieval any folder of markdown will do
  --data DIR      keep the index there for the next run
  --json FILE     also write the figures, and what came of each question
  --base REF      for gate: the branch, tag or commit to compare the content with
  --junit FILE    also write the figures as JUnit XML; a figure that is worse than last time fails
  --out DIR       keep runs and the page there instead of .kefu/evals
  --texts FILE    for signals: a line is {"id", "text"}, and maybe "language"
  --dialogues FILE  for satisfaction: a line is {"id", "turns": [{"from": "customer" or "service",
                  "text"}]}, and maybe "language"
  --help          this text
`
}
