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
import { KeptStatements } from './kept-statements.js'
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
 * One connection writes: whoever has it is alone until it is given back, so a transaction holds
 * everyone who writes, in the order in which they asked. A `select` outside a transaction goes to
 * one of the connections that only read, and sees all that was committed before it was asked.
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

/** More than two cores could not serve. */
const READERS = 2

class SqliteDriver implements Driver {
  readonly #file: string
  #writer: SqliteConnection | undefined
  /** Opened when first asked. */
  readonly #readers: Promise<SqliteConnection>[] = []
  #asked = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  async init(): Promise<void> {
    this.#writer = await this.#open()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Lease(this)
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof Lease) connection.end()
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
    await this.#turn
    const readers = await Promise.allSettled(this.#readers.splice(0))
    const open = readers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    if (this.#writer) open.push(this.#writer)
    this.#writer = undefined
    await Promise.all(open.map((connection) => connection.close()))
  }

  async #open(): Promise<SqliteConnection> {
    return new SqliteConnection(await openSqliteFile(this.#file), this.#file)
  }

  /** Waits for its turn; the second of the two gives it to the next. */
  async takeWriter(): Promise<readonly [SqliteConnection, () => void]> {
    const before = this.#turn
    const { promise, resolve } = promiseWithResolver()
    this.#turn = promise
    await before
    if (this.#writer) return [this.#writer, resolve]
    resolve()
    throw closed()
  }

  /** `undefined` where only the writer can read. */
  async reader(): Promise<SqliteConnection | undefined> {
    if (!this.#writer) throw closed()
    // In memory, each connection has a database of its own.
    if (this.#file === ':memory:') return undefined
    const place = this.#asked++ % READERS
    const reader = this.#readers[place] ?? this.#openReader()
    this.#readers[place] = reader
    // One that cannot be opened, as when there are too many open files, is tried again.
    reader.catch(() => delete this.#readers[place])
    return reader
  }

  async #openReader(): Promise<SqliteConnection> {
    const reader = await this.#open()
    await reader.executeQuery(Compiled.raw('pragma busy_timeout = 5000'))
    await reader.executeQuery(Compiled.raw('pragma query_only = on'))
    return reader
  }
}

function closed(): Fault {
  return new Fault('misconfigured', 'The database is closed.')
}

/** What somebody has been given: the writer from the first statement that needs it, else a reader. */
class Lease implements DatabaseConnection {
  readonly #takeWriter: SqliteDriver['takeWriter']
  readonly #reader: SqliteDriver['reader']
  #writer: SqliteConnection | undefined
  #release: (() => void) | undefined

  constructor(driver: Pick<SqliteDriver, 'takeWriter' | 'reader'>) {
    this.#takeWriter = () => driver.takeWriter()
    this.#reader = () => driver.reader()
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const reader =
      this.#writer === undefined && query.query.kind === 'SelectQueryNode'
        ? await this.#reader()
        : undefined
    return (reader ?? (await this.#heldWriter())).executeQuery<Row>(query)
  }

  // biome-ignore lint/correctness/useYield: SQLite streams nothing here, and says so
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streaming a query is not supported. Read in pages instead.')
  }

  end(): void {
    this.#writer = undefined
    this.#release?.()
    this.#release = undefined
  }

  async #heldWriter(): Promise<SqliteConnection> {
    if (this.#writer) return this.#writer
    const [writer, release] = await this.#takeWriter()
    this.#writer = writer
    this.#release = release
    return writer
  }
}

/** What is asked again with other values; the rest is said once, such as what makes a table. */
const KEPT: ReadonlySet<string> = new Set([
  'SelectQueryNode',
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
])

const OF_TRANSACTIONS: ReadonlySet<string> = new Set([
  ...['begin immediate', 'commit', 'rollback'],
  ...['savepoint work', 'release work', 'rollback to work'],
])

class SqliteConnection {
  readonly #database: sqlite3.Database
  readonly #statements: KeptStatements
  readonly #file: string

  constructor(database: sqlite3.Database, file: string) {
    this.#database = database
    this.#statements = new KeptStatements(database)
    this.#file = file
  }

  executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const returnsRows =
      query.kind === 'SelectQueryNode' ||
      query.kind === 'RawNode' ||
      ('returning' in query && query.returning !== undefined)
    const isKept = KEPT.has(query.kind) || OF_TRANSACTIONS.has(sql)
    return new Promise((resolve, reject) => {
      const refuse = (error: Error) => reject(explainSqlite(error, this.#file))
      const fail = (error: Error) => {
        if (isKept) this.#statements.drop(sql)
        refuse(error)
      }
      const statement = isKept
        ? this.#statements.take(sql, refuse)
        : this.#database.prepare(sql, (error: Error | null) => error && refuse(error))
      if (returnsRows) {
        statement.all<Row>(parameters, (error, rows) => (error ? fail(error) : resolve({ rows })))
      } else {
        statement.run(parameters, function (error) {
          if (error) fail(error)
          else {
            resolve({
              rows: [],
              numAffectedRows: BigInt(this.changes),
              insertId: BigInt(this.lastID),
            })
          }
        })
      }
      if (!isKept) statement.finalize()
    })
  }

  close(): Promise<void> {
    this.#statements.dropAll()
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
