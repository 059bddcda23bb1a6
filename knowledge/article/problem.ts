/**
 * Something an editor should mend. An error keeps the article out (or its last good version in);
 * a warning is told only.
 */
export interface Problem {
  readonly level: 'error' | 'warning'
  /** Path below the articles' folder. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What is wrong, with the values, then what to write instead. */
  readonly message: string
}

/** One line for a console, in the form that editors turn into a link. */
export function problemText({ level, file, line, message }: Problem): string {
  return `${file}:${line}: ${level}: ${message}`
}

/** Errors first, then by file and line. */
export function byWeight(a: Problem, b: Problem): number {
  if (a.level !== b.level) return a.level === 'error' ? -1 : 1
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line
}
