import { type FormReason, formMessage } from './form-reason.js'

/** What is wrong with a file or was found between articles, for pages in their reader's language. */
export type ProblemReason =
  | FormReason
  | { readonly kind: 'same-id'; readonly id: string; readonly file: string }
  | {
      readonly kind: 'names-none'
      readonly field: 'translates' | 'supersedes'
      readonly target: string
    }
  | { readonly kind: 'few-questions'; readonly count: number; readonly more: number }
  | { readonly kind: 'expired'; readonly field: 'reviewBy' | 'validUntil'; readonly day: string }
  | { readonly kind: 'broken-link'; readonly url: string; readonly target: string }
  | { readonly kind: 'asked-twice'; readonly question: string }
  | { readonly kind: 'asked-elsewhere'; readonly question: string; readonly file: string }

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
  /** What is wrong, with the values, then what to write instead; in English, as consoles have it. */
  readonly message: string
  /** The same to be said in any language; not given for a file that is no article. */
  readonly reason?: ProblemReason
}

/** One line for a console, in the form that editors turn into a link. */
export function problemText({ level, file, line, message }: Problem): string {
  return `${file}:${line}: ${level}: ${message}`
}

/** A reason in English. */
export function messageOf(reason: ProblemReason): string {
  switch (reason.kind) {
    case 'same-id':
      return `The id ${reason.id} is also that of ${reason.file}. Give this article another id.`
    case 'names-none':
      return `${reason.field} names ${reason.target}, which no article has as its id. Write an id that exists, or leave the field out.`
    case 'few-questions':
      return `It has ${reason.count} questions. Add ${reason.more} or more ways in which customers ask this.`
    case 'expired':
      return `It does not answer, since ${reason.field} is ${reason.day}. Review it and set a later day, or set state to archived.`
    case 'broken-link':
      return `The link ${reason.url} leads to ${reason.target}, which does not exist. Write the path from this file to the other.`
    case 'asked-twice':
      return `The question ${JSON.stringify(reason.question)} stands above already. Keep it where it is answered.`
    case 'asked-elsewhere':
      return `The question ${JSON.stringify(reason.question)} stands in ${reason.file} already. Keep it where it is answered.`
    default:
      return formMessage(reason)
  }
}

/** Errors first, then by file and line. */
export function byWeight(a: Problem, b: Problem): number {
  if (a.level !== b.level) return a.level === 'error' ? -1 : 1
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line
}
