import { createRequire } from 'node:module'

/*
 * Kysely as one synchronous load of its CommonJS build. Its ES modules are 262 files, and each asks
 * tsx's thread twice while it loads: that was 0.27 s of a start, against 0.07 s this way
 * (`import('kysely')` against `require('kysely')` under `node --import tsx`, Node 20.20).
 */
const kysely = createRequire(import.meta.url)('kysely') as typeof import('kysely')

export const {
  CompiledQuery,
  Kysely,
  Migrator,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} = kysely

export type Kysely<Tables> = import('kysely').Kysely<Tables>
