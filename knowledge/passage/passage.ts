/** Where something stands in an article's file. */
export interface Place {
  /** Path below the articles' folder. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** Characters from the start of the file, as JavaScript counts them. */
  readonly offset: number
}

export interface Heading {
  readonly text: string
  /** 1 to 6. */
  readonly depth: number
  /** The anchor on the help page. */
  readonly slug: string
}

/** A piece of an article that can be cited: one section, or a part of a long one. */
export interface Passage {
  /** The path of headings above it, outermost first; the last one may be its own. */
  readonly headings: readonly Heading[]
  readonly place: Place
  /** Where it ends in the file, not included. */
  readonly end: number
  /** The header of a table that began in an earlier passage; else empty. */
  readonly lead: string
  /** Its words without marks, headings included: what is indexed. */
  readonly text: string
}

/** The passage as markdown: its part of the file, after the header of its table if it lost it. */
export function passageMarkdown(source: string, passage: Passage): string {
  return passage.lead + source.slice(passage.place.offset, passage.end)
}

/** The anchor of the nearest heading; `null` above the first one. */
export function anchorOf(passage: Passage): string | null {
  return passage.headings.at(-1)?.slug ?? null
}
