import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
} from 'kysely'
import type sqlite3 from 'sqlite3'
import { Fault, reasonOf } from '../fault.js'
import {
  CompiledQuery as Compiled,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from './kysely.js'
import { closeSqliteFile, explainSqlite, openSqliteFile } from './sqlite-file.js'

/**
 * The query builder's door to one SQLite file, by the package `sqlite3`.
 *
 * One connection serves all: whoever has it is alone until it is given back, so a transaction
 * holds everyone, and statements run in the order in which they were asked for.
 */
export class SqliteDialect implements Dialect {
  readonly #file: string

  /** @param file Path of the database, or `:memory:`. */
  constructor(file: string) {
    this.#file = file
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#file)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter()
  }

  // biome-ignore lint/suspicious/noExplicitAny: the signature is the query builder's own
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

class SqliteDriver implements Driver {
  readonly #file: string
  #connection: SqliteConnection | undefined
  #turn: Promise<void> = Promise.resolve()
  #release: (() => void) | undefined

  constructor(file: string) {
    this.#file = file
  }

  async init(): Promise<void> {
    this.#connection = new SqliteConnection(await openSqliteFile(this.#file), this.#file)
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn
    const { promise, resolve } = promiseWithResolver()
    this.#turn = promise
    await before
    this.#release = resolve
    if (!this.#connection) throw new Fault('misconfigured', 'The database is closed.')
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    const release = this.#release
    this.#release = undefined
    release?.()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // A writer from the start, so that a second process waits here and not in the middle.
    await connection.executeQuery(Compiled.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Compiled.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(Compiled.raw('rollback'))
    } catch (cause) {
      // On a full disk SQLite has rolled back by itself; what must be told is why.
      if (!reasonOf(cause).includes('no transaction is active')) throw cause
    }
  }

  async destroy(): Promise<void> {
    const before = this.#turn
    await before
    await this.#connection?.close()
    this.#connection = undefined
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: sqlite3.Database
  readonly #file: string

  constructor(database: sqlite3.Database, file: string) {
    this.#database = database
    this.#file = file
  }

  executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const returnsRows =
      query.kind === 'SelectQueryNode' ||
      query.kind === 'RawNode' ||
      ('returning' in query && query.returning !== undefined)
    const file = this.#file
    return new Promise((resolve, reject) => {
      if (returnsRows) {
        this.#database.all<Row>(sql, parameters, (error, rows) =>
          error ? reject(explainSqlite(error, file)) : resolve({ rows }),
        )
        return
      }
      this.#database.run(sql, parameters, function (error) {
        if (error) reject(explainSqlite(error, file))
        else {
          resolve({
            rows: [],
            numAffectedRows: BigInt(this.changes),
            insertId: BigInt(this.lastID),
          })
        }
      })
    })
  }

  // biome-ignore lint/correctness/useYield: SQLite streams nothing here, and says so
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streaming a query is not supported. Read in pages instead.')
  }

  close(): Promise<void> {
    return closeSqliteFile(this.#database)
  }
}

function promiseWithResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
