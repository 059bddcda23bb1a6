import { Fault } from '../../platform/fault.js'

/** Something in a file of `content/` that its editor has to mend. */
export interface Problem {
  /** The file's name inside the folder that was read. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What is wrong, with the value, then what to write instead. */
  readonly message: string
}

/** Gathers problems while files are read, so that an editor sees all of them at once. */
export interface ProblemList {
  add(problem: Problem): void
  readonly all: readonly Problem[]
  /** @throws {Fault} `misconfigured`, one line a problem in the order of files and lines. */
  throwIfAny(): void
}

/** @param place The folder or file that is read, named at the head of the fault's message. */
export function createProblemList(place: string): ProblemList {
  const all: Problem[] = []
  return {
    all,
    add: (problem) => void all.push(problem),
    throwIfAny() {
      if (all.length === 0) return
      const lines = all
        .toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
        .map(({ file, line, message }) => `  ${file}:${line} ${message}`)
      const count = all.length === 1 ? 'One problem' : `${all.length} problems`
      throw new Fault('misconfigured', `${count} in ${place}:\n${lines.join('\n')}`)
    },
  }
}
