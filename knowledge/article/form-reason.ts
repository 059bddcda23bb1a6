/** What a field of the front matter must be. */
export type Wanted = 'slug' | 'title' | 'choice' | 'owner' | 'day' | 'question' | 'questions'

/** What is wrong with the form of one file, for pages that say it in their reader's language. */
export type FormReason =
  | { readonly kind: 'too-large'; readonly megabytes: string }
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'too-deep'; readonly deepest: number }
  | { readonly kind: 'no-front-matter' }
  | { readonly kind: 'not-yaml'; readonly said: string }
  | { readonly kind: 'aliases' }
  | { readonly kind: 'no-fields' }
  | { readonly kind: 'unknown-field'; readonly fields: string; readonly known: string }
  | {
      readonly kind: 'field'
      readonly field: string
      /** As it was written, or `null` where it is missing. */
      readonly found: string | null
      readonly wanted: Wanted
      /** What may be written, where only a few words may. */
      readonly choices: string
    }
  | { readonly kind: 'a-folder' }
  | { readonly kind: 'leads-back' }
  | { readonly kind: 'not-readable'; readonly said: string }

/** A reason in English. */
export function formMessage(reason: FormReason): string {
  switch (reason.kind) {
    case 'too-large':
      return `The file has ${reason.megabytes} MB; an article has at most 1 MB. Split it.`
    case 'not-utf8':
      return 'The file is not UTF-8 here. Save it as UTF-8.'
    case 'too-deep':
      return `Lists or quotes are nested more than ${reason.deepest} deep here. Flatten them.`
    case 'no-front-matter':
      return 'The file has no front matter. Begin it with a line ---, then fields such as "id: …" and "title: …", then a line ---.'
    case 'not-yaml':
      return `The front matter is not valid YAML: ${reason.said}. Put text with a colon or quotes between quotes.`
    case 'aliases':
      return 'The front matter uses aliases (*name), which are not read. Write it out.'
    case 'no-fields':
      return 'The front matter is no list of fields. Write fields such as "title: …".'
    case 'unknown-field':
      return `Unknown field ${reason.fields}. Known are ${reason.known}.`
    case 'field': {
      const state = reason.found === null ? 'is missing' : `is ${reason.found}`
      return `The field ${reason.field} ${state}. ${wantedInWords(reason.wanted, reason.choices)}`
    }
    case 'a-folder':
      return 'This is a folder, not a file. Give it another name.'
    case 'leads-back':
      return 'This link leads back to itself. Delete it.'
    case 'not-readable':
      return `The file cannot be read (${reason.said}). Give permission to read it.`
    default:
      return reason satisfies never
  }
}

function wantedInWords(wanted: Wanted, choices: string): string {
  switch (wanted) {
    case 'slug':
      return 'Write it in small letters, digits and hyphens, such as refund-time.'
    case 'title':
      return 'Write the title as text.'
    case 'choice':
      return `Write one of ${choices}.`
    case 'owner':
      return 'Write who answers for the article, such as chen.chen.'
    case 'day':
      return 'Write a day as 2026-11-23.'
    case 'question':
      return 'Write each question as one line of text.'
    case 'questions':
      return 'Write a list of at least five ways in which customers ask.'
    default:
      return wanted satisfies never
  }
}
