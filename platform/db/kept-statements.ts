import type sqlite3 from 'sqlite3'

/** Those used longest ago are let go: a list of another length between brackets is another one. */
const MOST = 250

interface Kept {
  readonly statement: sqlite3.Statement
  /** Who asked before it was prepared: if that fails, nobody else is told. */
  waiting: ((error: Error) => void)[] | null
}

/**
 * The statements that one connection has prepared. Asked again, they are not parsed again, and go
 * one way through the thread pool where three were needed: to prepare, to run and to finalize.
 */
export class KeptStatements {
  readonly #database: sqlite3.Database
  /** By their text, the one used last at the end. */
  readonly #kept = new Map<string, Kept>()

  constructor(database: sqlite3.Database) {
    this.#database = database
  }

  /** @param refuse Told when it cannot be prepared; whoever asks something of it hears no more. */
  take(sql: string, refuse: (error: Error) => void): sqlite3.Statement {
    const kept = this.#kept.get(sql) ?? this.#prepare(sql)
    kept.waiting?.push(refuse)
    this.#kept.delete(sql)
    this.#kept.set(sql, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST && oldest !== undefined) this.drop(oldest)
    return kept.statement
  }

  /** One that failed may stand in the middle of its work, and hold what others wait for. */
  drop(sql: string): void {
    this.#kept.get(sql)?.statement.finalize()
    this.#kept.delete(sql)
  }

  /** A file is not closed as long as it has statements. */
  dropAll(): void {
    for (const sql of [...this.#kept.keys()]) this.drop(sql)
  }

  #prepare(sql: string): Kept {
    const statement = this.#database.prepare(sql, (error: Error | null) => {
      const waiting = kept.waiting ?? []
      kept.waiting = null
      if (!error) return
      // It finalizes itself.
      if (this.#kept.get(sql) === kept) this.#kept.delete(sql)
      for (const refuse of waiting) refuse(error)
    })
    const kept: Kept = { statement, waiting: [] }
    return kept
  }
}
