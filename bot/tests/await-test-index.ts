import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'

/* Holds each journey back until the index is built that `build-test-index.ts` has begun. */

const outcome = inject('indexOutcome')
while (!existsSync(outcome)) await wait(200)
const complaint = await readFile(outcome, 'utf8')
if (complaint !== '') throw new Error(`The index of the tests could not be built. ${complaint}`)
