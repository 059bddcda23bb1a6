/** What a clause denies. */
export interface Heard {
  /**
   * How far it reaches: to the end of its clause, on through clauses that only tell until one asks,
   * or over all that follows, as behind a colon.
   */
  readonly scope: 'clause' | 'question' | 'rest'
  /** When it counts: always, where another wish follows, or also where nothing else is said. */
  readonly when: 'always' | 'contrasted' | 'alone-or-contrasted'
}

/** How one language denies, and how it says what is meant instead. All texts are folded. */
export interface ClauseReader {
  /** A clause in its parts, where no mark stands between what is denied and what is meant. */
  parts(clause: string): readonly string[]
  /** @param next The clause behind it; empty at the end. */
  read(clause: string, next: string): Heard | null
  /** Whether it is a question by its words. */
  asks(clause: string): boolean
  /** Whether it only tells something, as people do before they ask. */
  tells(clause: string): boolean
  /** Whether it says "but this": it ends what is denied. A quotation may hold a "but" of its own. */
  contrasts(clause: string, scope: Heard['scope']): boolean
  /** Whether it says what is wanted instead. */
  wants(clause: string): boolean
  /** The clause without its "but I mean". */
  withoutContrast(clause: string): string
}
