import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { MINUTE, type Millis } from '../../platform/clock.js'

/* Holds each journey back until the index is built that `build-test-index.ts` has begun. */

/** Three minutes on one busy core; what takes so much longer will not end. */
const PATIENCE: Millis = 20 * MINUTE

const outcome = inject('indexOutcome')
const last = Date.now() + PATIENCE
while (!existsSync(outcome)) {
  if (Date.now() > last) throw new Error(`The index of the tests was not built in ${PATIENCE} ms.`)
  await wait(200)
}
const complaint = await readFile(outcome, 'utf8')
if (complaint !== '') throw new Error(`The index of the tests could not be built. ${complaint}`)
